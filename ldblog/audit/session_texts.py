"""What of a session is held back, and what may go out, as texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any

from ldblog.audit.runs import Passage, line_of, words_of
from ldblog.files import read_lenient
from ldblog.privacy.anonymity import protect_session
from ldblog.privacy.publish import find_hidden, publish, whole_log_reason
from ldblog.reading.formats import ANYONE, HELD_KEYS, LOG_KEYS
from ldblog.reading.markers import Stretch, blank_out, find_outside_code
from ldblog.secrets.secret_engine import scan
from ldblog.sessions import read_session
from ldblog.text.lines import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ldblog.config import Project
    from ldblog.reading.logs import Log
    from ldblog.reading.people import People
    from ldblog.sessions import Session

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_YAML_COMMENT = re.compile(r"(?<!\S)#(.*)")
_UNSEEN = re.compile(r"(?<=\])\([^()\s]*\)|\[\^[^\]\s]*\]|</?[A-Za-z][^<>]*>")
_MARKS = re.compile(r"[*`~]+|\\(?=[!-/:-@\[-`{-~])")


@dataclass
class SessionTexts:
    """What is held back of a session, what may go out, and who is not named in it.

    What may go out is also there as a line of words. One that may have secrets says so, and not
    which.
    """

    held: list[Passage] = field(default_factory=list)
    public: list[str] = field(default_factory=list)
    said: str = ""
    anonymous: list[str] = field(default_factory=list)
    has_secrets: bool = False

    def hold(self, path: str, line: int, text: str) -> None:
        """Hold a text back as it stands, and as its readers would see it."""
        seen = dict.fromkeys((text, read_plainly(text)))
        self.held += [Passage(path, line, one) for one in seen if one.strip()]

    def allow(self, text: str) -> None:
        """Let a text go out as it stands, and as its readers see it."""
        self.public += dict.fromkeys((text, read_plainly(text)))


def read_plainly(text: str) -> str:
    """Return Markdown without its marks, as far as they stand amid words, line by line."""
    return unescape(_MARKS.sub("", _UNSEEN.sub("", text)))


def read_texts(project: Project, name: str, people: People) -> SessionTexts:
    """Return what is held back, and what may go out, of all files of a session.

    Raises LdblogError when its folder cannot be listed, or the dictionary cannot be read.
    """
    folder = project.logs / name
    texts = SessionTexts(has_secrets=_has_secrets(project, folder))
    session = _read(project, name, people, texts.has_secrets)
    for log in session.logs:
        _add_log(project, texts, log)
    if session.host.opening is not None:
        _add_log(project, texts, session.host.opening)
        meta = session.host.meta
        texts.public += [meta.title, meta.theme, meta.description]
    texts.anonymous = sorted(log.handle for log in session.logs if log.meta.share == "anonymous")
    read = {log.path for log in (*session.logs, *filter(None, [session.host.opening]))}
    _add_others(project, texts, folder, read)
    texts.said = line_of(words_of("\n\n".join(texts.public)))
    return texts


def _has_secrets(project: Project, folder: Path) -> bool:
    """Tell whether the engine finds anything in the texts of a session."""
    files = sorted(folder.glob("*.md"))
    raw = "\n\n".join(read_lenient(path) or "" for path in files if path.is_file())
    return bool(scan(raw, project.config.secret_patterns))


def _read(project: Project, name: str, people: People, has_secrets: bool) -> Session:
    session = read_session(project, name, people, looks_inside=has_secrets)
    if any(entry.blocks for entry in session.dictionary.entries):
        return protect_session(session, people)
    return session


def _add_log(project: Project, texts: SessionTexts, log: Log) -> None:
    if whole_log_reason(log):
        texts.hold(log.path, 1, read_lenient(project.root / log.path) or "")
        return
    body = log.front_matter.body
    hidden = [*(publish(log).hidden if log.whole else find_hidden(log)[1])]
    lines = split_lines(body)
    for stretch in hidden:
        texts.hold(log.path, stretch.start[0], _text_in(lines, stretch))
    for found, start, end in find_outside_code(_COMMENT, body, log.document):
        texts.hold(log.path, start[0], found[1])
        hidden.append(Stretch(start, end))
    texts.allow(blank_out(body, hidden))
    _add_front_matter(texts, log)


def _text_in(lines: Sequence[str], stretch: Stretch) -> str:
    """Return the text of a stretch, on as many lines as it has."""
    (first, column), (last, end) = stretch.start, stretch.end
    inside = list(lines[first - 1 : last])
    if len(inside) == last - first + 1:
        inside[-1] = inside[-1][: end - 1]
    if inside:
        inside[0] = inside[0][column - 1 :]
    return "\n".join(inside)


def _add_front_matter(texts: SessionTexts, log: Log) -> None:
    """Add what the front matter says: that of most known keys goes out, all else does not."""
    for key, value in log.front_matter.values.items():
        for words in (*strings_in(value), *_rows_in(value)):
            if key in LOG_KEYS and key not in HELD_KEYS and words.lower() != ANYONE:
                texts.public.append(words)
            else:
                texts.hold(log.path, log.front_matter.places[key][0], words)
    bodies = split_lines(log.front_matter.body)
    for number, line in enumerate(split_lines(log.text), 1):
        if number > len(bodies) or bodies[number - 1].strip():
            return
        for found in _YAML_COMMENT.finditer(line):
            texts.hold(log.path, number, found[1])


def strings_in(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever the YAML holds
    """Yield all that is said in a value of YAML."""
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list):
        for item in value:
            yield from strings_in(item)
    else:
        yield str(value)


def _rows_in(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever the YAML holds
    """Yield what each mapping of a list says as a whole, as a table of them would."""
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            yield " ".join(map(str, item.values()))


def _add_others(project: Project, texts: SessionTexts, folder: Path, read: set[str]) -> None:
    """Add the texts that no post is made of: a broken session.md, attachments, what strayed in."""
    said = "\n".join(texts.public)
    for path in sorted(folder.rglob("*")):
        name = project.relative(path)
        is_shown = path.suffix.lower() in PICTURES and path.name in said
        if name in read or is_shown or not path.is_file() or path.is_symlink():
            continue
        text = read_lenient(path) or ""
        if "\0" not in text and "\ufffd" not in text[:1000]:
            texts.hold(name, 1, text)
