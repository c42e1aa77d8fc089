"""Published posts to what is derived from them: pages, and whatever else readers come back for."""
