"""What happens around the posts: when the next day is, and what is said before and after it."""
