"""What an editor and the logs each changed comes together, and no human byte is lost."""

from __future__ import annotations

from textwrap import dedent

import pytest

from ldblog.composing.posts import Line
from ldblog.merging.merge import Conflict, Merged, merge_post

POST = """\
    ---
    title: T
    ---

    Two people wrote.

    ## Highlights

    - Caches lie. — [Asha](#asha)

    ## Databases

    ### Asha { #asha }

    - Caches lie.
    - Keys sort.

    ### Bo { #bo }

    - Locks wait.

    ## Testing

    ### Cy { #cy }

    - Tests flake.
    """
LATE = "\n### Dov { #dov }\n\n- Dumps lie.\n"


def lines(text: str) -> list[str]:
    return dedent(text).splitlines()


def sourced(text: str) -> list[Line]:
    """Return lines of which those that begin as items do come from a log."""
    return [Line(line, "x.md:1" if line[:1] in {"-", "*"} else "") for line in lines(text)]


def change(text: str, old: str, new: str) -> str:
    assert dedent(text).count(old) == 1, old
    return dedent(text).replace(old, new)


def merge(edited: str, new: str, base: str = POST) -> Merged:
    """Merge twice, since the second time changes nothing."""
    merged = merge_post(sourced(base), lines(edited), sourced(new))
    again = merge_post(merged.base, merged.text, sourced(new))
    assert (again.text, again.conflicts) == (merged.text, merged.conflicts)
    return merged


def check(edited: str, new: str, expected: str, base: str = POST) -> None:
    """Merge; fail on a conflict."""
    merged = merge(edited, new, base)
    assert (merged.text, merged.conflicts) == (lines(expected), ())
    assert merged.base == sourced(new)


def with_late(text: str, after: str = "- Locks wait.\n") -> str:
    return change(text, after, f"{after}{LATE}")


def test_a_late_log_adds_one_block_and_touches_nothing_else() -> None:
    edited = change(POST, "- Locks wait.", "-   Locks   *wait*.\n\n\nMine,  with  blanks.  ")
    expected = edited.replace("\n## Testing", f"{LATE}\n## Testing")

    check(edited, with_late(POST), expected)


def test_a_changed_log_changes_its_own_entry_only() -> None:
    edited = change(POST, "- Tests flake.", "- Tests flake, says the editor.")

    check(
        edited,
        change(POST, "- Locks wait.", "- Locks wait, and why."),
        change(edited, "- Locks wait.", "- Locks wait, and why."),
    )


def test_lines_of_one_entry_that_each_side_changed_come_together() -> None:
    edited = change(POST, "- Caches lie.\n- Keys", "- Caches lie!\n- Keys")
    new = change(POST, "- Keys sort.", "- Keys sort well.")

    check(edited, new, change(edited, "- Keys sort.", "- Keys sort well."))


def test_an_entry_that_the_logs_moved_to_another_topic_goes_there_with_the_editors_words() -> None:
    entry = "\n### Bo { #bo }\n\n- Locks wait.\n"
    edited = change(POST, "- Locks wait.", "- Locks wait.\n- Mine.")
    new = change(POST, entry, "") + entry

    check(edited, new, change(new, "- Locks wait.", "- Locks wait.\n- Mine."))


def test_an_entry_that_the_editor_moved_stays_there_and_gets_what_its_log_says_now() -> None:
    entry = "\n### Bo { #bo }\n\n- Locks wait.\n"
    edited = change(POST, entry, "") + entry

    check(
        edited,
        with_late(change(POST, "- Locks wait.", "- Locks wait long."), "- Locks wait long.\n"),
        change(
            change(edited, "- Keys sort.\n", f"- Keys sort.\n{LATE}"),
            "- Locks wait.",
            "- Locks wait long.",
        ),
    )


def test_sections_that_the_editor_reordered_stay_in_that_order() -> None:
    start, testing = dedent(POST).split("\n## Testing")
    head, databases = start.split("\n## Databases")
    edited = f"{head}\n## Testing{testing}\n## Databases{databases}"

    check(edited, with_late(POST), with_late(edited))


def test_a_topic_that_the_editor_renamed_takes_in_new_entries() -> None:
    edited = change(POST, "## Databases", "## Where data lives")

    check(edited, with_late(POST), with_late(edited))


def test_a_heading_that_the_editor_reworded_keeps_its_anchor_and_its_entry() -> None:
    edited = change(POST, "### Bo { #bo }", "### How Bo waited {#bo}")

    check(
        edited,
        change(POST, "- Locks wait.", "- Locks wait, and why."),
        change(edited, "- Locks wait.", "- Locks wait, and why."),
    )


@pytest.mark.parametrize("heading", ["### Bo", "#### Bo { #bo }", "## Bo { #bo }", "# Bo { #bo }"])
def test_an_entry_is_known_without_its_anchor_and_at_another_level(heading: str) -> None:
    edited = change(POST, "### Bo { #bo }", heading)
    new = change(POST, "- Locks wait.", "- Locks wait.\n- New.")

    check(edited, new, change(edited, "- Locks wait.", "- Locks wait.\n- New."))


def test_highlights_with_another_heading_are_still_the_highlights() -> None:
    edited = change(POST, "## Highlights", "## The best of it")
    new = change(POST, "- Caches lie. — [Asha](#asha)", "- Locks wait. — [Bo](#bo)")

    check(edited, new, change(new, "## Highlights", "## The best of it"))


def test_what_the_editor_removed_stays_removed_and_is_told_when_its_log_changes() -> None:
    edited = change(POST, "\n### Bo { #bo }\n\n- Locks wait.\n", "")
    new = change(POST, "- Locks wait.", "- Locks wait, and why.")

    check(edited, new, edited)
    assert merge(edited, new).passed_over == ("### Bo { #bo }",)
    assert merge(edited, with_late(POST)).passed_over == ()


def test_a_heading_comes_back_only_with_a_new_entry_that_has_no_other_place() -> None:
    section = "\n## Testing\n\n### Cy { #cy }\n\n- Tests flake.\n"
    edited = change(POST, section, "")
    late = "\n### Dov { #dov }\n\n- Dumps lie.\n"

    check(edited, dedent(POST) + late, f"{edited}\n## Testing\n{late}")


def test_a_new_entry_stands_beside_others_of_its_topic_whose_heading_the_editor_removed() -> None:
    edited = change(POST, "## Testing\n\n", "")

    check(edited, dedent(POST) + LATE, edited + LATE)


def test_a_heading_that_the_editor_emptied_does_not_catch_what_follows() -> None:
    edited = change(POST, "### Bo { #bo }\n\n", "")
    new = change(POST, "- Locks wait.", "- Locks wait, and why.")

    check(edited, new, change(edited, "- Locks wait.", "- Locks wait, and why."))


def test_text_of_the_editors_stays_where_it_stands() -> None:
    edited = change(POST, "### Asha {", "Before the first.\n\n### Asha {")
    edited = change(edited, "### Bo {", "### Of mine\n\nBetween two.\n\n### Bo {")
    edited = change(edited, "## Testing", "## A section of mine\n\nWords.\n\n## Testing")
    edited += "\n## The end\n\nThanks to all.\n"
    new = with_late(POST) + "\n## Networks\n\n### Elif { #elif }\n\n- Packets lie.\n"

    expected = with_late(edited)
    networks = "\n## Networks\n\n### Elif { #elif }\n\n- Packets lie.\n"
    check(edited, new, change(expected, "\n## The end", f"{networks}\n## The end"))


def test_topics_that_the_logs_reordered_take_the_editors_text_along() -> None:
    start, testing = dedent(POST).split("\n## Testing")
    head, databases = start.split("\n## Databases")
    mine = "\n### A note\n\nMine.\n"
    edited = change(POST, "\n## Testing", f"{mine}\n## Testing")

    check(
        edited,
        f"{head}\n## Testing{testing}\n## Databases{databases}",
        f"{head}\n## Testing{testing}\n## Databases{databases}{mine}",
    )


def test_a_section_that_the_logs_emptied_stays_for_what_the_editor_put_into_it() -> None:
    entry = "\n### Cy { #cy }\n\n- Tests flake.\n"
    edited = dedent(POST) + "\n### A note\n\nMine.\n"

    check(edited, change(POST, f"\n## Testing\n{entry}", ""), change(edited, entry, ""))


def test_what_ldblog_says_itself_is_the_editors_once_they_reworded_it() -> None:
    edited = change(POST, "Two people wrote.", "A day to remember.")
    new = change(with_late(POST), "Two people wrote.", "Three people wrote.")

    check(edited, new, with_late(edited))


CLASH = ("- Locks wait.", "- Locks wait, says the editor.", "- Locks wait, says the log.")


def test_only_a_block_in_conflict_stays_and_every_other_is_merged() -> None:
    line, ours, theirs = CLASH
    base = change(POST, line, f"- Threads too.\n{line}")
    edited = change(base, line, ours) + "\nMine.\n"
    changed = change(base, "- Tests flake.", "- Tests fail.")
    new = change(change(changed, line, theirs), "- Threads too.", "- New, above.\n- Threads too.")

    merged = merge(edited, new, base)

    assert merged.text == lines(change(edited, "- Tests flake.", "- Tests fail."))
    number = merged.text.index(ours) + 1
    assert merged.conflicts == (Conflict(number, (ours,), (theirs,), "x.md:1"),)
    assert merged.base == sourced(changed)


@pytest.mark.parametrize("by", ["editor", "logs"])
def test_a_conflict_is_over_when_either_side_gives_in(by: str) -> None:
    base, ours, theirs = CLASH
    new = sourced(change(POST, base, theirs))
    merged = merge_post(sourced(POST), lines(change(POST, base, ours)), new)
    text = merged.text

    if by == "editor":
        text = [theirs if line == ours else line for line in text]
    else:
        new = sourced(change(POST, base, ours))
    done = merge_post(merged.base, text, new)

    assert (done.text, done.base, done.conflicts) == (text, new, ())


def test_a_conflict_can_be_settled_and_is_then_over() -> None:
    base, ours, theirs = CLASH
    edited, new = change(POST, base, ours), change(POST, base, theirs)
    both = f"<<<<<<< post\n{ours}\n||||||| base\n{base}\n=======\n{theirs}\n>>>>>>> logs"
    for settle, expected in (("ours", ours), ("theirs", theirs), ("markers", both)):
        settled = merge_post(sourced(POST), lines(edited), sourced(new), settle)  # type: ignore[arg-type]

        assert settled.text == lines(change(POST, base, expected))
        assert (settled.base, settled.conflicts) == (sourced(new), ())


def test_an_edited_entry_whose_log_is_gone_is_a_conflict_until_it_is_settled() -> None:
    entry = "\n### Bo { #bo }\n\n- Locks wait.\n"
    edited = change(POST, "- Locks wait.", "- Locks wait!")
    new = change(POST, entry, "")

    (conflict,) = merge(edited, new).conflicts
    assert (conflict.edited[0], conflict.new, conflict.source) == ("### Bo { #bo }", (), "")
    theirs = merge_post(sourced(POST), lines(edited), sourced(new), "theirs")
    assert theirs.text == lines(new)
    ours = merge_post(sourced(POST), lines(edited), sourced(new), "ours")
    assert (ours.text, ours.base) == (lines(edited), sourced(new))


def test_the_section_of_a_conflict_goes_with_it() -> None:
    section = "\n## Testing\n\n### Cy { #cy }\n\n- Tests flake.\n"
    edited, new = change(POST, "- Tests flake.", "- Tests flake!"), change(POST, section, "")
    first = merge(edited, new)
    assert first.text == lines(edited)

    settled = merge_post(first.base, first.text, sourced(new), "theirs")

    assert settled.text == lines(new)


def test_a_conflict_in_an_entry_that_the_editor_moved_leaves_it_there() -> None:
    entry = "\n### Bo { #bo }\n\n- Locks wait.\n"
    edited = change(POST, entry, "") + entry.replace("wait", "wait, says the editor")

    merged = merge(edited, change(POST, "- Locks wait.", "- Locks wait, says the log."))

    assert merged.text == lines(edited)
    assert len(merged.conflicts) == 1


def test_without_headings_all_is_merged_by_line() -> None:
    edited = "\n".join(line for line in lines(POST) if not line.startswith("#")) + "\n"
    new = change(POST, "- Keys sort.", "- Keys sort.\n- New.")

    check(edited, new, change(edited, "- Keys sort.", "- Keys sort.\n- New."))


def test_an_anchor_that_is_there_twice_loses_nothing() -> None:
    entry = "\n### Bo { #bo }\n\n- Locks wait.\n"
    edited = dedent(POST) + entry.replace("wait", "wait, twice told")
    new = change(POST, "- Locks wait.\n", "- Locks wait.\n- New.\n")

    check(edited, new, change(edited, "- Locks wait.\n", "- Locks wait.\n- New.\n"))


def test_headings_in_code_are_code() -> None:
    code = "```md\n### x { #bo }\n## y\n```"
    edited = change(POST, "- Keys sort.", f"- Keys sort.\n\n{code}")

    check(edited, with_late(POST), with_late(edited))


def test_a_fence_that_is_not_closed_hides_no_heading() -> None:
    edited = change(POST, "- Keys sort.", "- Keys sort.\n\n```py")
    new = change(POST, "- Locks wait.", "- Locks wait, and why.")

    check(edited, new, change(edited, "- Locks wait.", "- Locks wait, and why."))


def test_a_heading_that_the_editor_glued_to_the_line_above_stays_glued() -> None:
    edited = change(POST, "\n\n## Testing", "\n## Testing")
    edited = change(
        edited, "\n\n\n" if "\n\n\n" in edited else "- Keys sort.\n\n###", "- Keys sort.\n###"
    )

    check(edited, dedent(POST) + LATE, edited + LATE)


def test_blank_lines_at_the_end_stay() -> None:
    check(dedent(POST) + "\n \n", with_late(POST), with_late(POST) + "\n \n")


def test_a_post_without_front_matter_stays_without_and_one_that_cannot_be_read_is_kept() -> None:
    body = dedent(POST).split("---\n\n")[1]
    check(body, with_late(POST), with_late(body))

    odd = change(POST, "title: T", "title: [")
    check(odd, change(with_late(POST), "title: T", "title: New"), with_late(odd))


def test_without_a_base_all_is_the_editors_and_what_is_new_is_added() -> None:
    edited = change(POST, "- Keys sort.", "- Keys sort.\n- Mine.")

    merged = merge_post([], lines(edited), sourced(with_late(POST)))

    assert (merged.text, merged.conflicts) == (lines(with_late(edited)), ())
    assert merged.base == sourced(with_late(POST))


def test_without_a_base_the_editors_order_opening_and_headings_stay() -> None:
    testing = "## Testing\n\n### Cy { #cy }\n\n- Tests flake.\n"
    edited = change(POST, f"\n{testing}", "").replace("## Databases", f"{testing}\n## Databases")
    edited = change(edited, "Two people wrote.", "Read on!").replace("## Databases", "## Stores")

    merged = merge_post([], lines(edited), sourced(POST))

    assert merged.text == lines(edited)
    assert not merged.conflicts


def test_without_a_base_what_differs_is_a_conflict() -> None:
    edited = change(POST, "- Keys sort.", "- Keys sort, says the editor.")

    merged = merge(edited, POST, "")

    assert merged.text == lines(edited)
    (conflict,) = merged.conflicts
    assert (conflict.edited, conflict.new) == (
        ("- Keys sort, says the editor.",),
        ("- Keys sort.",),
    )


def test_a_post_of_the_editors_own_that_has_a_sessions_name_is_left_alone() -> None:
    own = "---\ntitle: Mine\n---\n\nMy own words.\n"

    merged = merge(own, POST, "")

    assert (merged.text, len(merged.conflicts)) == (lines(own), 1)
    taken = merge_post([], lines(own), sourced(POST), "theirs")
    assert taken.text == lines(POST)


def test_a_post_that_is_ahead_of_its_base_is_found_up_to_date() -> None:
    new = with_late(POST)

    for base in ("", POST, "Words.\n"):
        check(new, new, new, base)
    merged = merge_post([], ["Words."], [Line("Words.", "x.md:1")])
    assert (merged.text, merged.conflicts) == (["Words."], ())


@pytest.mark.parametrize(
    ("base", "edited", "new", "expected"),
    [
        (
            "* a",
            "* a\n\n## Mine\n\nE",
            "* a\n\n### Bo\n\n* n",
            "* a\n\n### Bo\n\n* n\n\n## Mine\n\nE",
        ),
        ("* a\n\n* z", "* a\n\nE\n\n* z", "* a\n\nN\n\n* z", "* a\n\nN\n\nE\n\n* z"),
        ("* a\n* z", "* a\n* E\n* z", "* a\n* N\n* z", "* a\n* N\n* E\n* z"),
        ("* a", "* a\n    - E", "* a\n* N", "* a\n    - E\n* N"),
        ("* a", "* a\n\n    E", "* a\n* N", "* a\n\n    E\n\n* N"),
        ("* a", "* a\nE goes on.", "* a\n\nN", "* a\nE goes on.\n\nN"),
        ("* a", "* a\n# E", "* a\n# N", "* a\n\n# N\n\n# E"),
        ("* z", "E\n* z", "N\n* z", "N\n\nE\n* z"),
        ("* a", "* a\n\nN\n\nE", "* a\n\nN", "* a\n\nN\n\nE"),
    ],
)
def test_what_both_inserted_at_one_place_is_all_kept_and_stays_what_it_was(
    base: str, edited: str, new: str, expected: str
) -> None:
    check(edited, new, expected, base)
