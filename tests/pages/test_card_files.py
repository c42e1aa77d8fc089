"""The cards of a blog: what each says, drawn once and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_feeds import ARTICLE, ASHA, BLOG, BO, OWN, POSTS, post_of

from ldblog.packed import find_theme
from ldblog.pages.blog import Blog
from ldblog.pages.card_files import FONTS, compose_cards, find_cards
from ldblog.pages.cards import Card, Painter

if TYPE_CHECKING:
    from conftest import Blog as Folder


def test_each_card_says_the_title_the_day_and_who() -> None:
    assert compose_cards(BLOG, POSTS) == {
        "assets/cards/index.png": Card(
            "What we learned.", ("blog.example.com/days",), "Lanternworks"
        ),
        "assets/cards/2026-11-20.png": Card(
            "Races", ("20 November 2026", "3 people"), "20 November 2026"
        ),
        "assets/cards/welcome.png": Card("Welcome", ("2 October 2026", ""), "2 October 2026"),
    }


@pytest.mark.parametrize(
    ("authors", "said"), [("[asha]", "Asha Rao"), ("[bo, asha]", "Bo Lin and Asha Rao")]
)
def test_one_or_two_people_are_named(authors: str, said: str) -> None:
    post = post_of(f"---\ntitle: A\ndate: 2026-11-20\nauthors: {authors}\n---\nA\n", "a.md")

    assert compose_cards(BLOG, [post])["assets/cards/a.png"].below[1] == said
    assert {ASHA, BO} >= set(post.authors)


def test_one_who_is_not_named_is_a_person() -> None:
    text = """\
    ---
    title: 'Learning Day, 20 November 2026: '
    date: 2026-11-20
    slug: a
    entries: [{anchor: colleague-1, name: A colleague}]
    ---
    ### A colleague { #colleague-1 }
    """

    card = compose_cards(BLOG, [post_of(text)])["assets/cards/a.png"]

    assert card.below == ("20 November 2026", "1 person")
    assert card.title == "Learning Day, 20 November 2026:"


def test_a_card_is_drawn_once_and_what_is_not_used_is_thrown_away(
    blog: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = find_cards(blog.project, BLOG, POSTS)
    with monkeypatch.context() as patch:
        patch.setattr(Painter, "draw", lambda *_: pytest.fail("drawn again"))
        again = find_cards(blog.project, BLOG, POSTS)
        fewer = find_cards(blog.project, BLOG, [OWN])

    assert again == first
    assert set(first) - set(fewer) == {"assets/cards/2026-11-20.png"}
    assert len(list((blog.project.cache / "cards").iterdir())) == 2
    assert find_cards(blog.project, BLOG, POSTS) == first


def test_an_image_of_its_own_needs_no_card(blog: Folder) -> None:
    assert list(find_cards(blog.project, BLOG, [ARTICLE])) == ["assets/cards/index.png"]


def test_without_an_address_there_are_no_cards(blog: Folder) -> None:
    assert find_cards(blog.project, Blog("Lanternworks"), POSTS) == {}


def test_a_font_of_the_blogs_own_is_drawn_in_place_of_ours(blog: Folder) -> None:
    ours = find_cards(blog.project, BLOG, [OWN])
    other = (find_theme() / FONTS / "atkinson-mono-latin.woff2").read_bytes()
    blog.write(f"theme/{FONTS}/literata-600-latin.woff2", other)
    assert find_cards(blog.project, BLOG, [OWN]) != ours
