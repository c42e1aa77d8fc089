"""What of a log may be published, and what readers see instead of the rest."""
