"""What was taken back or renamed: followed before the merge."""
