"""The parts of a build that can be left out, for one that need not be whole."""

from __future__ import annotations

import os
from enum import StrEnum

# MkDocs' plugins have no arguments of the command line; empty is nothing left out.
VARIABLE = "LDBLOG_WITHOUT"


class Part(StrEnum):
    """A part of a build, by the name that the command line has for it."""

    SEARCH = "search"
    CARDS = "cards"
    AUDIT = "audit"
    CACHE = "cache"


def read_left_out() -> frozenset[Part]:
    """Return what the environment says is left out; what it names else is passed over."""
    names = os.environ.get(VARIABLE, "").split(",")
    return frozenset(part for part in Part if part in names)
