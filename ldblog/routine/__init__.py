"""What comes back with each Learning Day, and runs by itself where somebody switched it on."""
