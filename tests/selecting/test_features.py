"""What makes a passage worth reading: hand-written units, what they score, and why."""

from __future__ import annotations

from textwrap import dedent

import pytest

from ldblog.privacy.publish import publish
from ldblog.reading.logs import parse_log
from ldblog.selecting.features import FEATURES, WORTH_READING
from ldblog.selecting.scoring import Scored, render_scores, score_units
from ldblog.text.cues import CUES
from ldblog.text.words import Words


def scored(markdown: str) -> list[Scored]:
    raw = dedent(markdown).encode("utf-8")
    log = parse_log("2026-11-20", "asha", "content/logs/2026-11-20/asha.md", raw)
    return score_units(publish(log).units)


def worth(line: str) -> float:
    (one,) = scored(f"## Learned\n- {line}\n")
    return one.score


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (
            "Retries multiply because each layer adds its own tries to the others.",
            "Retries multiply and each layer adds its own tries to the others.",
        ),
        ("The index is 40 % smaller than before in this case.", "The index is smaller."),
        ("`VACUUM` gives no room back to the system here.", "Vacuuming gives no room back to me."),
        ("Locks are held until the end of a transaction.", "I will read about locks next week."),
        ("A queue hides overload until it is too late.", "Had a great day, thanks to everybody."),
        ("[x] Locks are held until the end of it.", "[ ] Locks are held until the end of it."),
        ("Fixed the parser for nested lists", "Working on the parser for nested lists"),
        ("Merged the parser: https://example.com/a/pull/7", "Merged the parser"),
        ("Implementé la caché porque la consulta es lenta", "Mañana quiero mirar la caché"),
        ("Cache hinzugefügt, weil die Abfrage langsam war", "Ich werde morgen den Cache ansehen"),
        ("修复了缓存，因为查询很慢", "明天打算看缓存"),
        ("キャッシュを実装した。遅いため", "明日キャッシュを見る予定"),
        ("कैश जोड़ा क्योंकि क्वेरी धीमी थी", "कल कैश देखूंगा"),
    ],
)
def test_reasons_results_and_figures_are_worth_more_than_plans_and_moods(
    better: str, worse: str
) -> None:
    assert worth(better) > worth(worse)


@pytest.mark.parametrize(
    "line",
    ["Tired.", "I will read chapter 4 next week", "[ ] write it up", "Great day, thanks!", "N/A"],
)
def test_chatter_and_plans_are_not_worth_reading(line: str) -> None:
    assert worth(line) < WORTH_READING


PINNED = """\
# Week 3
- Fixed the parser for nested lists, because two spaces flattened them (`list-item`)
- Fixed the parser: nested lists
- Working on the parser
- Asha Rao
- Merged https://example.com/parser/pull/7

## Plan for the sprint
- Continue with tables
"""


def test_the_weights_are_those_that_were_fitted() -> None:
    scores = [round(one.score, 1) for one in scored(PINNED)]

    assert scores == [4.5, -3.6, -10.0, -8.1, 3.5]


def test_a_result_or_a_reason_counts_more_in_a_passage_that_has_room_for_it() -> None:
    short, told = (
        "Fixed it because of Bo",
        "Fixed the old parser, because the lists it made were flat",
    )
    brief = scored(f"## Learned\n- {short}\n")[0].reasons
    full = scored(f"## Learned\n- {told}, and nobody could read them\n")[0].reasons

    assert {"reason, at length", "result, at length"}.isdisjoint(brief)
    assert {"reason, at length", "result, at length"} <= set(full)


def test_an_item_with_but_a_link_under_it_is_what_the_link_is_about() -> None:
    linked, bare = scored("- New pages\n  - https://example.com/a/pull/7\n- New doors\n  - old\n")

    assert "link under it" in linked.reasons
    assert "link under it" not in bare.reasons


def test_an_address_that_is_no_link_is_an_address_all_the_same() -> None:
    (one,) = scored("- Served from `https://example.com/a`\n")

    assert "link" in one.reasons


def test_a_repeat_is_worth_less_than_what_it_repeats() -> None:
    line = "- Timeouts are budgets, because the whole has one limit.\n"
    first, other, repeat = scored(f"{line}- Queues hide overload until late.\n{line}")

    assert repeat.score < first.score
    assert repeat.reasons["repeated"] < first.reasons.get("repeated", 0)
    assert "repeated" not in other.reasons or other.reasons["repeated"] > repeat.reasons["repeated"]


def test_an_item_is_worth_what_its_words_and_those_under_it_are_by_length() -> None:
    lead = "- Fixed the parser for nested lists, because two spaces flattened them\n"
    (alone,) = scored(lead)
    (with_chatter,) = scored(lead + "  - thanks to everybody in the meeting, great day!\n")

    assert with_chatter.score < alone.score


def test_a_figure_is_worth_what_introduces_it() -> None:
    code = "```\nlong = code * that + has - many / words\n```\n"
    log = f"## Notes\nWhat made it 40 % faster, because no lock is taken:\n\n{code}"
    (told,) = scored(log)
    (untold,) = scored(f"## Notes\n{code}")

    assert told.score > untold.score


def test_the_sum_of_the_reasons_is_the_score() -> None:
    for one in scored(PINNED):
        assert sum(one.reasons.values()) == pytest.approx(one.score)
        assert set(one.reasons) <= set(FEATURES)


def test_scores_do_not_depend_on_the_run() -> None:
    assert [one.score for one in scored(PINNED)] == [one.score for one in scored(PINNED)]
    assert scored("") == []


def test_why_names_every_unit_its_score_and_what_made_it_greatest_first() -> None:
    lines = list(render_scores(scored("## Learned\n- Tired.\n- " + "Locks wait because " * 9)))

    assert lines[0].startswith("- -")
    assert "asha.md:2  Tired." in lines[0]
    assert "every passage" in lines[1]
    assert lines[2].startswith("+")
    assert lines[2].endswith("…")
    assert "reason +" in lines[3]


def test_a_cue_is_a_word_a_phrase_the_beginning_of_a_word_or_a_mark() -> None:
    assert Words("Because").has("reason")
    assert not Words("becauses").has("reason")
    assert Words("It is, in order to win, late").has("reason")
    assert not Words("In good order, to win").has("reason")
    assert Words("surprisingly so").has("finding")
    assert not Words("surplus").has("finding")
    assert not Words("unexplained").has("finding")
    assert Words("缓存很慢，因为没有索引").has("reason")
    assert Words("next week: tables").begins("plan")
    assert not Words("tables next week").begins("plan")
    assert Words("明天看").begins("plan")
    assert not Words("").begins("plan")


@pytest.mark.parametrize("name", CUES)
def test_each_cue_finds_its_own_words(name: str) -> None:
    for entry in filter(
        None, (entry.strip() for entry in CUES[name].replace("\n", ",").split(","))
    ):
        assert Words(entry.rstrip("*")).has(name), entry
