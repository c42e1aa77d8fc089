"""Texts for which a few of the engine's rules do: with those it starts in a quarter of the time.

A rule finds nothing in a text that has none of its keywords, neither as it stands nor decoded: that
is how the engine itself passes over most of its rules. So the rules whose keywords are no words of
everyday language are not compiled for a text without them.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from functools import cache
from pathlib import Path

# Both are made from the engine's own rules, by tests/engine_rules.py.
CONFIG = Path(__file__).with_name("few_rules.toml")
KEYWORDS = Path(__file__).with_name("rare_keywords.txt")

_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}|(?:\\[Uu]|U\+)[0-9A-Fa-f]{4}|[0-9A-Fa-f]{32}")
_BASE64 = re.compile(r"[A-Za-z0-9_/+-]{16,}")
_IN_ADDRESSES = str.maketrans("-_", "+/")
_QUARTETS = 16


def needs_few(text: str) -> bool:
    """Tell whether the rules of ``CONFIG`` find in a text all that all of the rules do."""
    return not (
        _ENCODED.search(text)
        or any(_may_decode(run[0]) for run in _BASE64.finditer(text))
        or _has_keyword(text)
    )


def _may_decode(run: str) -> bool:
    """Tell whether letters begin like text in Base64; the engine decodes no other kind of data."""
    return a2b_base64(run[:_QUARTETS].translate(_IN_ADDRESSES)).isascii()


def _has_keyword(text: str) -> bool:
    version, *keywords = _read_keywords()
    import betterleaks  # noqa: PLC0415 - loads a large library, and is not always needed

    # The one letter that is two in lower case here, and an i to the engine.
    words = text.replace("İ", "i").lower()
    return betterleaks.__upstream_version__ != version or any(it in words for it in keywords)


@cache
def _read_keywords() -> list[str]:
    """Return the version of the engine that has them, and the keywords of the rules left out."""
    return KEYWORDS.read_text(encoding="utf-8").splitlines()
