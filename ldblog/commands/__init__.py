"""The commands, one module each: thin, and quick to import."""
