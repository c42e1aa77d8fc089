"""A built site, proved to hold nothing that is kept from the public."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from ldblog.audit.content import read_content
from ldblog.audit.held_words import HeldWords
from ldblog.audit.hidden_words import HiddenWords
from ldblog.audit.inner_paths import InnerPaths
from ldblog.audit.known_files import hash_site, keep_files, recall_files
from ldblog.audit.readings import APART, Said, read_closely
from ldblog.audit.site_files import Stretch
from ldblog.audit.site_secrets import SiteSecrets
from ldblog.audit.site_texts import Text, find_new, read_batches
from ldblog.files import read_lenient
from ldblog.privacy.hidden_names import hidden_people, make_redactor, names_of
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


# Of the files that all say the same.
MAX_FILES = 30


class _Hit(NamedTuple):
    stretch: Stretch
    seeker: Seeker
    traces: AbstractSet[Trace]


def audit_site(project: Project, folder: Path) -> list[Diagnostic]:
    """Return an error for each thing in a built site that is kept from the public.

    Raises LdblogError when a file of the site or of the project cannot be read.
    """
    content = read_content(project)
    words, secrets = _make_seekers(project, content)
    seekers = [*words, secrets]
    hits = list(_seek_unnamed(project, folder, content))
    digests, known = hash_site(folder), recall_files(project, content)
    new = [name for name, digest in digests.items() if known.files.get(name) != digest]
    found = _find(project, folder, new, (words, secrets))
    if known.traces:
        found = [now | {*old} for now, old in zip(found, known.traces, strict=True)]
    leaks = [seeker.tell(it) if it else {} for seeker, it in zip(seekers, found, strict=True)]
    # What is said again is not read again, unless somebody has to be told where.
    if any(leaks):
        for batch in read_batches(project, folder, [*digests], only_new=False):
            hits += _seek(batch, seekers)
    if not hits:
        allowed = [it - told.keys() for it, told in zip(found, leaks, strict=True)]
        keep_files(project, content, digests, allowed)
    return sorted(_report(project, folder, content, hits)) if hits else []


def _make_seekers(project: Project, content: Content) -> tuple[list[Seeker], SiteSecrets]:
    names = names_of(hidden_people(content.people))
    words: list[Seeker] = [
        HeldWords(content),
        HiddenWords(project, (content.dictionary.spellings, names)),
        InnerPaths(project, content.find_spoken),
    ]
    having = [it for it, kept in content.sessions.items() if kept.has_secrets]
    return words, SiteSecrets(project, having)


def _find(
    project: Project,
    folder: Path,
    new: Sequence[str],
    seekers: tuple[Sequence[Seeker], SiteSecrets],
) -> list[AbstractSet[Trace]]:
    """Return what each seeker of words, and then that of secrets, finds in the new files."""
    words, secrets = seekers
    finders = [*(one.find for one in words), secrets.suspect]
    *found, suspects = find_new(project, folder, new, finders)
    # The engine is in threads of its own, so no copy of this process can ask it.
    return [*found, secrets.find_in(map(str, suspects))]


def _seek(batch: Sequence[Text], seekers: Sequence[Seeker]) -> Iterator[_Hit]:
    """Yield what is found in each of some texts."""
    for seeker in seekers:
        for one in batch:
            if traces := seeker.find(one.said):
                yield _Hit(one.stretch, seeker, traces)


def _seek_unnamed(project: Project, folder: Path, content: Content) -> Iterator[_Hit]:
    """Yield the names of people in the pages of a session in which alone they are not named."""
    unnamed = {name: kept.anonymous for name, kept in content.sessions.items() if kept.anonymous}
    for session, handles in unnamed.items():
        names = names_of(map(content.people.find, handles))
        for path in sorted(folder.glob(f"{session}*/**/*.html")):
            articles = _ARTICLE.findall(read_lenient(path) or "")
            name = path.relative_to(folder).as_posix()
            batch = [Text(Stretch(name, 0, ""), _read(article)) for article in articles]
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
        found: dict[Leak, dict[str, tuple[_Hit, set[Trace]]]] = {}
        for hit in own:
            for leak, traces in _by_leak(hit, leaks).items():
                found.setdefault(leak, {}).setdefault(hit.stretch.path, (hit, traces))
        for leak, files in found.items():
            more = len(files) - MAX_FILES
            for number, (hit, traces) in enumerate([*files.values()][:MAX_FILES], 1):
                path = hide(redactor.replace_in(f"{place}/{hit.stretch.path}"), patterns)
                line = _find_line(hit.stretch, seeker, traces)
                tail = f"; and {more} more files" if more > 0 and number == MAX_FILES else ""
                yield leak.rule.at(path, line, 1, leak.message + tail)


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
