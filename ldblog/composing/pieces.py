"""A log's part of an entry, before the entry is composed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldblog.composing.authors import Author
    from ldblog.composing.entry_body import Also
    from ldblog.privacy.publish import Published
    from ldblog.reading.logs import Log
    from ldblog.reading.units import Unit
    from ldblog.text.links import Rewriter


@dataclass(frozen=True)
class Piece:
    """One log's part of an entry: who wrote it, what may go out, and what was chosen.

    ``also`` has who else wrote what it tells; ``same_as`` are links to those who tell what it
    has.
    """

    log: Log
    author: Author
    published: Published
    rewriter: Rewriter
    chosen: tuple[Unit, ...] = ()
    scores: Mapping[Unit, float] = field(default_factory=dict)
    also: Mapping[Unit, Also] = field(default_factory=dict)
    same_as: tuple[str, ...] = ()
