"""What is derived from the published posts: pages, feeds, and what else readers are given."""
