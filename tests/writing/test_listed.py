"""What redact.yml lists is in no post, and in no message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import PNG

from ldblog.privacy.dictionary import parse_dictionary
from ldblog.privacy.hidden_names import make_redactor
from ldblog.reading.people import parse_people
from ldblog.writing.listed import find_listed

if TYPE_CHECKING:
    from conftest import Blog

DAY = "2026-11-20"
POST = f"content/site/posts/{DAY}.md"
REDACT = """\
customers:
  Zorblax: a client
  Quuxly: "client #"
  Frobnitz: "client #"
  Wibblet: "client #"
projects:
  Bluebird: block
"""
LEARNED = "- Votes must be on disk before the answer leaves, because nodes restart.\n"
WORDS = ("zorblax", "quuxly", "frobnitz", "wibblet", "bluebird")


def output_of(blog: Blog, *arguments: str, code: int = 0) -> str:
    """Return what a command prints, which quotes nothing that is listed."""
    result = blog.run(*arguments)
    assert result.exit_code == code, result.output
    assert not [word for word in WORDS if word in result.output.lower()]
    return result.output


def site_of(blog: Blog) -> str:
    """Return all that is below content/site and content/base, with the names of the files."""
    folders = [blog.root / "content/site", blog.root / "content/base"]
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return "\n".join(f"{path.name}\n{path.read_bytes()!r}" for path in paths).lower()


def test_nothing_listed_is_in_a_post_or_beside_it(blog: Blog) -> None:
    blog.write("content/redact.yml", REDACT)
    blog.write_log(
        f"{DAY}/asha.md",
        "---\ntitle: Zorblax day\ndescription: With Zorblax\ntags: [zorblax, raft]\n"
        "artefacts: [{title: Zorblax notes, url: https://example.com/a},\n"
        "  {title: x, url: https://example.com/zorblax}, {title: Bluebird, url: https://e.com}]\n"
        f"form: post\n---\n# About Zorblax\n\n{LEARNED}\n## Zorblax\n\n"
        "It was ![Zorblax](asha/zorblax.png) because so.\n\nBluebird flies.\n",
    )
    blog.write(f"content/logs/{DAY}/asha/zorblax.png", PNG)
    blog.write_log(f"{DAY}/session.md", "---\ntitle: Zorblax\ntheme: Zorblax\n---\nZorblax, hi.\n")
    output_of(blog, "condense")
    site = site_of(blog)
    assert not [word for word in WORDS if word in site]
    article = blog.read(f"content/site/posts/{DAY}-asha.md")
    assert "title: A client day" in article
    assert "tags:\n- raft\n" in article
    assert f"![a client](../assets/{DAY}/asha/picture-1.png)" in article
    assert "title: A client notes" in blog.read(POST)
    assert "A client, hi." in blog.read(POST)


def test_things_are_numbered_by_the_dictionary_and_keep_their_letters(blog: Blog) -> None:
    blog.write("content/redact.yml", REDACT)
    blog.write_log(f"{DAY}/bo.md", "- Wibblet and Quuxly differ by 12 ms, because of fog.\n")
    output_of(blog, "condense")
    assert "- Client B and client A differ by 12 ms" in blog.read(POST)
    blog.write_log(f"{DAY}/asha.md", "- Wibblet alone takes 14 ms, because of fog.\n")
    output_of(blog, "condense")
    assert "- Client B and client A differ by 12 ms" in blog.read(POST)
    assert "- Client B alone takes 14 ms" in blog.read(POST)


def test_a_line_with_words_replaced_is_proved_and_says_so(blog: Blog) -> None:
    blog.write("content/redact.yml", REDACT)
    blog.write_log(
        f"{DAY}/asha.md",
        "- Zorblax has 12 votes, because nodes restart.\n\n```sh\nrun zorblax\n```\n",
    )
    output_of(blog, "condense")
    why = "where words are replaced (content/redact.yml:2): "
    output = output_of(blog, "verify")
    assert f"from asha.md:1, {why}- A client has 12 votes" in output
    assert f"from asha.md:3-5, {why}run a_client" in output
    log = blog.read(f"content/logs/{DAY}/asha.md")
    blog.write_log(f"{DAY}/asha.md", log.replace("12 votes", "13 votes").replace("run", "ran"))
    output = output_of(blog, "verify", code=1)
    assert "NOT PROVED: asha.md:1: “- A client has 12 votes" in output
    assert "NOT PROVED: asha.md:3-5: the code is another: run a_client" in output


def test_show_says_what_is_replaced_and_what_is_held_back(blog: Blog) -> None:
    blog.write("content/redact.yml", REDACT)
    blog.write_log(f"{DAY}/asha.md", f"{LEARNED}\n[Zorblax](https://zorblax.com) x.\n\nBluebird.\n")
    output = blog.run("show", f"content/logs/{DAY}/asha.md").output
    assert (
        f"Replaced (content/logs/{DAY}/asha.md):\n"
        "  3:1: nothing (content/redact.yml:2)\n"
        "  3:2: “A client” (content/redact.yml:2)\n"
    ) in output
    assert "lines 5–5: may not be published (content/redact.yml:7)\n    Bluebird." in output
    assert "A client" in blog.run("show", "--why", f"content/logs/{DAY}/asha.md").output


def test_a_changed_dictionary_cleans_the_posts_that_are_there(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", LEARNED.replace("Votes", "Zorblax votes"))
    blog.run("condense")
    assert "Zorblax" in blog.read(POST)
    blog.write("content/redact.yml", REDACT)
    output_of(blog, "condense")
    assert "zorblax" not in site_of(blog)
    assert "up to date" in output_of(blog, "condense")


def test_an_editors_line_that_holds_a_listed_word_is_an_error(blog: Blog) -> None:
    blog.write("content/redact.yml", REDACT)
    blog.write_log(f"{DAY}/asha.md", LEARNED)
    output_of(blog, "condense")
    text = blog.read(POST)
    line = text.count("\n") + 2
    blog.write(POST, f"{text}\nOurs is Zorblax.\n".encode())
    said = f"{POST}:{line}:9: LD061 this may not be published: content/redact.yml:2"
    assert said in output_of(blog, "check", code=1)
    assert said in output_of(blog, "check", "--format", "text", "content/site", code=1)


def test_a_line_that_the_editor_changed_goes_when_a_word_of_its_source_is_listed(
    blog: Blog,
) -> None:
    blog.write_log(f"{DAY}/asha.md", LEARNED.replace("Votes", "Zorblax votes"))
    blog.run("condense")
    blog.write(POST, blog.read(POST).replace("- Zorblax", "- Ours, Zorblax").encode())
    blog.write("content/redact.yml", REDACT)
    assert blog.run("condense").exit_code == 0
    assert "zorblax" not in site_of(blog)
    assert "- A client votes" in blog.read(POST)


def test_a_message_quotes_nothing_that_is_listed(blog: Blog) -> None:
    blog.write("content/redact.yml", REDACT)
    blog.write_log(f"{DAY}/asha.md", f"---\nshare: Zorblax\nquuxly: 1\n---\n{LEARNED}")
    for style in ("text", "json", "github"):
        assert "a client" in output_of(blog, "check", "--format", style, code=1)
    output_of(blog, "condense", code=1)


def test_a_wrong_dictionary_stops_every_command_but_check(blog: Blog) -> None:
    blog.write("content/redact.yml", "customers:\n  Zorblax: [x]\n")
    blog.write_log(f"{DAY}/asha.md", f"{LEARNED}- Zorblax is 3.\n")
    assert "content/redact.yml:2:3: LD060 what readers see" in output_of(blog, "check", code=1)
    for command in (["condense"], ["condense", "--dry-run"], ["verify"], ["status"]):
        assert "content/redact.yml:2:3: LD060" in output_of(blog, *command, code=2)
    shown = blog.run("show", f"content/logs/{DAY}/asha.md")
    assert (shown.exit_code, "LD060" in shown.output) == (2, True)


def test_a_dictionary_with_another_name_is_not_passed_over(blog: Blog) -> None:
    blog.write("content/Redact.yaml", REDACT)
    blog.write_log(f"{DAY}/asha.md", LEARNED)
    output = output_of(blog, "condense", code=2)
    assert "content/Redact.yaml: rename it to redact.yml" in output


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Nothing.\n", []),
        ("# Zor**blax**\n", ["1:3 r.yml:2"]),
        (
            "---\ntitle: x\nurl: https://a.b/zorblax\n---\n\nZorblax\n",
            ["3:6 r.yml:2", "6:1 r.yml:2"],
        ),
        ('---\ntitle: "\\x5aorblax"\ntags: [a, 1]\n---\n', ["1:1 r.yml:2"]),
        ("a\n<!-- Zorblax -->\n", ["2:1 r.yml:2"]),
        ("a <b title='Zorblax'>b</b>\n", ["1:3 r.yml:2", "1:13 r.yml:2"]),
        ("[a](https://a.b/%5aorblax)\n", ["1:1 r.yml:2"]),
        ("Jun Farrowdeep and @jun\n", ["1:1 people.yml", "1:20 people.yml"]),
        (">" * 501 + " Zorblax", ["1:503 r.yml:2"]),
    ],
)
def test_pages_are_read_as_they_are_built(text: str, places: list[str]) -> None:
    people = parse_people("people.yml", "jun: {name: Jun Farrowdeep, appear: anonymous}\n")
    redactor = make_redactor(parse_dictionary("r.yml", REDACT, ("*.corp",)), people)
    found = find_listed("content/site/a.md", text, redactor)
    assert [
        f"{one.line}:{one.column} {one.message.split(': ')[1].split(' ')[0]}" for one in found
    ] == places


def test_a_page_is_not_named_after_what_is_listed() -> None:
    redactor = make_redactor(parse_dictionary("r.yml", REDACT, ()), parse_people("p", ""))
    (found,) = find_listed("content/site/my-zorblax.md", "", redactor)
    assert (found.line, found.column, found.code) == (1, 1, "LD061")
