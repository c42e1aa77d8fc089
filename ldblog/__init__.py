"""A static blog generator for public learning-day logs."""

__version__ = "0.1.0"
