"""Headings and labels that are known by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ldblog.reading import parts
from ldblog.reading.part_names import NAMES
from ldblog.reading.parts import (
    SOUNDS,
    Part,
    can_lead,
    is_bold,
    label_of,
    lead_part,
    normalise,
    part_of,
)
from ldblog.text.markdown import parse, walk
from ldblog.text.sentences import split_at_every_end

if TYPE_CHECKING:
    from ldblog.text.patterns import Worded


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Raft",
        "Day 3: January 5",
        "Next.js",
        "Planets",
        "Feedback loops in control theory",
        "Testing the plan cache",
        "Codex",
        "Internally consistent reads",
        "Search and replace",
        "Internals of Postgres",
        "Planning in A*",
        "Query planning",
        "Goal-oriented planning",
        "Next.js routing",
        "Next-generation sequencing",
        "Git's internal state",
        "How to store private keys",
        "Reinforcement learning from human feedback",
        "Feedback control",
        "Todo app in Rust",
        "The plan cache",
        "Retro computing",
        "🎉",
    ],
)
def test_a_subject_is_no_part(name: str) -> None:
    assert part_of(name) is None


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("learned", Part.LEARNED),
        ("Key Learnings", Part.LEARNED),
        ("TAKEAWAYS:", Part.LEARNED),
        ("What I learned", Part.LEARNED),
        ("TIL", Part.LEARNED),
        ("TL;DR", Part.LEARNED),
        ("1. Summary", Part.LEARNED),
        ("📚 Today I learned!", Part.LEARNED),
        ("Ce que j’ai appris", Part.LEARNED),
        ("学んだこと", Part.LEARNED),
        ("मैंने क्या सीखा", Part.LEARNED),
        ("Notes", Part.DETAILS),
        ("Log", Part.DETAILS),
        ("Didn’t work", Part.FAILED),
        ("Hat nicht funktioniert", Part.FAILED),
        ("Resources", Part.LINKS),
        ("Ｃｏｄｅ", Part.LINKS),
        ("Plan", Part.PLAN),
        ("Today's plan", Part.PLAN),
        ("Next", Part.NEXT),
        ("What's next?", Part.NEXT),
        ("TODO", Part.NEXT),
        ("Próximos pasos", Part.NEXT),
        ("Feedback", Part.FEEDBACK),
        ("Went well", Part.FEEDBACK),
        ("Attendees", Part.LOGISTICS),
        ("Internal", Part.INTERNAL),
        ("🔒 Private", Part.INTERNAL),
        ("社内", Part.INTERNAL),
    ],
)
def test_a_known_name_is_its_part_however_it_is_dressed(name: str, part: Part) -> None:
    assert part_of(name) is part


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Internal notes on the customer", Part.INTERNAL),
        ("Private stuff", Part.INTERNAL),
        (":lock: Internal", Part.INTERNAL),
        ("Notes (internal)", Part.INTERNAL),
        ("In\u00adter\u200bnal", Part.INTERNAL),
        ("<u>Internal</u>", Part.INTERNAL),
        ("Summary / Feedback", Part.FEEDBACK),
        ("Feedback (the day)", Part.FEEDBACK),
        ("Next: Raft", Part.NEXT),
        ("Next – tomorrow’s work", Part.NEXT),
        ("Plans and goals", Part.PLAN),
        ("Links and next steps", Part.NEXT),
        ("Ziele und Vorhaben", Part.PLAN),
        ("Internal-only", Part.INTERNAL),
        ("Notes [internal]", Part.INTERNAL),
        ("Company-internal", Part.INTERNAL),
        ("For internal use", Part.INTERNAL),
        ("Strictly confidential", Part.INTERNAL),
        ("Not public", Part.INTERNAL),
        ("This is not for the public", Part.INTERNAL),
        ("Please do not share", Part.INTERNAL),
        ("Feedback on the day", Part.FEEDBACK),
        ("Feedback about the day", Part.FEEDBACK),
        ("Personal feedback", Part.FEEDBACK),
        ("Manager feedback", Part.FEEDBACK),
        ("Day feedback", Part.FEEDBACK),
        ("Some feedback for our manager", Part.FEEDBACK),
        ("Thoughts on the learning day", Part.FEEDBACK),
        ("What went well today", Part.FEEDBACK),
        ("Retrospective of the day", Part.FEEDBACK),
        ("Team retro", Part.FEEDBACK),
        ("My next steps", Part.NEXT),
        ("Next steps for me", Part.NEXT),
        ("Next week I will", Part.NEXT),
        ("To-do list", Part.NEXT),
        ("Todo: app", Part.NEXT),
        ("To do next", Part.NEXT),
        ("Plan for the day", Part.PLAN),
        ("Today's goals", Part.PLAN),
        ("Goals of the week", Part.PLAN),
        ("My goal for today", Part.PLAN),
    ],
)
def test_a_name_that_might_be_private_is(name: str, part: Part) -> None:
    assert part_of(name) is part


@pytest.mark.parametrize("name", ["Learned: Raft", "Notes (Raft)", "Code - a review"])
def test_a_public_name_with_more_to_say_is_a_subject(name: str) -> None:
    assert part_of(name) is None


def test_two_public_names_together_are_the_first() -> None:
    assert part_of("Notes and links") is None


def test_marks_and_numbers_around_a_name_do_not_count() -> None:
    assert normalise("  2.1 **Ｎext  Steps** ✨ ") == "next steps"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Just words.", None),
        ("**Bold** words", None),
        ("One: two", None),
        ("A line of very many words that ends with a colon:", None),
        ("", None),
        ("**Next**", "Next"),
        ("**Next**:", "Next:"),
        ("Next:", "Next:"),
        ("次：", "次："),
        ("<b>Next</b>", "Next"),
    ],
)
def test_a_label_is_short_and_bold_or_ends_with_a_colon(text: str, label: str | None) -> None:
    paragraph = parse(f"{text}\n\nx\n").children[0] if text else parse("<!-- -->x").children[0]
    assert label_of(paragraph) == label


@pytest.mark.parametrize(
    ("text", "bold"),
    [("**a**", True), ("**a** b", False), ("*a*", False), ("<b>a</b>", True), ("<i>a</i>", False)],
)
def test_a_bold_line_is_bold_from_end_to_end(text: str, bold: bool) -> None:
    assert is_bold(parse(text).children[0]) is bold


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Next: read chapter 5", Part.NEXT),
        ("**Feedback:** lunch", Part.FEEDBACK),
        ("Done： 全部", Part.DETAILS),
        ("We asked: why?", None),
        ("No colon", None),
        ("**Feedback** too loud", Part.FEEDBACK),
        ("<b>Next</b> read on", Part.NEXT),
        ("&nbsp;<!-- x --> **Internal** words", Part.INTERNAL),
        ("a <b>", None),
        ("<i>Next</i> read on", None),
        ("&nbsp;", None),
        ("I tried queues etc. Feedback: too loud", None),
        ("Then we gave the model some feedback: it improved", None),
        ("**Notes** are public", None),
        ("**Feedback loops** oscillate", None),
        ("Notes (internal): the customer", Part.INTERNAL),
        ("Internal to the team and to nobody else: the customer", Part.INTERNAL),
        ("The trick is to keep the constructor private: callers use a factory", None),
        ("Next steps for me: chapter 5", Part.NEXT),
    ],
)
def test_the_first_words_of_a_paragraph_may_name_its_part(text: str, part: Part | None) -> None:
    assert lead_part(parse(text).children[0]) is part


_PIECES = [
    "Done. ",
    "Next",
    "feedback",
    ": ",
    "：",
    "**",
    "<b>",
    "</b>",
    "*",
    "`a: b`",
    "\\:",
    "\n",
    "[",
    "`<`",
    "x>",
    "](u)",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_prose_in_which_no_sentence_can_lead_has_none_that_does(text: str) -> None:
    for prose in walk(parse(text)):
        if prose.kind == "paragraph" and not can_lead(prose):
            assert not any(map(lead_part, split_at_every_end(prose)))


@example("feedback: `<`x>")
@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_prose_that_ends_in_words_has_no_label_however_it_is_looked_for(text: str) -> None:
    for prose in walk(parse(text)):
        if prose.kind == "paragraph":
            with patch.object(parts, "_ends_in_words", return_value=False):
                label = label_of(prose)
            assert label_of(prose) == label


@pytest.mark.parametrize("text", ["Done. Next: sleep", "Done. **Next** sleep", "Fertig。 Next：go"])
def test_prose_with_a_sentence_that_leads_can_lead(text: str) -> None:
    (prose,) = parse(text).children
    assert can_lead(prose)
    assert lead_part(split_at_every_end(prose)[1]) is Part.NEXT


@pytest.mark.parametrize("sound", SOUNDS.values(), ids=SOUNDS)
@given(st.data())
def test_what_sounds_like_a_part_has_one_of_its_words(sound: Worded, data: st.DataObject) -> None:
    heard = st.from_regex(re.compile(sound.pattern.pattern, re.VERBOSE))
    key = normalise(data.draw(st.one_of(heard, st.lists(heard, max_size=3).map(" ".join))))
    assert sound.finds(key) is (sound.pattern.search(key) is not None)
    assert sound.finds(key, at_start=True) is (sound.pattern.match(key) is not None)


WORDED = [
    (Part.INTERNAL, ["an internal note", "my private words", "it is confidential", "vertraulich!"]),
    (
        Part.INTERNAL,
        [
            "this is not public",
            "not for publication",
            "please do not share",
            "please do not publish",
        ],
    ),
    (Part.FEEDBACK, ["team feedback", "retro of it", "went badly, this", "could be better, all"]),
    (Part.FEEDBACK, ["more about the day", "my thoughts on today", "an opinion of my day"]),
    (Part.NEXT, ["my next steps here", "todo for me", "my to-do list", "to do later, maybe"]),
    (
        Part.PLAN,
        ["plans for it", "my goals, all", "aim of the day here", "the objectives of today"],
    ),
]


@pytest.mark.parametrize(("part", "names"), WORDED)
def test_each_word_by_which_a_part_is_heard_is_one_that_tells_it(
    part: Part, names: list[str]
) -> None:
    assert [part_of(name) for name in names] == [part] * len(names)


@pytest.mark.parametrize("part", NAMES)
def test_names_are_known_as_headings_are_read(part: str) -> None:
    names = re.split(r",\s+", NAMES[part].strip())
    assert [name for name in names if part_of(name) != part] == []
