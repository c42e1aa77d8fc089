"""What repeats a thing thousands of times is read and merged all the same, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ldblog.composing.posts import Line
from ldblog.merging.arrange import weave
from ldblog.merging.merge import merge_post
from ldblog.privacy.publish import publish
from ldblog.reading.logs import parse_log
from ldblog.reading.parts import Part, part_of

if TYPE_CHECKING:
    from conftest import Blog


@pytest.mark.parametrize("text", ["a\n\n" * 20_000, "<b>a" * 30_000, "- a\n" * 90_000])
def test_a_log_of_too_many_pieces_is_held_back(text: str) -> None:
    log = parse_log("2026-11-20", "asha", "asha.md", text.encode())
    assert [one.code for one in log.diagnostics] == ["LD010"]


ROW = "| 12.5 | 3 | 44 | ok | x | y |\n"
PLENTY = {
    "a table of 2,000 rows": "| a | b | c | d | e | f |\n|-|-|-|-|-|-|\n" + ROW * 2000,
    "code in one line": "```js\n" + "a[_x]*b;" * 10_000 + "\n```\n",
    "a formatted export": "~~~json\n" + '  ["a_b", [1]],\n' * 5000 + "~~~\n",
    "code that is indented": "    " + "a[_x]*b;" * 10_000 + "\n",
    "a chapter": "A word in **bold**, one of `code`. " * 300 + "\n\n",
}


@pytest.mark.parametrize("text", PLENTY.values(), ids=PLENTY)
def test_what_a_log_can_well_have_is_read(text: str) -> None:
    log = parse_log("2026-11-20", "asha", "asha.md", f"I learned why.\n\n{text}".encode())
    assert not log.is_held_back


def test_what_nests_too_deeply_only_once_html_is_hidden_is_not_published() -> None:
    text = "a\n\n<!-- internal -->\n<div>\n<!-- /internal -->\n" + "- " * 200 + "b\n"
    public = publish(parse_log("2026-11-20", "asha", "asha.md", text.encode()))
    assert public.units == ()
    assert [one.reason for one in public.held] == [
        "without what is hidden in it, it nests too deeply"
    ]


def test_each_of_thousands_of_marks_in_a_paragraph_is_about_its_sentence() -> None:
    text = "A lease runs out. <!-- drop -->" * 3000
    marks = parse_log("2026-11-20", "asha", "asha.md", text.encode()).marks
    stretches = [mark.about for mark in marks if mark.about is not None]
    assert len({stretch.start for stretch in stretches}) == len(marks) == 3000


def test_the_beginning_and_the_end_of_a_name_without_end_tell_what_it_is() -> None:
    assert part_of("Internal " + "a/" * 20_000) is Part.INTERNAL
    assert part_of("a/" * 20_000 + " our feedback") is Part.FEEDBACK


def test_a_post_of_thousands_of_like_sections_is_merged() -> None:
    base = [Line(f"## a{number}") for number in range(1000)]
    edited = ["# t"] * 3000
    merged = merge_post(base, edited, [Line(f"## b{number}") for number in range(1000)])
    assert merged.text.count("# t") == 3000


def test_names_are_woven_behind_those_that_they_follow() -> None:
    assert weave(["a", "b"], ["x", "a", "y", "z", "b"]) == ["x", "a", "y", "z", "b"]
    assert weave([], ["a", "b"]) == ["a", "b"]


PEOPLE = """\
    asha: {name: Asha Rao}
    jun:
      name: Jun Farrowdeep
      appear: anonymous
      aliases: [jfarrowdeep]
      links: {github: "https://github.com/junnyfd", own: "https://jun.example/"}
    """


@pytest.mark.parametrize(
    "words", ["https://github.com/junnyfd/x", "@junnyfd", "jfarrowdeep", "jun.farrowdeep"]
)
def test_the_pages_and_handles_of_somebody_not_named_are_replaced(blog: Blog, words: str) -> None:
    blog.write("content/people.yml", PEOPLE)
    blog.write_log("2026-11-20/asha.md", f"- With {words} I learned why leases expire.\n")
    blog.run("condense", "2026-11-20")
    assert "With a colleague I learned" in blog.read("content/site/posts/2026-11-20.md")


@pytest.mark.parametrize("words", ["Jun Farrowdeep", "<tspan>Far</tspan><tspan>rowdeep</tspan>"])
def test_a_picture_whose_words_may_not_be_published_is_not(blog: Blog, words: str) -> None:
    blog.write("content/people.yml", PEOPLE)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><text>{words}</text></svg>'
    blog.write("content/logs/2026-11-20/jun/x.svg", svg)
    blog.write_log("2026-11-20/jun.md", "- I learned why leases expire. ![x](jun/x.svg)\n")
    assert "LD074" in blog.run("check").output
    blog.run("condense", "2026-11-20")
    assert not list((blog.root / "content/site").rglob("picture*.svg"))


def test_a_module_that_code_imports_is_no_host(blog: Blog) -> None:
    text = (
        "```py\nfrom google.protobuf.internal import x\nimport y.internal\n```\n\nSee y.internal.\n"
    )
    blog.write_log("2026-11-20/asha.md", text)
    shown = blog.run("show", "content/logs/2026-11-20/asha.md").output
    assert "3:8" not in shown
    assert "6:5" in shown


def test_a_stray_file_is_told_of_without_words_that_are_listed(blog: Blog) -> None:
    blog.write("content/redact.yml", "customers: {Acme: a client}\n")
    blog.write_log("2026-11-20/asha.md", "- I learned why leases expire.\n")
    blog.write("content/logs/2026-11-20/acme.txt", "x")
    assert "acme" not in blog.run("check").output.lower()


def test_what_stands_between_lines_that_come_thousands_of_times_is_merged() -> None:
    base = [line for number in range(300) for line in (*["a", "b", ""] * 7, f"word {number}")]
    edited = [*base[:3000], "✎", *base[3000:]]
    merged = merge_post([Line(it) for it in base], edited, [Line(it) for it in [*base, "c"]])
    assert merged.text.count("✎") == 1
    assert merged.text[-1] == "c"
