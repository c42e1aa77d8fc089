"""Logs and session files: from bytes to ``Log``, whatever the bytes are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ldblog.diagnostics import has_errors
from ldblog.reading.formats import LOG_KEYS, SESSION_KEYS, LogMeta, SessionMeta, check_values
from ldblog.reading.frontmatter import FrontMatter, parse_front_matter
from ldblog.reading.marks import Mark, read_marks
from ldblog.reading.sections import Section, split_sections
from ldblog.reading.yaml_values import YamlError
from ldblog.rules import reading
from ldblog.text.limits import TooDeepError, TooManyError
from ldblog.text.lines import place_of
from ldblog.text.markdown import Node, parse, walk
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from ldblog.diagnostics import Diagnostic, Rule
    from ldblog.privacy.redactor import Redactor

MAX_BYTES = 1 << 20
SESSION_FILE = "session.md"

_YAML_RULES = {
    "syntax": reading.FRONT_MATTER_SYNTAX,
    "duplicate": reading.DUPLICATE_KEY,
    "alias": reading.YAML_ALIAS,
    "type": reading.NOT_A_MAPPING,
}
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# UTF-16 and UTF-32 without a mark, as far as the first letters are ASCII.
_NULS_BETWEEN = re.compile(rb"(?:\0{1,3}[^\0]){2}|(?:[^\0]\0{1,3}){2}")
# Front matter that is not at the top of the file would be published, and would not be obeyed.
_STRAY_SHARE = compile_late(r"[\"']?share[\"']?\s*[:=]\s*[\"']?(?:internal|anonymous)\b", re.I)


@dataclass(frozen=True, eq=False)
class Log:
    """One person's raw Markdown for one session, read.

    A log whose ``diagnostics`` have an error is held back, and may have no text at all. Its
    document, and the body of its front matter, are as if its ``marks`` were not there. One
    with a ``redactor`` is published as that says; ``whole`` is the log as it was read.
    """

    session: str
    handle: str
    path: str
    text: str = ""
    meta: LogMeta = field(default_factory=LogMeta)
    front_matter: FrontMatter = field(default_factory=lambda: FrontMatter({}, {}, ""))
    document: Node = field(default_factory=lambda: Node("document", 1, 1, 1, 1))
    sections: tuple[Section, ...] = ()
    marks: tuple[Mark, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    whole: Log | None = None
    redactor: Redactor | None = None

    @property
    def is_held_back(self) -> bool:
        """Whether an error keeps the whole log from the public."""
        return has_errors(self.diagnostics)


@dataclass(frozen=True)
class SessionFile:
    """The host's ``session.md``: a title, a theme, and opening words, which are read as a log is.

    What is private in them stays so.
    """

    meta: SessionMeta = field(default_factory=SessionMeta)
    opening: Log | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def parse_log(session: str, handle: str, path: str, raw: bytes) -> Log:
    """Return the log in a file's bytes; whatever is wrong with them is in its diagnostics."""
    reader = _Reader(path)
    text = reader.decode(raw)
    front_matter = reader.read_front_matter(text)
    meta = LogMeta(**reader.check(front_matter, LOG_KEYS))
    front_matter, document, marks = reader.read_body(front_matter)
    if not reader.found_errors and not document.children:
        reader.report(reading.EMPTY_LOG, 1, 1, "the log is empty (write a line, or delete it)")
    sections = tuple(split_sections(document))
    found = tuple(sorted(set(reader.diagnostics)))
    return Log(session, handle, path, text, meta, front_matter, document, sections, marks, found)


def parse_session_file(session: str, path: str, raw: bytes) -> SessionFile:
    """Return what a host's ``session.md`` says; with an error in it, it says nothing."""
    reader = _Reader(path)
    text = reader.decode(raw)
    front_matter = reader.read_front_matter(text)
    meta = SessionMeta(**reader.check(front_matter, SESSION_KEYS))
    front_matter, document, marks = reader.read_body(front_matter)
    found = tuple(sorted(set(reader.diagnostics)))
    if has_errors(found):
        return SessionFile(diagnostics=found)
    opening = Log(
        session,
        SESSION_FILE.removesuffix(".md"),
        path,
        text,
        front_matter=front_matter,
        document=document,
        sections=tuple(split_sections(document)),
        marks=marks,
    )
    return SessionFile(meta, opening, found)


class _Reader:
    """Reads one file step by step and collects what is wrong with it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []

    @property
    def found_errors(self) -> bool:
        return has_errors(self.diagnostics)

    def report(self, rule: Rule, line: int, column: int, message: str) -> None:
        self.diagnostics.append(rule.at(self.path, line, column, message))

    def decode(self, raw: bytes) -> str:
        if len(raw) > MAX_BYTES:
            message = "the file is over 1 MiB (attach or link what is not the log)"
            self.report(reading.TOO_LARGE, 1, 1, message)
            return ""
        if raw.startswith(_UTF16_MARKS) or _NULS_BETWEEN.match(raw):
            message = "the file is UTF-16 or UTF-32 (save it as UTF-8)"
            self.report(reading.UTF16, 1, 1, message)
            return ""
        return self._check_text(self._decode_utf8(raw))

    def _decode_utf8(self, raw: bytes) -> str:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode("utf-8")
            line, column = place_of(before, len(before))
            message = f"byte {error.start} (0x{raw[error.start]:02x}) is not UTF-8 (save as UTF-8)"
            self.report(reading.NOT_UTF8, line, column, message)
            return ""

    def _check_text(self, text: str) -> str:
        if text.startswith("\ufeff"):
            text = text.removeprefix("\ufeff")
            message = "the file begins with a byte-order mark (save it as plain UTF-8)"
            self.report(reading.BYTE_ORDER_MARK, 1, 1, message)
        if "\0" in text:
            message = "there is a NUL byte (restore the file, or remove the byte)"
            self.report(reading.NUL_BYTE, *place_of(text, text.index("\0")), message)
            return ""
        if "\r" in text:
            message = "lines end as Windows ends them (read all the same)"
            self.report(reading.CARRIAGE_RETURNS, *place_of(text, text.index("\r")), message)
        return text

    def read_front_matter(self, text: str) -> FrontMatter:
        try:
            return parse_front_matter(text)
        except YamlError as error:
            message = f"the front matter cannot be read: {error} (so the log is held back)"
            self.report(_YAML_RULES[error.problem], error.line, error.column, message)
            return FrontMatter({}, {}, "")

    def check(self, front_matter: FrontMatter, keys: Mapping[str, Any]) -> dict[str, Any]:
        checked = check_values(front_matter.values, keys)
        for wrong in checked.wrong:
            place = front_matter.places[wrong.key]
            self.report(reading.WRONG_VALUE, *place, wrong.message)
        return checked.values

    def read_body(self, front_matter: FrontMatter) -> tuple[FrontMatter, Node, tuple[Mark, ...]]:
        """Return the front matter with a body without marks, its tree, and the marks."""
        body, document, marks = read_marks(front_matter.body, self.parse)
        return front_matter._replace(body=body), document, marks

    def parse(self, body: str) -> Node:
        try:
            document = parse(body)
        except TooManyError:
            message = "the text has over 20,000 pieces, or too many in a line (keep the log short)"
            self.report(reading.TOO_LARGE, 1, 1, message)
            return Node("document", 1, 1, 1, 1)
        except TooDeepError:
            self.report(reading.TOO_DEEP, 1, 1, "the text nests too deeply (remove the nesting)")
            return Node("document", 1, 1, 1, 1)
        may_share = "share" in body.casefold() and _STRAY_SHARE.search(body)
        for line in _first_texts(document) if may_share else ():
            if _STRAY_SHARE.match(line.literal.lstrip()):
                message = "front matter stands at the top of the file (so the log is held back)"
                self.report(reading.FRONT_MATTER_SYNTAX, line.line, line.column, message)
        return document


def _first_texts(document: Node) -> Iterator[Node]:
    """Yield the text that each line of prose begins with."""
    for node in walk(document):
        last = 0
        for child in node.children:
            if child.kind == "text" and child.line != last:
                yield child
            last = child.last_line
