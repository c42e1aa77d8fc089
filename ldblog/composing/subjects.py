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
_GENERIC = re.compile(
    r"\b(learning|days?|log|weeks?|weekly|notes?|reports?|updates?|daily|today|session|coding|"
    r"meetings?|minutes|meets?|calls?|discussions?|discussed|points?|agenda|status|sync|standup|"
    r"introductory|community|bonding|activities|activity|collaboration|mentorship|mentors?|"
    r"contributors?|contributions?|pull|requests?|prs|commits|outcomes?|results?|deliverables?|"
    r"progress|key|findings|main|conclusions?|further|plans?|planning|next|previous|last|first|"
    r"screenshots?|screens?|pictures?|images?|index|home|about|me|misc|other|others|overview|"
    r"introduction|intro|background|context|motivation|details?|tasks?|works?|worked|done|issues?|"
    r"problems?|solutions?|steps?|parts?|sections?|thoughts?|ideas?|happened|components|end|"
    r"reunión|reuniones|avances|reunião|reuniões|besprechung|fortschritt|réunion|avancement|"
    r"my|our|the|an?|of|on|for|in|and|or|to|with|during|this|these|some|more|added|new|s|what|i|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday)\b|[\W\d_]"
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
    return is_short and not is_part and bool(_GENERIC.sub("", subject.lower()))


def article_title(piece: Piece) -> str:
    """Return an article's title: from its front matter or its first heading, empty if neither."""
    headings = [section.heading for section in piece.published.sections if section.heading]
    first = next((plain_text(node).strip() for node in headings if node.kind == "heading"), "")
    return piece.log.meta.title or first
