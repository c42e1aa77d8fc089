"""Chosen units become the lines of an entry; each line knows where it came from."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from ldblog.composing.entry_body import Anchors, Portion, render_article, render_portions
from ldblog.composing.posts import Line, render_lines
from ldblog.composing.subjects import is_telling
from ldblog.privacy.publish import publish
from ldblog.reading.logs import parse_log
from ldblog.text.links import Rewriter

if TYPE_CHECKING:
    from ldblog.reading.units import Unit


def units_of(text: str) -> tuple[Unit, ...]:
    log = parse_log("2026-11-20", "asha", "asha.md", dedent(text).encode())
    return publish(log).units


def entry(text: str, *wanted: int) -> list[Line]:
    """Return the lines of an entry with some of a log's units, or all of them."""
    units = units_of(text)
    chosen = [unit for unit in units if not wanted or unit.index in wanted]
    log = parse_log("2026-11-20", "asha", "asha.md", dedent(text).encode())
    notes = {
        block.name: block
        for section in publish(log).sections
        for block in section.blocks
        if block.kind == "footnote_definition"
    }
    portion = Portion(chosen, Rewriter("asha", footnotes=notes))
    return render_portions([portion], Anchors("asha"), is_telling)


def text_of(text: str, *wanted: int) -> str:
    return render_lines(entry(text, *wanted))


def test_items_of_one_list_stay_one_list() -> None:
    assert text_of("- a one\n- b two\n- c three\n", 0, 2) == "- a one\n- c three\n"


def test_an_ordered_list_counts_anew_from_one() -> None:
    assert text_of("1. a\n2. b\n3. c\n", 1, 2) == "1. b\n2. c\n"


def test_an_ordered_list_after_other_text_begins_again() -> None:
    assert text_of("1. a\n\nA word.\n\n1. b\n") == "1. a\n\nA word.\n\n1. b\n"


def test_a_list_with_more_than_a_line_an_item_keeps_its_items_apart() -> None:
    assert text_of("- a\n\n  more\n- b\n") == "- a\n\n    more\n\n- b\n"


def test_bullets_and_numbers_do_not_run_into_each_other() -> None:
    assert text_of("- a\n\n1. b\n") == "- a\n\n1. b\n"


def test_sentences_of_one_paragraph_join_up_again() -> None:
    log = "One is here. Two is here. Three is here.\n"
    assert text_of(log) == log
    assert text_of(log, 0, 2) == "One is here. … Three is here.\n"


def test_sentences_of_two_paragraphs_stay_two() -> None:
    assert text_of("One is here.\n\nTwo is here.\n") == "One is here.\n\nTwo is here.\n"


def test_a_sentence_that_introduces_a_figure_comes_along_once() -> None:
    log = """\
        First this. The line that matters:

        ```python
        print(1)
        ```

        And what to do:

        - a
        - b
        """
    assert text_of(log, 1) == "The line that matters:\n\n```python\nprint(1)\n```\n"
    assert text_of(log, 2, 3) == "And what to do:\n\n- a\n- b\n"


def test_a_subject_heads_its_units_with_an_anchor_of_the_person() -> None:
    log = "# Raft\n\n- a\n\n# Raft\n\n- b\n\n# JAX <vmap>\n\n- c\n\n# Raft\n\n- d\n"
    assert text_of(log) == dedent("""\
        #### Raft { #asha-raft }

        - a
        - b
        - d

        #### JAX &lt;vmap> { #asha-jax-vmap }

        - c
        """)


def test_two_subjects_that_an_address_writes_alike_have_anchors_of_their_own() -> None:
    log = "# C\n\n- a\n\n# C++\n\n- b\n"
    assert [line.text for line in entry(log) if line.text.startswith("#")] == [
        "#### C { #asha-c }",
        "#### C++ { #asha-c-2 }",
    ]


def test_a_heading_that_only_names_the_day_heads_nothing() -> None:
    assert text_of("# Day 3: January 5\n\n- a\n") == "- a\n"


def test_what_did_not_work_is_said_to_be_so() -> None:
    assert (
        text_of("## Did not work\n\n- a\n") == "#### Did not work { #asha-did-not-work }\n\n- a\n"
    )


def test_a_footnote_comes_along_under_a_name_of_the_person() -> None:
    lines = entry("- a[^1]\n- b\n\n[^1]: Why.\n", 0)
    assert lines == [
        Line("- a[^asha-1]", "asha.md:1"),
        Line(""),
        Line("[^asha-1]: Why.", "asha.md:4"),
    ]


def test_each_line_knows_the_lines_of_the_log_that_it_came_from() -> None:
    log = "- a\n- b\n    - c\n\nOne is\nhere. Two is here.\n"
    assert entry(log) == [
        Line("- a", "asha.md:1"),
        Line("- b", "asha.md:2-3"),
        Line("    - c", "asha.md:2-3"),
        Line(""),
        Line("One is here. Two is here.", "asha.md:5-6, asha.md:6"),
    ]


def test_an_article_is_published_whole_with_its_headings_demoted() -> None:
    log = parse_log(
        "2026-11-20",
        "asha",
        "asha.md",
        dedent("""\
            # Retries

            A word[^1] with <b>.

            # Why
            ## Not
            1. a
            2. b

            <!-- internal -->the customer<!-- /internal -->

            [^1]: Note.
            """).encode(),
    )
    document = publish(log).document
    notes = {node.name: node for node in document.children if node.name}
    rewriter = Rewriter("asha", footnotes=notes)
    first, rest = render_article(document, rewriter, "asha.md", "Retries")
    assert first == [Line("A word[^asha-1] with &lt;b>.", "asha.md:3")]
    lines = [*first, *rest]
    assert render_lines(lines) == dedent("""\
        A word[^asha-1] with &lt;b>.

        ## Why

        ### Not

        1. a
        2. b

        [^asha-1]: Note.
        """)
    assert [line.source for line in lines if line.text.startswith(("1.", "2."))] == [
        "asha.md:7",
        "asha.md:8",
    ]


def test_what_is_under_no_subject_comes_before_all_subjects() -> None:
    assert text_of("## Raft\n\n- a\n\n## Day 3\n\n- b\n") == (
        "- b\n\n#### Raft { #asha-raft }\n\n- a\n"
    )


def test_what_says_nothing_at_an_edge_is_left_out() -> None:
    assert text_of("- Today I learned that the cache lies. Yay!\n- TIL: `x` is a *set* here\n") == (
        "- The cache lies.\n- `x` is a *set* here\n"
    )
    assert text_of("One is here. We learned that a set has no order. Two is here.\n") == (
        "One is here. A set has no order. Two is here.\n"
    )
