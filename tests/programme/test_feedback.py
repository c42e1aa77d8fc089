"""Feedback by theme: without names, and traceable to nobody; and what is done about it."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokens import make_token

from ldblog.programme.feedback import (
    Feedback,
    Statement,
    find_kind,
    find_theme,
    gather,
    render_feedback,
)
from ldblog.programme.feedback_words import KINDS, OTHER_THEME, THEMES
from ldblog.programme.small_groups import LEAST
from ldblog.reading.parts import Part, part_of

if TYPE_CHECKING:
    from conftest import Blog

NAMES = ("Asha Rao", "Bo Lin", "Cem Oak", "Dana Elm", "Eli Fir", "Fay Ash")
HANDLES = ("asha", "bo", "cem", "dana", "eli", "fay")


def write_people(blog: Blog) -> None:
    rows = (f"{handle}:\n  name: {name}\n" for handle, name in zip(HANDLES, NAMES, strict=True))
    blog.write("content/people.yml", "".join(rows))


def write_session(blog: Blog, session: str, said: str, *handles: str) -> None:
    for handle in handles:
        text = f"## Learned\n\nLeases of {handle} expire.\n\n## Feedback\n\n{said}\n"
        blog.write_log(f"{session}/{handle}.md", text.encode())


def test_feedback_is_gathered_by_theme_and_what_recurs_comes_first(blog: Blog) -> None:
    write_people(blog)
    write_session(blog, "2026-11-06", "- Went badly: two incidents before lunch", *HANDLES[:5])
    said = "### What went well\n\n- The quiet room.\n\n### Improve\n\nFewer meetings. No incidents."
    write_session(blog, "2026-11-20", said, *HANDLES[:5])
    output = blog.run("feedback").output
    assert output.splitlines()[0].startswith("2 sessions (2026-11-06 to 2026-11-20), 5 people")
    assert output.index("Interruptions, in 2 of 2 sessions") < output.index("Place, in 1 of 2")
    assert "went badly  two incidents before lunch" in output
    assert "improve     Fewer meetings." in output
    assert output.count("Fewer meetings.") == 1
    assert "Leases" not in output


def test_no_name_is_printed_whoever_it_is_and_however_it_is_written(blog: Blog) -> None:
    write_people(blog)
    said = "- Asha helped, as did bo lin, @cem, Dana's team and FAY; acme called"
    write_session(blog, "2026-11-20", said, *HANDLES[:5])
    blog.write("content/redact.yml", "customers:\n  Acme: a client\n  Hush: block\n")
    blog.write_log("2026-11-20/fay.md", "## Feedback\n- Hush was loud\n- Quiet otherwise\n")
    output = blog.run("feedback").output.lower()
    for word in (*HANDLES, *" ".join(NAMES).lower().split(), "acme"):
        assert not re.search(rf"\b{word}\b", output), word
    assert "a client called" in output
    assert "hush" not in output
    assert "quiet otherwise" in output


def test_a_secret_is_in_nobodys_feedback(blog: Blog) -> None:
    write_people(blog)
    token = make_token("ghp_")
    blog.write_log("2026-11-20/fay.md", "---\nshare: maybe\n---\n## Feedback\n- held back\n- …\n")
    write_session(blog, "2026-11-20", f"- The token {token} was odd", *HANDLES[:5])
    output = blog.run("feedback").output
    assert token not in output
    assert "held back" not in output
    assert "fewer than 5 people" in output
    blog.write_log("2026-11-20/fay.md", "## Feedback\n- …\n- :-)\n")
    assert ":-)" not in blog.run("feedback").output


def test_of_fewer_than_five_people_nothing_is_shown(blog: Blog) -> None:
    write_people(blog)
    write_session(blog, "2026-11-06", "- loud room", *HANDLES[:2])
    output = blog.run("feedback").output
    assert "fewer than 5 people have said something" in output
    assert "room" not in output
    # With those of the next session they are five, and nobody can tell which of the two.
    write_session(blog, "2026-11-20", "- late lunch", *HANDLES[2:5])
    write_session(blog, "2026-12-04", "- cold tea", HANDLES[5])
    for since in ((), ("--since", "2026-11-20"), ("--since", "2026-11-07")):
        output = blog.run("feedback", *since).output
        assert "loud room" in output
        assert "late lunch" in output
        assert "cold tea" not in output
        assert "1 more with feedback of fewer than 5 people" in output
    assert "nothing is shown" in blog.run("feedback", "--since", "2026-12-01").output
    assert "is no date" in blog.run("feedback", "--since", "soon").output


STATEMENTS = st.lists(
    st.builds(
        Statement,
        session=st.sampled_from([f"2026-11-{day:02}" for day in range(1, 9)]),
        who=st.sampled_from(HANDLES),
        kind=st.sampled_from([*KINDS, "said"]),
        theme=st.sampled_from(list(THEMES)[:3]),
        text=st.sampled_from("abcdefgh"),
    ),
    max_size=40,
)


def groups_in(statements: list[Statement]) -> set[tuple[str, ...]]:
    return {
        gather(statements, since).sessions for since in {"", *(it.session for it in statements)}
    }


@given(STATEMENTS)
def test_no_two_answers_differ_by_fewer_than_five_people(statements: list[Statement]) -> None:
    """Whoever subtracts one answer from another still looks at five people or at nobody."""
    for one, other in combinations(groups_in(statements), 2):
        apart = set(one) ^ set(other)
        people = {it.who for it in statements if it.session in apart}
        assert not apart or len(people) >= LEAST


@given(STATEMENTS)
def test_each_statement_shown_is_one_of_five_peoples_and_none_is_lost(
    statements: list[Statement],
) -> None:
    found = gather(statements)
    assert found.people == 0 or found.people >= LEAST
    said = {text for theme in found.themes for text in theme.said}
    assert said == {(it.kind, it.text) for it in statements if it.session in found.sessions}
    render_feedback(found)


def test_the_order_of_what_is_said_tells_nothing_of_who_said_it() -> None:
    said = [Statement("2026-11-20", who, "said", "Place", f"{who[::-1]} room") for who in HANDLES]
    assert gather(said).themes == gather(reversed(said)).themes


@pytest.mark.parametrize("word", [word for words in KINDS.values() for word in words.split(",\n")])
def test_each_heading_is_known_to_be_a_kind_of_feedback(word: str) -> None:
    for name in re.split(r",\s+", word.strip()):
        assert find_kind(name)


@pytest.mark.parametrize(
    "heading",
    ["Was lief gut", "Qué salió mal", "O que melhorar", "Ce qui s'est bien passé", "可以改进",
     "良かった点", "क्या अच्छा रहा", "What went well?", "Verbesserungen"],
)  # fmt: skip
def test_feedback_in_other_languages_is_a_part_that_is_never_published(heading: str) -> None:
    assert part_of(heading) is Part.FEEDBACK
    assert find_kind(heading)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Zu viele Besprechungen", "Interruptions"),
        ("demasiadas reuniones", "Interruptions"),
        ("打断太多", "Interruptions"),
        ("a licence was missing", "Tools and access"),
        ("the timer rang", OTHER_THEME),
        ("the log took long", "Telling others"),
    ],
)
def test_themes_are_found_in_several_languages(text: str, theme: str) -> None:
    assert find_theme(text) == theme


def test_a_label_that_says_feedback_is_not_part_of_what_was_said(blog: Blog) -> None:
    write_people(blog)
    for handle in HANDLES[:5]:
        blog.write_log(f"2026-11-20/{handle}.md", "Learned leases.\n\nFeedback: a loud room: odd\n")
    assert "  said        a loud room: odd" in blog.run("feedback").output.splitlines()


def test_nothing_gathered_says_so() -> None:
    assert "nothing is shown yet" in render_feedback(Feedback())[0]


# --- actions ----------------------------------------------------------------------------------


def test_an_action_is_written_listed_and_done(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", "Leases.")
    result = blog.run("feedback", "act", "No  meetings", "--who", "@bo", "--by", "2026-12-04")
    assert result.exit_code == 0, result.output
    assert "by 2026-12-04, bo: No meetings (of 2026-11-20)" in result.output
    more = ("--who", "asha", "--by", "2026-12-18", "--session", "2026-11-06", "--public")
    assert blog.run("feedback", "act", "A quiet room", *more).exit_code == 0
    output = blog.run("feedback").output
    assert output.index("No meetings") < output.index("A quiet room")
    assert "public: true" in blog.read("content/actions.yml")
    assert blog.run("feedback", "done", "quiet").output == "done: A quiet room\n"
    assert "A quiet room" not in blog.run("feedback").output
    assert "done: 20" in blog.read("content/actions.yml")
    assert blog.run("check", "content/actions.yml").exit_code == 0


def test_an_action_of_nobody_or_without_a_date_is_not_written(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", "Leases.")
    assert (
        "nobody is not in"
        in blog.run("feedback", "act", "x", "--who", "nobody", "--by", "x").output
    )
    assert (
        "soon is no date" in blog.run("feedback", "act", "x", "--who", "bo", "--by", "soon").output
    )
    assert blog.run("feedback", "done", "x").exit_code == 2
    assert not (blog.root / "content/actions.yml").exists()


def test_open_actions_are_in_the_next_opening_without_who_is_not_named(blog: Blog) -> None:
    schedule = '[tool.ldblog.schedule]\nevery = "week on Friday"\nstarts = 2026-10-09\n'
    blog.write("pyproject.toml", blog.read("pyproject.toml") + schedule)
    blog.write_log("2026-11-20/asha.md", "Leases.")
    blog.write("mkdocs.yml", "site_name: Days\n")
    more = ("--who", "bo", "--by", "2026-12-04")
    assert blog.run("feedback", "act", "A room for Jun Farrowdeep", *more).exit_code == 0
    result = blog.run("announce", "opening", "2026-11-20", "--dry-run")
    assert result.exit_code == 0, result.output
    assert "A room for a colleague" in result.output
    assert "Farrowdeep" not in result.output
