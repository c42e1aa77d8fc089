"""Those who do not wish to be named are not, in nobody's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ldblog.privacy.anonymity import _letters
from ldblog.privacy.dictionary import Dictionary
from ldblog.privacy.hidden_names import _own_names, make_finders
from ldblog.privacy.redactor import Redactor
from ldblog.reading.people import Person

if TYPE_CHECKING:
    from conftest import Blog

DAY = "2026-11-20"
LEARNED = "- Votes must be on disk before the answer leaves, because nodes restart.\n"
JUN = Person("jun", "Jun Farrowdeep", aliases=("jf",), also_known=("Junie",), is_anonymous=True)


def published(blog: Blog) -> str:
    """Return all that a session leaves below content/site, and the words of its bases."""
    result = blog.run("condense")
    assert result.exit_code == 0, result.output
    site = [path for path in (blog.root / "content/site").rglob("*") if path.is_file()]
    return "\n".join(f"{path.name}\n{path.read_text(encoding='utf-8')}" for path in site)


def spoken(text: str, *, own: bool) -> str:
    """Return a text as it is published of Jun's own log, or of another's."""
    finders = (_own_names(JUN),) if own else make_finders(Dictionary(), [JUN])
    return Redactor(finders).replace_in(text)


@pytest.mark.parametrize(
    "text",
    ["in June", "junction", "Jung and the dish of Junes’", "Adam and the Farrow"],
)
def test_a_word_that_only_begins_like_a_name_stays(text: str) -> None:
    assert spoken(text, own=True) == text
    assert spoken(text, own=False) == text


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("I, Jun, was there", "I, a colleague, was there"),
        ("Jun Farrowdeep's day", "A colleague's day"),
        ("see https://github.com/jun/repo for it", "see a colleague for it"),
        ("Farrowdeep said", "A colleague said"),
        ("jf", "a colleague"),
        ("JF and @jf", "A colleague and a colleague"),
    ],
)
def test_in_ones_own_words_each_word_of_the_name_counts(text: str, public: str) -> None:
    assert spoken(text, own=True) == public


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("with jun farrowdeep", "with a colleague"),
        ("with JunFarrowdeep’s help", "with a colleague’s help"),
        ("thanks @jun!", "thanks a colleague!"),
        ("in /home/jun/votes", "in /home/a colleague/votes"),
        ("jun@laptop", "a colleague@laptop"),
        ("Junie knew", "A colleague knew"),
        ("Jun is a month", "Jun is a month"),
        ("Farrowdeep is a village", "Farrowdeep is a village"),
    ],
)
def test_in_others_words_the_whole_name_and_what_is_listed_count(text: str, public: str) -> None:
    assert spoken(text, own=False) == public


@pytest.mark.parametrize("handle", ["will", "an", "fix", "x"])
def test_a_handle_that_is_a_word_of_any_sentence_counts_only_as_a_handle(handle: str) -> None:
    person = Person(handle, "Wilma Farrowdeep", is_anonymous=True)
    redactor = Redactor(make_finders(Dictionary(), [person]))
    text = f"it will fix an x, {handle.title()} and {handle}"
    assert redactor.replace_in(text) == text
    assert redactor.replace_in(f"@{handle}") == "a colleague"


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Jun, JUN and junk", "Jun, JUN and junk"),
        ("ask jun, or jf’s team", "ask a colleague, or a colleague’s team"),
        ("by ｊｕｎ", "by a colleague"),
        ("the log of (jun)", "the log of (a colleague)"),
        ("in jun_votes.py", "in a colleague_votes.py"),
    ],
)
def test_a_bare_handle_counts_as_it_is_written(text: str, public: str) -> None:
    assert spoken(text, own=False) == public


def test_a_bare_handle_counts_in_every_place_of_anothers_log(blog: Blog) -> None:
    blog.write_log(
        f"{DAY}/bo.md",
        "---\ntitle: jun at work\ntags: [jun, sql]\nwith: [jun]\n"
        "artefacts: [{title: jun, url: 'https://example.com/jun'}]\n---\n"
        f"{LEARNED}- I asked jun why `votes[jun]` was 12 ms, because ![jun](bo/jun.png 'jun').\n"
        "- It is at [x](https://example.com/?by=jun), because jun.example is gone.\n",
    )
    blog.write_log(f"{DAY}/jun.md", LEARNED)
    assert re.search(r"\bjun\b", published(blog)) is None


def test_a_bare_handle_of_somebody_named_stays(blog: Blog) -> None:
    blog.write_log(f"{DAY}/bo.md", f"{LEARNED}- I asked asha why it took 12 ms, because it did.\n")
    assert "I asked asha why" in published(blog)


def test_a_handle_that_can_be_no_word_counts_wherever_it_stands() -> None:
    person = Person("jun-f", "Jun Farrowdeep", is_anonymous=True)
    assert Redactor(make_finders(Dictionary(), [person])).replace_in("as jun_f says") == (
        "as a colleague says"
    )


def test_with_nobody_to_protect_there_is_nothing_to_look_for() -> None:
    assert Redactor(make_finders(Dictionary(), [])).find("Jun Farrowdeep") == []


def test_things_are_numbered_by_letters() -> None:
    assert [_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_an_anonymous_author_is_not_named_by_their_own_log(blog: Blog) -> None:
    blog.write_log(
        f"{DAY}/jun.md",
        "---\ntitle: Jun's day\ntags: [jun, sql]\n"
        "artefacts: [{title: x, url: 'https://example.com/jun'}]\n---\n"
        f"# Jun Farrowdeep's log\n\nI, Jun, learned this.\n\n{LEARNED}"
        "- My repository is https://github.com/jun/votes because it is.\n",
    )
    text = published(blog).lower()
    assert "votes must be on disk" in text
    assert "jun" not in text
    assert "farrowdeep" not in text


def test_who_shares_one_log_anonymously_is_not_named_in_that_session(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", f"---\nshare: anonymous\n---\n# Asha's day\n{LEARNED}")
    blog.write_log(f"{DAY}/bo.md", f"- Asha Rao showed me 12 things, because I asked.\n{LEARNED}")
    blog.write_log(f"{DAY}/session.md", "Asha Rao was the host.\n\nWelcome.\n")
    text = published(blog)
    assert "Asha" not in text
    assert "Welcome." in text


def test_a_pseudonym_is_all_that_is_known_of_somebody(blog: Blog) -> None:
    blog.write_log(f"{DAY}/hugo.md", f"By Hugo.\n\n{LEARNED}")
    blog.write_log(f"{DAY}/bo.md", f"{LEARNED}- @hugo measured 12 ms because of the fog.\n")
    text = published(blog)
    assert "The Night Keeper" in text
    assert "hugo" not in text.lower()


def test_show_says_where_somebody_is_not_named(blog: Blog) -> None:
    blog.write_log(f"{DAY}/jun.md", f"I am Jun.\n\n{LEARNED}")
    output = blog.run("show", f"content/logs/{DAY}/jun.md").output
    assert f"Replaced (content/logs/{DAY}/jun.md):\n  1:6: “a colleague” (people.yml)" in output


def test_a_template_that_nobody_filled_in_is_in_no_post(blog: Blog) -> None:
    blog.run("new", "--as", "asha", DAY)
    blog.write_log(f"{DAY}/bo.md", LEARNED)
    text = published(blog)
    assert "Asha" not in text
    assert "One person" in text


def test_a_name_with_markup_stays_text_in_an_article(blog: Blog) -> None:
    blog.write("content/people.yml", 'asha: {name: "A <b>x</b> [l](javascript:1)"}\n')
    blog.write_log(f"{DAY}/asha.md", f"---\nform: post\n---\n{LEARNED}")
    blog.run("condense")
    article = blog.read(f"content/site/posts/{DAY}-asha.md").split("---\n", 2)[2]
    assert r"\[l\](javascript:1)" in article
    assert "<b>" not in article


def test_an_address_of_an_artefact_cannot_leave_its_attribute(blog: Blog) -> None:
    address = 'https://x.y/"onmouseover="alert(1)'
    blog.write_log(
        f"{DAY}/asha.md", f"---\nartefacts: [{{title: t, url: '{address}'}}]\n---\n{LEARNED}"
    )
    assert '"onmouseover' not in published(blog)


def test_a_title_and_a_description_name_nobody_who_is_anonymous(blog: Blog) -> None:
    told = "---\ntitle: What Jun Farrowdeep {0}\ndescription: Jun Farrowdeep {0}\n{1}---\n"
    blog.write_log("2026-11-20/session.md", told.format("taught", ""))
    blog.write_log("2026-11-20/asha.md", told.format("wrote", "form: post\n") + "# Votes\n\nx\n")
    blog.run("condense")
    posts = (blog.root / "content/site/posts").glob("*.md")
    texts = [path.read_text(encoding="utf-8") for path in posts]
    assert len(texts) == 2
    assert "Jun" not in "".join(texts)
