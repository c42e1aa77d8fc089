"""What stands in a log: whether a line of a post is made of its sentences, code and addresses."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from ldblog.composing.echoes import are_alike
from ldblog.composing.trim import trim, trims_of
from ldblog.reading.sections import split_labelled
from ldblog.text.cut import split_off_label
from ldblog.text.inline import LINE_BREAK_TAG
from ldblog.text.lines import split_lines
from ldblog.text.markdown import parse, plain_text, walk
from ldblog.text.sentences import split_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.reading.logs import Log
    from ldblog.text.markdown import Node

_NAME = r"\[(?:\\.|[^\]\\])*\]\(#[\w-]+\)"
# Whose a highlight is, or who else learned the same.
ATTRIBUTION = re.compile(rf" — (?:also )?{_NAME}(?:,? (?:and )?{_NAME})*$")
_FOOTNOTE = re.compile(r"\[\^[\w-]+\]:?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NUMBER_OR_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_ELLIPSIS = " … "


def find_problem(text: str, log: Log, first: int, last: int, *, in_code: bool) -> str:
    """Return what of a line is not in its source, empty when all of it is."""
    raw = "\n".join(split_lines(log.text)[first - 1 : last])
    if in_code:
        blocks = (node.literal for node in walk(log.document) if node.kind == "code_block")
        is_there = any(text.strip("` ") in code for code in (raw, *blocks))
        return "" if is_there else "the code is another"
    text = _FOOTNOTE.sub("", ATTRIBUTION.sub("", text)).strip()
    sources = [_spell(_words_between(log, first, last)), _spell(unescape(raw))]
    sentences = [[*map(_spell, trims_of(sentence))] for sentence in _sentences(log, first, last)]
    # An ellipsis may be the author's own.
    pieces = [] if _is_made_of(_spell(_read(text)), sentences) else text.split(_ELLIPSIS)
    for piece in pieces:
        spelled = _spell(_read(piece))
        if not _is_made_of(spelled, sentences):
            is_there = any(spelled in source for source in sources)
            problem = "is cut in the middle of a sentence" if is_there else "does not stand there"
            return f"“{piece}” {problem}"
    known = {node.url for node in walk(log.document)}
    addresses = [node.url for node in walk(parse(text)) if _SCHEME.match(node.url)]
    missing = [url for url in addresses if url not in known]
    return f"{missing[0]} does not stand there" if missing else ""


def says_too(log: Log | None, first: int, last: int, text: str) -> bool:
    """Tell whether some lines of another log say what a line tells for both."""
    said = _read(ATTRIBUTION.sub("", text))
    nodes = walk(log.document) if log is not None else ()
    near = (it for it in nodes if it.kind == "paragraph" and first <= it.line <= last)
    return any(are_alike(said, plain_text(trim(it))) for it in near)


def _sentences(log: Log, first: int, last: int) -> Iterator[str]:
    """Yield the sentences of all paragraphs that some lines of a log have a part of."""
    for node in walk(log.document):
        if node.last_line < first or node.line > last:
            continue
        if node.kind == "paragraph":
            pieces = [one for piece in split_labelled(node) for one in split_off_label(piece)]
            for sentence in (one for piece in pieces for one in split_paragraph(piece)):
                yield from _lines_of(sentence)
        elif node.kind in {"heading", "cell"}:
            yield plain_text(node)


def _lines_of(sentence: Node) -> Iterator[str]:
    """Yield the words of a sentence between its hard line breaks."""
    words = ""
    for node in sentence.children:
        if node.kind == "line_break" or LINE_BREAK_TAG.fullmatch(node.literal):
            yield words
            words = ""
        else:
            words += plain_text(node)
    yield words


def _is_made_of(words: str, sentences: Sequence[Sequence[str]]) -> bool:
    """Tell whether some words are those of sentences one after the other, each whole or trimmed."""
    if not words:
        return True
    return any(_begins_at(words, sentences, start) for start in range(len(sentences)))


def _begins_at(words: str, sentences: Sequence[Sequence[str]], start: int) -> bool:
    if not words:
        return True
    return start < len(sentences) and any(
        words.startswith(said) and _begins_at(words[len(said) :], sentences, start + 1)
        for said in sentences[start]
    )


def _words_between(log: Log, first: int, last: int) -> str:
    leaves = [node for node in walk(log.document) if not node.children and node.kind != "html"]
    return " ".join(
        plain_text(node) for node in leaves if first <= node.line and node.last_line <= last
    )


def _read(text: str) -> str:
    """Return the words of a line of Markdown."""
    return " ".join(plain_text(node) for node in walk(parse(text)) if not node.children)


def _spell(text: str) -> str:
    """Return the letters and numbers of a text: white space and marks mean nothing here.

    Words that markup cuts in two are spelled as one.
    """
    return "".join(_NUMBER_OR_WORD.findall(text.casefold()))
