"""Taking entries out of a post and its base; see test_withdrawals for the whole way."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.composing.posts import Line
from ldblog.reading.people import People
from ldblog.withdrawing.owned import find_blocks, read_owned
from ldblog.withdrawing.withdraw import Rest, take_out, without_topics

POST = dedent("""\
    ---
    title: A day
    entries:
    - anchor: asha
      people:
      - asha

      name: Asha Rao
    - anchor: bo
      name: A colleague
    ---

    The lead.

    ## Testing

    ### Asha Rao { #asha }

    - One.

    ```sh
    # no heading { #bo }
    ```

    ## Databases

    ### A colleague { #bo }

    - Two.
    """).split("\n")


BODY = POST.index("The lead.")


def base(*lines: str) -> list[Line]:
    return [Line(line) for line in lines]


def take(text: list[str], *anchors: str) -> Rest:
    return take_out(base(*POST), text, set(anchors), set(), frozenset())


def test_an_entry_goes_from_the_front_matter_and_the_body() -> None:
    rest = take(POST, "asha")

    assert "\n".join(rest.text) == dedent("""\
        ---
        title: A day
        entries:
        - anchor: bo
          name: A colleague
        ---

        The lead.

        ## Testing

        ## Databases

        ### A colleague { #bo }

        - Two.""")
    assert [line.text for line in rest.base] == rest.text
    assert rest.removed == ()


def test_a_topic_without_an_entry_goes_and_one_that_the_editor_wrote_under_stays() -> None:
    rest = without_topics(take(POST, "asha", "bo"), {"Testing", "Databases"})
    own = without_topics(Rest([], ["## Testing", "", "Mine.", "", "## Databases"]), {"Testing"})

    assert rest.text[-2:] == ["", "The lead."]
    assert own.text == ["## Testing", "", "Mine.", "", "## Databases"]


def test_nothing_to_take_out_changes_nothing() -> None:
    assert take([*POST, "", "Mine.", ""]).text == [*POST, "", "Mine.", ""]


words = st.sampled_from(["Mine.", "- Own.", "", "#### Aside", "```", "### Guest", "    code"])


@given(
    st.lists(st.tuples(st.integers(BODY, len(POST) - 1), st.none() | words), max_size=8),
    st.sampled_from(["asha", "bo"]),
)
def test_of_any_edited_post_just_the_entry_goes(
    edits: list[tuple[int, str | None]], anchor: str
) -> None:
    text = list(POST)
    for place, line in edits:
        if line is not None:
            text.insert(place, line)
        elif POST[place] in text[BODY:] and not POST[place].startswith("`"):
            text.reverse()
            text.remove(POST[place])
            text.reverse()
    blocks = find_blocks(text, {"asha", "bo"})
    other = [text[number] for number in blocks.get({"asha": "bo", "bo": "asha"}[anchor], ())]

    rest = take(text, anchor)

    assert find_blocks(rest.text, {anchor}) == {}
    assert f"- anchor: {anchor}" not in rest.text
    # A fence that opens in the one entry may take the other into it.
    if "```" not in {line for _place, line in edits}:
        assert {line for line in other if line.strip()} <= set(rest.text)


@pytest.mark.parametrize(
    "lines",
    [
        ["---", "entries: 1", "---"],
        ["---", "entries: [1, {anchor: 2}]", "---"],
        ["---", "entries: [", "---"],
        ["No front matter."],
        [],
    ],
)
def test_a_post_that_lists_no_entries_has_none(lines: list[str]) -> None:
    assert read_owned(base(*lines), People()) == []


def test_whose_an_entry_is_stands_in_its_lists_and_in_its_sources() -> None:
    lines = base(*POST)
    lines[-2] = Line("- Two.", "jun.md:3, jun.md:5")

    asha, unnamed = read_owned(lines, People())

    assert (asha.people, asha.is_named, asha.name) == (frozenset({"asha"}), True, "Asha Rao")
    assert (unnamed.people, unnamed.is_named, unnamed.is_colleague) == (
        frozenset({"jun"}),
        False,
        True,
    )
