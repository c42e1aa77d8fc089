"""What a log is about in a few words: its title, a heading that tells something, or a tag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldblog.reading.parts import part_of
from ldblog.text.markdown import plain_text
from ldblog.text.sentences import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.composing.pieces import Piece
    from ldblog.composing.topics import Vocabulary

MAX_SUBJECT_WORDS = 7
_REMARK = re.compile(r"\s*\(.*")
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
# What says which day or which part of a log it is, and not what was learned.
_GENERIC_NOUNS = """
    day week note report update meeting meet call discussion point mentor contributor contribution
    request outcome result deliverable conclusion plan screenshot screen picture image detail task
    work issue problem solution step part section thought idea"""
_GENERIC_WORDS = """
    learning log weekly daily today session coding minutes discussed agenda status sync standup
    introductory community bonding activities activity collaboration mentorship pull prs commits
    progress key findings main further planning next previous last first index home about me misc
    other others overview introduction intro background context motivation worked done happened
    components end
    reunión reuniones avances reunião reuniões besprechung fortschritt réunion avancement
    my our the a an of on for in and or to with during this these some more added new s what i
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday"""
_GENERIC = frozenset(
    [f"{noun}{end}" for noun in _GENERIC_NOUNS.split() for end in ("", "s")]
    + _GENERIC_WORDS.split()
)


def find_subject(piece: Piece) -> str:
    """Return in a few words what a log is about: its title, or its first telling heading."""
    subjects = [piece.log.meta.title, *(section.subject for section in piece.published.sections)]
    return next((subject for subject in subjects if is_telling(subject)), "")


def name_tag(tags: Sequence[str], vocabulary: Vocabulary, text: str) -> str:
    """Return the first tag that is narrower than a topic, written as the text writes it."""
    narrow = [tag for tag in tags if not vocabulary.knows(tag)] or tags
    if not narrow:
        return ""
    words = narrow[0].split("-")
    phrase = r"[-\s]".join(map(re.escape, words))
    written = re.search(rf"(?<!\w){phrase}(?!\w)", text, re.IGNORECASE)
    return written[0] if written else " ".join(words)


def is_telling(subject: str) -> bool:
    """Tell whether a heading says more than which day or part it was, in few enough words."""
    # “TIL (the hard way)” is a part with a remark, not what a log is about.
    is_part = part_of(_REMARK.sub("", subject)) is not None
    words = count_words(subject)
    is_short = 0 < words <= MAX_SUBJECT_WORDS
    tells = set(_WORD.findall(subject.lower())) - _GENERIC
    return is_short and not is_part and any(map(_LETTER.search, tells))


def article_title(piece: Piece) -> str:
    """Return an article's title: from its front matter or its first heading, empty if neither."""
    headings = [section.heading for section in piece.published.sections if section.heading]
    first = next((plain_text(node).strip() for node in headings if node.kind == "heading"), "")
    return piece.log.meta.title or first
