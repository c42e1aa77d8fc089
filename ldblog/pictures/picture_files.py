"""Pictures of logs on the disk: which of them may be published, and how they look then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError
from ldblog.files import read_bytes, write_bytes
from ldblog.pictures.redraw import (
    PICTURES,
    PictureError,
    check_picture,
    check_size,
    clean_picture,
    recipe,
)
from ldblog.secrets.search import find_secrets
from ldblog.text.entities import unescape
from ldblog.text.links import normalise_path
from ldblog.text.markdown import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set
    from pathlib import Path

    from ldblog.config import Project
    from ldblog.privacy.redactor import Redactor
    from ldblog.reading.logs import Log

_TAG = re.compile(r"<[^>]*>")


def find_refused(
    project: Project, session: str, logs: Iterable[tuple[Log, Redactor]], attachments: Set[str]
) -> dict[str, str]:
    """Return the pictures that logs show but that are not published, each with why.

    Each log comes with what is not to be read in it, nor in its pictures. Raises LdblogError when
    one of them cannot be read from the disk.
    """
    shown = {name: redactor for log, redactor in logs for name in _shown(log)}
    refused = {}
    for name in sorted(shown.keys() & attachments):
        problem = _find_problem(project, project.logs / session / name, shown[name])
        if problem:
            refused[name] = problem
    return refused


def read_clean(project: Project, path: Path) -> bytes | None:
    """Return a picture as it is published, drawn anew or as it was last time; None if it is gone.

    Raises LdblogError when it cannot be read, or is not published.
    """
    raw = read_bytes(path)
    if raw is None:
        return None
    cached = _cache(project, path, raw)
    clean = read_bytes(cached)
    if clean is None:
        try:
            clean = clean_picture(path.name, raw)
        except PictureError as error:
            raise LdblogError(f"{project.relative(path)}: {error}") from error
        write_bytes(cached, clean)
    return clean


def _shown(log: Log) -> Iterator[str]:
    """Yield the paths of a log's own pictures that it shows or links to."""
    for node in walk(log.document):
        path = normalise_path(node.url) if node.kind in {"image", "link"} else ""
        if path.lower().endswith(PICTURES) and path.startswith(f"{log.handle}/"):
            yield path


def _find_problem(project: Project, path: Path, redactor: Redactor) -> str:
    """Return why a picture is not published, empty if it is."""
    try:
        check_size(path.stat().st_size)
        raw = read_bytes(path) or b""
        if path.name.lower().endswith(".svg"):
            return _find_in_svg(project, clean_picture(path.name, raw), raw, redactor)
        if not _cache(project, path, raw).is_file():
            check_picture(path.name, raw)
    except PictureError as error:
        return str(error)
    return ""


def _find_in_svg(project: Project, clean: bytes, raw: bytes, redactor: Redactor) -> str:
    if find_secrets(raw.decode("utf-8", "replace"), project.config.secret_patterns).secrets:
        return "it holds a secret (revoke it and take it out)"
    # Words stand in one element or, letter by letter, in several.
    for gap in (" ", ""):
        hits = redactor.find(unescape(_TAG.sub(gap, clean.decode("utf-8"))))
        if hits:
            return f"its words may not be published: {hits[0].source} (take them out)"
    return ""


def _cache(project: Project, path: Path, raw: bytes) -> Path:
    """Return where a picture is kept once it is drawn, by its content and how it is drawn."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which a log without pictures does without

    digest = hashlib.sha256(f"{recipe()} {path.suffix.lower()}\0".encode() + raw)
    return project.cache / "pictures" / digest.hexdigest()
