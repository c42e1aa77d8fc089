"""Text in, logs out: front matter, parts, marks, units; and who wrote them."""
