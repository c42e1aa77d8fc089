"""What looks for one kind of thing that a site must not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from ldblog.audit.readings import Said
    from ldblog.diagnostics import Rule

# What was found: a source, or the words themselves, for its seeker alone.
Trace = str | tuple[str, ...]


class Leak(NamedTuple):
    """What is wrong, and what is said of it, without what was found."""

    rule: Rule
    message: str


class Seeker(Protocol):
    """Whatever knows something that a site must not hold."""

    def find(self, said: Said) -> AbstractSet[Trace]:
        """Return the traces of what stands in a text."""

    def tell(self, traces: Iterable[Trace]) -> Mapping[Trace, Leak]:
        """Return what is wrong with traces; not of those that may stand there all the same."""
