"""HTML entities, whose names are loaded where a text has one."""

from __future__ import annotations


def unescape(text: str) -> str:
    """Return a text with the characters that its entities stand for."""
    import html  # noqa: PLC0415 - has all entities' names, and few texts have one

    return html.unescape(text)
