"""Passwords, tokens and keys in logs and pages: found, held back, never shown."""
