"""A post as last generated, as its editor left it, and as it would be now: merged."""
