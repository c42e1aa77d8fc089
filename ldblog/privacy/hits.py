"""Stretches of a text that the public does not read, and what it reads instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Hit(NamedTuple):
    """A stretch of a text that something else stands for.

    ``source`` says why, by a place or a kind and never in the words themselves. What ``blocks``
    holds back the whole block that it is in; an ``ending`` makes what stands there a possessive.
    ``is_part`` of a name such as AcmeClient, it counts in code and addresses alone.
    """

    start: int
    end: int
    instead: str
    source: str
    blocks: bool = False
    ending: str = ""
    is_part: bool = False


def join_hits(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits in order, those that overlap as one: the longest says what stands there."""
    joined: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit)):
        if joined and hit.start < joined[-1].end:
            joined[-1] = _join(joined[-1], hit)
        else:
            joined.append(hit)
    return joined


def _join(one: Hit, other: Hit) -> Hit:
    longest = max(one, other, key=lambda hit: hit.end - hit.start)
    return longest._replace(
        start=one.start,
        end=max(one.end, other.end),
        blocks=one.blocks or other.blocks,
    )
