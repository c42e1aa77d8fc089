"""The files that a blog copied, compared with those of the installed ldblog. Nothing is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from packaging.version import InvalidVersion, Version

from ldblog import __version__
from ldblog.errors import LdblogError
from ldblog.files import read_lenient, read_text
from ldblog.starting.aging import State, compare_files, render_diff
from ldblog.starting.blog_files import render_copied
from ldblog.starting.findings import Finding
from ldblog.starting.record import RECORD_FILE, Record, parse_record, render_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ldblog.starting.aging import Aged

_REMEDIES = {
    State.CONFLICT: "`ldblog doctor --patch | git apply` writes both, between markers",
    State.EDITED: "",
    State.DELETED: "",
}


def check_copies(root: Path) -> Iterator[Finding]:
    """Yield what of the copied files is not as the installed ldblog would write it."""
    try:
        record = _read_record(root)
    except LdblogError as error:
        yield Finding(RECORD_FILE, str(error).removeprefix(f"{RECORD_FILE}: "))
        return
    if record is None:
        said = "not there: nobody can tell which files are behind (`ldblog init` writes it)"
        yield Finding(RECORD_FILE, said, is_note=True)
    elif _is_newer(record.version):
        said = f"written by ldblog {record.version}, and {__version__} is installed"
        yield Finding(RECORD_FILE, said, "pip install -U ldblog")
    else:
        for aged in _compare(root, record):
            remedy = _REMEDIES.get(aged.state, "`ldblog doctor --patch | git apply`")
            diff = render_diff(aged.path, aged.now, aged.merged)
            is_note = aged.state.is_fine
            yield Finding(aged.path, aged.state.value, remedy, "" if is_note else diff, is_note)


def make_patch(root: Path) -> str:
    """Return all that brings the copied files up to date, and the record of them, for `git apply`.

    Raises LdblogError where there is no record, or it is damaged or of a newer ldblog.
    """
    record = _read_record(root)
    if record is None or _is_newer(record.version):
        raise LdblogError(f"{RECORD_FILE}: not there, or of a newer ldblog: see `ldblog doctor`")
    behind = [aged for aged in _compare(root, record) if not aged.state.is_fine]
    patch = [render_diff(aged.path, aged.now, aged.merged) for aged in behind]
    new = Record(__version__, record.answers, render_copied(record.answers))
    old = read_text(root / RECORD_FILE)
    return "".join([*patch, render_diff(RECORD_FILE, old, render_record(new))])


def _read_record(root: Path) -> Record | None:
    text = read_text(root / RECORD_FILE)
    return None if text is None else parse_record(text)


def _is_newer(version: str) -> bool:
    try:
        return Version(version) > Version(__version__)
    except InvalidVersion:
        return False


def _compare(root: Path, record: Record) -> list[Aged]:
    ours = render_copied(record.answers)
    texts = {path: read_lenient(root / path) for path in {*ours, *record.files}}
    # Some checkouts have Windows' ends of lines, which nobody chose.
    now = {path: text.replace("\r\n", "\n") for path, text in texts.items() if text is not None}
    return [_as_there(aged, texts[aged.path]) for aged in compare_files(record.files, now, ours)]


def _as_there(aged: Aged, text: str | None) -> Aged:
    """Return what became of a file with the ends of lines that it has: git applies no others."""
    if text is None or "\r\n" not in text:
        return aged
    merged = None if aged.merged is None else aged.merged.replace("\n", "\r\n")
    return replace(aged, now=text, merged=merged)
