"""Chosen units in, posts out."""
