"""What the files of a site say, much of it at once, and what is found in those that are new."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ldblog.audit.readings import APART, Said, read_closely
from ldblog.audit.site_files import NewLines, Reader, Stretch
from ldblog.processes import find_in_forks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from ldblog.audit.seekers import Trace
    from ldblog.config import Project

    Finder = Callable[[Said], AbstractSet[Trace]]

# The engine that finds secrets has much to do before it begins.
_MUCH = 500_000


class Text(NamedTuple):
    """A stretch of a file, and what it says."""

    stretch: Stretch
    said: Said


class _Share(NamedTuple):
    names: Sequence[str]
    found: list[set[Trace]]


def read_batches(
    project: Project, folder: Path, names: Iterable[str], *, only_new: bool
) -> Iterator[list[Text]]:
    """Yield what some files of a site say, or only what is new in them, much of it at once."""
    # Those of the files, and those of what the files say.
    raw, lines = NewLines(), NewLines()
    reader = Reader(project, raw if only_new else None)
    batch: list[Text] = []
    size = 0
    for name in names:
        stretches = reader.read(folder, name)
        for stretch in [_join(name, stretches)] if only_new else stretches:
            # Feeds, excerpts and the search index say again what pages say.
            said = read_closely(stretch.text)
            if only_new:
                said = [text for it in said for _line, text in lines.of(it)]
            batch.append(Text(stretch, Said(APART.join(said))))
            size += len(batch[-1].said.text)
        if size > _MUCH:
            yield batch
            batch, size = [], 0
    yield batch


def find_new(
    project: Project, folder: Path, names: Sequence[str], finders: Sequence[Finder]
) -> list[set[Trace]]:
    """Return what each finder finds in some files of a site; in many, by copies of this process.

    Raises LdblogError where a file cannot be read.
    """

    def find(share: Sequence[str]) -> Mapping[str, _Share]:
        found: list[set[Trace]] = [set() for _ in finders]
        for batch in read_batches(project, folder, share, only_new=True):
            together = Said(APART.join(one.said.text for one in batch))
            for finder, traces in zip(finders, found, strict=True):
                traces.update(finder(together))
        return {share[0]: _Share(share, found)} if share else {}

    shares = find_in_forks(find, names)
    done = {name for share in shares.values() for name in share.names}
    shares |= find([name for name in names if name not in done])
    return [
        set().union(*(share.found[at] for share in shares.values())) for at in range(len(finders))
    ]


def _join(name: str, stretches: Iterable[Stretch]) -> Stretch:
    """Return the text of a file at once, its name last: each reading has its price."""
    texts = [stretch.text for stretch in stretches]
    return Stretch(name, 0, APART.join([*texts[1:], texts[0]]))
