"""Old addresses: the record of them, and the pages that send on."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.errors import LdblogError
from ldblog.withdrawing.redirects import (
    add_redirects,
    address_of,
    parse_redirects,
    render_redirects,
    render_stub,
    resolve,
)

ADDRESSES = st.sampled_from(["", "a", "b", "c", "2026-11-20", "2026-11-20-asha"])
OLD = ADDRESSES.filter(bool)


@given(st.dictionaries(OLD, ADDRESSES), st.dictionaries(OLD, ADDRESSES), st.sets(OLD))
def test_no_chain_no_loop_and_nothing_over_a_page(
    known: dict[str, str], new: dict[str, str], pages: set[str]
) -> None:
    found = add_redirects(known, new, pages)

    assert pages.isdisjoint(found)
    assert not set(found.values()) & set(found)
    assert found.keys() == (known.keys() | new.keys()) - pages


@given(st.dictionaries(OLD, ADDRESSES))
def test_a_record_is_read_as_it_was_written(redirects: dict[str, str]) -> None:
    assert parse_redirects("x", render_redirects(redirects)) == redirects


def test_an_address_that_is_none_resolves_to_itself() -> None:
    assert resolve({"a": "b"}, "c") == "c"


@pytest.mark.parametrize(
    "text",
    [
        "- a\n",
        "'../a': b\n",
        "/a: b\n",
        ".git: b\n",
        "a/../b: c\n",
        "a: https://example.com\n",
        "a: 1\n",
        "a: '\"'\n",
        "a: b\na: c\n",
    ],
)
def test_what_is_no_address_is_refused_with_the_name_of_the_record(text: str) -> None:
    with pytest.raises(LdblogError, match=r"^content/site/\.redirects\.yml:"):
        parse_redirects("content/site/.redirects.yml", text)


def test_the_address_of_a_post_is_its_slug_else_its_name() -> None:
    assert address_of("a.md", "---\nslug: b\n---\n") == "b"
    assert address_of("a.md", "Words.\n") == "a"


@pytest.mark.parametrize("site_url", ["https://example.com/", "https://example.com/blog/", ""])
@pytest.mark.parametrize("as_folders", [True, False])
@pytest.mark.parametrize("old", ["2026-11-20-asha", "archive/old"])
@pytest.mark.parametrize("new", ["2026-11-20", "archive/new", ""])
def test_a_stub_leads_to_the_page_without_script_and_is_not_indexed(
    old: str, new: str, as_folders: bool, site_url: str
) -> None:
    stub = render_stub(old, new, site_url, as_folders=as_folders)

    here = (site_url or "https://e.com/") + (f"{old}/" if as_folders else f"{old}.html")
    targets = re.findall(r'url=([^"]+)"', stub) + re.findall(r' href="([^"]+)"', stub)
    page = "" if not new else f"{new}/" if as_folders else f"{new}.html"
    assert {urljoin(here, it) for it in targets} == {(site_url or "https://e.com/") + page}
    assert len(targets) == 3
    assert "<script" not in stub
    assert '<meta name="robots" content="noindex">' in stub
