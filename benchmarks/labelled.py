"""Labelled entries: their units as candidates, in the places that they have in their logs."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ldblog.reading.logs import parse_log
from ldblog.reading.parts import NEVER_PUBLISHED
from ldblog.reading.sections import split_sections
from ldblog.reading.units import text_of
from ldblog.selecting.candidates import Candidate, compare
from ldblog.text.lines import place_of
from ldblog.text.markdown import Node, end_line, parse

_LINK = re.compile(r"\]\(\s*<?[^\s)>]*>?(?:\s+\"[^\"]*\")?\s*\)")
_URL = re.compile(r"<?https?://\S+")


@dataclass(frozen=True)
class Entry:
    """One labelled log: its units as candidates, in order, and what each is worth."""

    file: str
    texts: list[str]
    gains: list[int]
    candidates: list[Candidate]

    @property
    def person(self) -> str:
        """Who wrote it, by the file's name."""
        return Path(self.file).stem

    @property
    def plain(self) -> list[str]:
        """The units' words, without markup."""
        return [candidate.text for candidate in self.candidates]

    @property
    def lengths(self) -> list[int]:
        """How many words each unit has."""
        return [count_label_words(text) for text in self.texts]


def count_label_words(text: str) -> int:
    """Return the words of a unit's source; an address, or a link's target, is one."""
    return max(1, len(_URL.sub(" address ", _LINK.sub(" address ", text)).split()))


def read_entries(folder: Path, logs: Path | None = None) -> list[Entry]:
    """Return the labelled entries of a folder with ``labels.jsonl`` and ``logs/``."""
    paths = read_files(folder, logs)
    return [_read_entry(*one) for one in zip(_read_lines(folder), paths, strict=True)]


def read_files(folder: Path, logs: Path | None = None) -> list[Path]:
    """Return the logs of a folder's labelled entries."""
    root = logs or (folder if (folder / "logs").is_dir() else folder.parent / "corpus")
    paths = [root / str(values["file"]) for values in _read_lines(folder)]
    bare = [root / str(values["file"]).removeprefix("logs/") for values in _read_lines(folder)]
    return [path if path.exists() else other for path, other in zip(paths, bare, strict=True)]


def _read_lines(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _read_entry(values: dict[str, Any], path: Path) -> Entry:
    units = values["units"]
    texts = [str(unit["text"]) for unit in units]
    gains = [int(unit.get("keep", 0)) for unit in units]
    return Entry(str(values["file"]), texts, gains, make_candidates(path.read_bytes(), texts))


def make_candidates(raw: bytes, texts: list[str]) -> list[Candidate]:
    """Return the candidates of a log that have these texts."""
    log = parse_log("2000-01-01", "someone", "someone.md", raw)
    body = log.front_matter.body if log.document.children else ""
    offsets = find_texts(body, texts)
    found = []
    for text, offset in zip(texts, offsets, strict=True):
        one = _candidate_of(text)
        if offset is not None:
            _put_in_place(one, log.document, place_of(body, offset))
        found.append(one)
    compare(found)
    return found


def find_texts(body: str, texts: list[str]) -> list[int | None]:
    """Return where each text stands: in order, and if it is not there, anywhere; None nowhere.

    White space may differ.
    """
    found: list[int | None] = []
    cursor = 0
    for text in texts:
        pattern = re.compile(r"[\s>]+".join(re.escape(word) for word in text.split()))
        match = pattern.search(body, cursor) or pattern.search(body)
        found.append(match.start() if match else None)
        cursor = match.end() if match and match.start() >= cursor else cursor
    return found


def _candidate_of(text: str) -> Candidate:
    document = parse("\n".join(line.strip() for line in text.splitlines()))
    return Candidate(" ".join(text_of(document).split()), document.children)


def _put_in_place(one: Candidate, document: Node, place: tuple[int, int]) -> None:
    """Give a candidate the part, subject and nesting that its place in the tree has."""
    container = document
    while True:
        section = next(
            (
                section
                for section in split_sections(container)
                if any(_covers(node, place) for node in section.nodes)
            ),
            None,
        )
        if section is None:
            break
        if one.part not in NEVER_PUBLISHED:
            one.part = section.part or one.part
        one.put_under(section.subject or one.subject)
        block = next(node for node in section.nodes if _covers(node, place))
        if block.kind == "list":
            item = next(child for child in block.children if _covers(child, place))
            block = _enter_item(one, item, place)
        if block.kind not in {"quote", "item", "footnote_definition"}:
            break
        container = block


def _enter_item(one: Candidate, item: Node, place: tuple[int, int]) -> Node:
    own = [child for child in item.children if child.kind != "list"]
    nested = [child for child in item.children if child.kind == "list"]
    one.checked = item.checked
    inner = next((child for child in nested if _covers(child, place)), None)
    if inner is None:
        one.kind = "item"
        return next((child for child in own if _covers(child, place)), own[0] if own else item)
    one.above = " ".join(text_of(child) for child in own)
    one.depth += 1
    return item


def _covers(node: Node, place: tuple[int, int]) -> bool:
    start = (node.children[0] if node.kind == "list" else node).line
    return start <= place[0] <= end_line(node)
