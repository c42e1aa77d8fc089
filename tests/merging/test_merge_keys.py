"""The front matter is merged by key, and what an editor wrote in it is never in conflict."""

from __future__ import annotations

from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st

from ldblog.composing.posts import dump_yaml, read_front_matter
from ldblog.merging.merge_keys import measure_front_matter, merge_front_matter, merge_values

BASE = """\
    ---
    title: Backups
    date:
      created: 2026-11-20 12:00:00
    authors:
    - asha
    tags:
    - go
    - sql
    entries:
    - anchor: asha
      topic: Databases
      artefacts:
      - title: A talk
        url: https://example.com/talk
    ---
    """
LATE = """\
    ---
    title: Backups and races
    date:
      created: 2026-11-20 12:00:00
    description: Two people.
    authors:
    - asha
    - bo
    tags:
    - go
    - races
    entries:
    - anchor: asha
      topic: Databases
    - anchor: bo
      topic: Testing
    ---
    """


def lines(text: str) -> list[str]:
    return dedent(text).splitlines()


def merge(base: str, edited: str, new: str) -> str | None:
    merged = merge_front_matter(lines(base), lines(edited), lines(new))
    return None if merged is None else "".join(f"{line}\n" for line in merged)


def test_keys_that_the_editor_left_alone_follow_the_logs() -> None:
    edited = BASE.replace("title: Backups\n", "title: My title\n").replace(
        "tags:", "# Mine.\n    draft: true  # until Monday\n    tags:"
    )

    assert merge(BASE, edited, LATE) == dedent("""\
        ---
        title: My title
        date:
          created: 2026-11-20 12:00:00
        description: Two people.
        authors:
        - asha
        - bo
        # Mine.
        draft: true  # until Monday
        tags:
        - go
        - races
        entries:
        - anchor: asha
          topic: Databases
        - anchor: bo
          topic: Testing
        ---
        """)


def test_lists_are_merged_by_element_and_elements_with_a_name_by_key() -> None:
    edited = (
        BASE.replace("- asha\n", "- the-host\n    - asha\n")
        .replace("    - go\n", "    # Chosen by hand.\n    - by-hand\n")
        .replace("topic: Databases", "topic: Storage")
    )

    assert merge(BASE, edited, LATE) == dedent("""\
        ---
        title: Backups and races
        date:
          created: 2026-11-20 12:00:00
        description: Two people.
        authors:
        - the-host
        - asha
        - bo
        # Chosen by hand.
        tags:
        - races
        - by-hand
        entries:
        - anchor: asha
          topic: Storage
        - anchor: bo
          topic: Testing
        ---
        """)


def test_a_key_that_the_editor_removed_stays_away_and_one_that_the_logs_removed_goes() -> None:
    base = "---\ntitle: T\ntags:\n- go\nlatex: true\n---\n"
    edited = "---\n# Of ours.\ntitle: T\n# Why.\nlatex: true\n---\n"
    new = "---\ntitle: T\ntags:\n- go\n- sql\n---\n"

    assert merge(base, edited, new) == "---\n# Of ours.\ntitle: T\n# Why.\n---\n"


def test_a_front_matter_that_nobody_edited_becomes_the_new_one() -> None:
    assert merge(BASE, BASE, LATE) == dedent(LATE)


def test_without_news_the_editors_front_matter_stays_to_the_byte() -> None:
    edited = (
        "---\n\n#Odd\ntitle :  'Backups'\nempty:\n# and so on\n"
        "tags: [go,\n  # in\n# out\n sql]\n#end\n---\n"
    )

    assert merge(BASE, edited, BASE) == edited


def test_what_is_more_than_plain_keys_is_not_merged_by_key() -> None:
    for edited in (
        "---\n---\n",
        "---\n# only a comment\n---\n",
        "---\n- a\n---\n",
        "---\ntitle: [\n---\n",
        "---\n? {a: b}\n: c\n---\n",
        "---\n{a: 1}\n---\n",
    ):
        assert merge(BASE, edited, LATE) is None


def test_a_front_matter_is_what_stands_between_two_fences_at_the_start() -> None:
    assert measure_front_matter(["---", "a: 1", "--- ", "x"]) == 3
    assert measure_front_matter(["---", "a: 1"]) == 0
    assert measure_front_matter(["", "---", "---"]) == 0
    assert measure_front_matter([]) == 0


def test_a_value_that_both_changed_is_the_editors() -> None:
    assert merge_values("b", "e", "n") == "e"
    assert merge_values("b", None, "n") is None
    assert merge_values("b", "e", None) == "e"
    assert merge_values("b", ["e"], "n") == ["e"]
    assert merge_values("b", ["e"], ["n"]) == ["n", "e"]
    assert merge_values("b", {"e": 1}, {"n": 2}) == {"n": 2, "e": 1}
    assert merge_values({"k": 1}, {"k": 1, "e": 1}, {}) == {"e": 1}


def test_what_the_logs_took_out_of_a_list_is_out_whatever_the_editor_did_there() -> None:
    assert merge_values(["a", "b"], ["b", "a"], None) is None
    assert merge_values([1], [1, 2, 2], [1, 3]) == [1, 3, 2, 2]
    assert merge_values([{"url": "u", "title": "t"}], [{"url": "u", "title": "E"}, 1], []) == [1]


WORDS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=5)
FRONT_MATTER = st.fixed_dictionaries(
    {"title": st.sampled_from("abc")}, optional={"tags": WORDS, "slug": st.sampled_from("abc")}
)


@given(FRONT_MATTER, FRONT_MATTER, FRONT_MATTER)
def test_a_merge_changes_nothing_the_second_time_and_keeps_what_either_side_added(
    base: dict[str, object], edited: dict[str, object], new: dict[str, object]
) -> None:
    sides = [["---", *dump_yaml(side).splitlines(), "---"] for side in (base, edited, new)]

    merged = merge_front_matter(*sides)

    assert merged is not None
    assert merge_front_matter(sides[2], merged, sides[2]) == merged
    tags = [set(side.get("tags") or []) for side in (base, edited, new)]  # type: ignore[call-overload]
    found = set(read_front_matter("\n".join([*merged, ""])).get("tags") or [])
    assert tags[1] - tags[0] <= found
    if "tags" in edited:
        assert tags[2] - tags[0] <= found
    assert not (tags[0] - tags[2]) & found


def test_comments_within_a_value_that_changes_move_above_its_key() -> None:
    edited = BASE.replace("    - go\n", "    - go  # by hand\n    # for Bo\n").replace(
        "title: Backups", 'title: "# no comment"  # but this'
    )

    merged = merge(BASE, edited, LATE)

    assert merged is not None
    assert "# by hand\n# for Bo\ntags:\n- go\n- races\n" in merged
    assert 'title: "# no comment"  # but this\n' in merged


def test_what_has_a_key_twice_is_not_merged_by_key_lest_one_be_lost() -> None:
    assert merge(BASE, BASE.replace("tags:", "note: a\n    note: b\n    tags:"), LATE) is None


def test_without_a_base_all_keys_are_the_editors_and_new_ones_join_them() -> None:
    merged = merge_front_matter([], lines(BASE), lines(LATE))

    assert merged is not None
    values = read_front_matter("\n".join([*merged, ""]))
    assert values["title"] == "Backups"
    assert values["tags"] == ["go", "races", "sql"]
    assert values["description"] == "Two people."
    assert merge_front_matter(lines(BASE), [], lines(LATE)) is None
