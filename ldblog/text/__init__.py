"""Markdown and words: parsed, cut, looked up, and written so that both readers agree."""
