"""A built site, proved to hold nothing that is kept from the public."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from ldblog.audit.content import read_content
from ldblog.audit.held_words import HeldWords
from ldblog.audit.hidden_words import HiddenWords
from ldblog.audit.inner_paths import InnerPaths
from ldblog.audit.readings import APART, Said, read_closely
from ldblog.audit.site_files import NewLines, Reader, Stretch, find_files
from ldblog.audit.site_secrets import SiteSecrets
from ldblog.files import read_lenient
from ldblog.privacy.anonymity import hidden_people, make_redactor, names_of
from ldblog.secrets.held_secrets import hide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from ldblog.audit.content import Content
    from ldblog.audit.seekers import Leak, Seeker, Trace
    from ldblog.config import Project
    from ldblog.diagnostics import Diagnostic

_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)


# The engine that finds secrets has much to do before it begins.
_MUCH = 500_000


class _Text(NamedTuple):
    stretch: Stretch
    said: Said


class _Hit(NamedTuple):
    stretch: Stretch
    seeker: Seeker
    traces: AbstractSet[Trace]


def audit_site(project: Project, folder: Path) -> list[Diagnostic]:
    """Return an error for each thing in a built site that is kept from the public.

    Raises LdblogError when a file of the site or of the project cannot be read.
    """
    content = read_content(project)
    seekers = _make_seekers(project, content)
    hits: list[_Hit] = []
    for batch in _read_batches(project, folder):
        hits += _seek(batch, seekers)
    hits += _seek_unnamed(project, folder, content)
    return sorted(_report(project, folder, content, hits)) if hits else []


def _make_seekers(project: Project, content: Content) -> list[Seeker]:
    names = names_of(hidden_people(content.people))
    return [
        HeldWords(project, content.runs),
        HiddenWords(project, (content.dictionary.spellings, names)),
        InnerPaths(project, content.public),
        SiteSecrets(project, content.with_secrets),
    ]


def _read_batches(project: Project, folder: Path) -> Iterator[list[_Text]]:
    """Yield what is new in each file of a site, much of it at once."""
    reader, lines = Reader(project), NewLines()
    batch: list[_Text] = []
    size = 0
    for name in find_files(folder):
        for stretch in reader.read(folder, name):
            # Feeds, excerpts and the search index say again what pages say.
            new = [text for it in read_closely(stretch.text) for text in lines.of(it)]
            batch.append(_Text(stretch, Said(APART.join(text for _line, text in new))))
            size += len(batch[-1].said.text)
        if size > _MUCH:
            yield batch
            batch, size = [], 0
    yield batch


def _seek(batch: Sequence[_Text], seekers: Sequence[Seeker]) -> Iterator[_Hit]:
    """Yield what is found in some texts: first in all of them, since most often nothing is."""
    together = Said(APART.join(one.said.text for one in batch))
    for seeker in seekers:
        for one in batch if seeker.find(together) else ():
            if traces := seeker.find(one.said):
                yield _Hit(one.stretch, seeker, traces)


def _seek_unnamed(project: Project, folder: Path, content: Content) -> Iterator[_Hit]:
    """Yield the names of people in the pages of a session in which alone they are not named."""
    for session, handles in content.anonymous.items():
        names = names_of(map(content.people.find, handles))
        for path in sorted(folder.glob(f"{session}*/**/*.html")):
            articles = _ARTICLE.findall(read_lenient(path) or "")
            name = path.relative_to(folder).as_posix()
            batch = [_Text(Stretch(name, 0, ""), _read(article)) for article in articles]
            yield from _seek(batch, [HiddenWords(project, (names,))])


def _report(
    project: Project, folder: Path, content: Content, hits: Sequence[_Hit]
) -> Iterator[Diagnostic]:
    """Yield an error for each thing that is found in a stretch of a file, without its words."""
    redactor = make_redactor(content.dictionary, content.people)
    patterns = project.config.secret_patterns
    place = project.relative(folder) if folder.is_relative_to(project.root) else folder.name
    seekers = {id(hit.seeker): hit.seeker for hit in hits}
    for key, seeker in seekers.items():
        own = [hit for hit in hits if id(hit.seeker) == key]
        leaks = seeker.tell({trace for hit in own for trace in hit.traces})
        for hit in own:
            path = hide(redactor.replace_in(f"{place}/{hit.stretch.path}"), patterns)
            for leak, traces in _by_leak(hit, leaks).items():
                line = _find_line(hit.stretch, seeker, traces)
                yield leak.rule.at(path, line, 1, leak.message)


def _by_leak(hit: _Hit, leaks: Mapping[Trace, Leak]) -> dict[Leak, set[Trace]]:
    found: dict[Leak, set[Trace]] = {}
    for trace in hit.traces & leaks.keys():
        found.setdefault(leaks[trace], set()).add(trace)
    return found


def _find_line(stretch: Stretch, seeker: Seeker, traces: AbstractSet[Trace]) -> int:
    """Return the line of a file on which the first of some traces ends; 1 where it has no lines."""
    if not stretch.line:
        return 1
    lines = stretch.text.split("\n")

    def is_there(count: int) -> bool:
        said = _read("\n".join(lines[:count]))
        return not traces.isdisjoint(seeker.find(said))

    return stretch.line + bisect_left(range(len(lines)), True, key=is_there) - 1


def _read(text: str) -> Said:
    return Said(APART.join(read_closely(text)))
