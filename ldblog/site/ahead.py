"""What is found out of each page alone, found out ahead in processes of their own.

They hand back nothing but values to be kept. The build then finds them there, as it would find
those of an earlier one; what they did not manage, it does itself.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from ldblog.config import find_project
from ldblog.errors import LdblogError
from ldblog.parallel import NO_PROCESSES, map_ahead
from ldblog.processes import count_processors, find_in_forks
from ldblog.site.kept import Kept
from ldblog.site.page_checks import Words, require_no_secret
from ldblog.site.world import digest_programs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mkdocs.structure.files import File

    from ldblog.config import Project

# A process has imported what it needs in the time in which another does so many pages.
PAGES_PER_JOB = 40
# Often enough that no process waits long for another one at the end.
_BATCHES_PER_JOB = 4


def check_ahead(project: Project, pages: Sequence[tuple[str, str]], kept: Kept) -> None:
    """Look for secrets and listed words in pages, given by name and text, in processes.

    They are begun anew, since the engine that finds secrets has threads of its own.
    """
    jobs = min(count_processors(), len(pages) // PAGES_PER_JOB)
    if jobs < 2 or not kept.is_open:
        return
    size = -(-len(pages) // (jobs * _BATCHES_PER_JOB))
    batches = [pages[start : start + size] for start in range(0, len(pages), size)]
    with suppress(*NO_PROCESSES):
        for values in map_ahead(partial(_check, project.root), batches, jobs):
            kept.add(values.items())


def make_ahead(make: Callable[[File], None], files: Sequence[File], kept: Kept) -> None:
    """Do something with files of a build, in copies of it, for what is kept by doing so."""

    def make_share(share: Sequence[File]) -> dict[str, bytes]:
        packed = kept.collect()
        for file in share:
            with suppress(Exception, SystemExit):
                make(file)
        return packed

    if kept.is_open:
        kept.add(find_in_forks(make_share, files).items())


def _check(root: Path, pages: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """Return what is to be kept of pages in which nothing is found; the build finds the others."""
    kept = Kept(None, digest_programs())
    packed = kept.collect()
    with suppress(LdblogError):
        project = find_project(root)
        words = Words(project, kept)
        for name, text in pages:
            with suppress(LdblogError):
                require_no_secret(project, name, text, kept)
            words.find(name, text)
    return packed
