"""Tokens in the forms of well-known ones, made when they are needed: none stands in a file."""

from __future__ import annotations

import random
import string

LETTERS = string.ascii_letters + string.digits


def make_token(prefix: str, length: int = 36, letters: str = LETTERS, seed: int = 1) -> str:
    """Return a prefix with random letters after it, the same each time."""
    chosen = random.Random(f"{prefix}{length}{seed}")  # noqa: S311 - it is no secret
    return prefix + "".join(chosen.choice(letters) for _ in range(length))


def make_key(lines: int = 5) -> str:
    """Return a private key in its block, which no machine knows."""
    body = [make_token("", 64, seed=line) for line in range(lines)]
    kind = "RSA PRIVATE" + " KEY"
    return "\n".join([f"-----BEGIN {kind}-----", *body, f"-----END {kind}-----"])
