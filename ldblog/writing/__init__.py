"""Posts on the disk: what changes, written so that nothing is lost."""
