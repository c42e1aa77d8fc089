"""Addresses, numbers and inner hosts are found, and what only looks like them is not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from phonenumbers import Leniency, PhoneNumberMatcher

from ldblog.config import Config
from ldblog.privacy import contacts
from ldblog.privacy.contacts import HOST, MAIL, find_contacts

HOSTS = Config().internal_hosts


def found(text: str) -> list[str]:
    """Return what is found in a text."""
    return sorted({text[hit.start : hit.end] for hit in find_contacts(text, HOSTS)})


@pytest.mark.parametrize(
    "text",
    [
        "git clone git@github.com:owner/repository.git",
        "npm i react@18.2.0 and @types/node, a@b",
        "def f(): ...  # @app.route('/x')",
        "version 10.0.1.2-rc, v10.0.1.2, foo-10.0.1.2.tar.gz and lib==10.0.1.2",
        "pip install 'x>=10.0.0.1', release 10.2.3.4",
        "10.0.0 and 10.0.1 are versions, 10.300.1.2 is nothing",
        "the nets 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16",
        "8.8.8.8, 127.0.0.1, 0.0.0.0 and 192.0.2.1 are everybody's",
        "172.32.0.1 and 100.200.1.1 are public",
        "::1, 2001:db8::1, fe00::1, fade:in and fc1 are fine",
        "1,234,567,890 rows in 2026-11-20 12:00:00",
        "call 3 times 1000 12",
        "0049, 00:00:12, order 00123456 and 0x0049 30 901820",
        "+12 345 lines and -3, 1+1",
        "555-1234 and 2026-11-2012",
        "threading.local() and com.acme.internal.Foo and .env.local and settings.locale",
        "the internal corp local net",
    ],
)
def test_what_only_looks_like_an_address_stays(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("write to ada.lovelace+x@example.com.", "ada.lovelace+x@example.com"),
        ("<josé@exämple.de>", "josé@exämple.de"),
        ("at 10.1.2.3, then", "10.1.2.3"),
        ("10.1.2.0/24", "10.1.2.0/24"),
        ("http://192.168.1.10:80/x", "192.168.1.10"),
        ("[fd12:3456::1]:80", "fd12:3456::1"),
        ("fe80::1%eth0 is up", "fe80::1%eth0"),
        ("+49 (30) 123456-78", "+49 (30) 123456-78"),
        ("call +1 202 555 0143 now", "+1 202 555 0143"),
        ("\uff0b49 30 901820", "\uff0b49 30 901820"),
        ("+   49 30 901820", "+   49 30 901820"),
        ("from 0049 (30) 901820 or so", "0049 (30) 901820"),
        ("0044-20-7946-0958, ask", "0044-20-7946-0958"),
        ("(202) 555-0143", "(202) 555-0143"),
        ("202-555-0143", "202-555-0143"),
        ("phone: 030 1234567", "030 1234567"),
        ("on Jenkins.CORP, it", "Jenkins.CORP"),
        ("db-1.eu.internal:5432/app is", "db-1.eu.internal:5432/app"),
        ("see nas.local/a/b.", "nas.local/a/b"),
    ],
)
def test_an_address_is_found_as_a_whole(text: str, stretch: str) -> None:
    assert found(text) == [stretch]


def test_a_number_is_found_behind_ever_so_many_that_are_none() -> None:
    assert found("+1 a " * 66_000 + "\n\nring +44 20 7946 0958 now") == ["+44 20 7946 0958"]


def test_hosts_are_those_that_the_project_names() -> None:
    text = "jenkins and db.lan"
    hits = find_contacts(text, ("jenkins", "*.lan"))
    assert [text[hit.start : hit.end] for hit in hits] == ["jenkins", "db.lan"]
    assert list(find_contacts("db.corp", ())) == []


# What addresses, numbers and hosts are made of, and letters that are others without their case.
PIECES = st.sampled_from([
    *" \n\t@.:/-+%'(=aZ0", "jo", "me@x.de", "git@", "@b.io", "10", ".1", "fd12", ":1", "v", "+49 ",
    "00", "30 12", "555-", "0143", "tel ", ".corp", "db", ".INTERNAL", ".\u0130nternal", "é",
    ".\u0131nternal", ".local", "()", "import ", "x" * 70, "jenkin\u017f", "\u212a",
])  # fmt: skip


NUMBER_PIECES = st.sampled_from([
    *"+\uff0b(-. x/[]\u20101\u0661", "49", "2", "30 12", "23456", "ext", "int", "доб", "#", ", ",
])  # fmt: skip


@example("+1+49 22")
@example("+1 2345678")
@example("+x1x30 12xx/3")
@example("+441ext 11.x")
@example("+491int 23456")
@example("+490ext.1")
@example("+441доб 30 1230")
@example("\uff0b(49)-22")
@example("+[(49.-2\u00a02")
@given(text=st.lists(NUMBER_PIECES, max_size=12).map("".join))
def test_what_looks_for_numbers_is_asked_of_all_texts_that_have_any(text: str) -> None:
    numbers = PhoneNumberMatcher(text, None, Leniency.POSSIBLE, len(text))
    assert not numbers.has_next() or contacts._MAYBE_PHONE.search(text)


@example("db.\u0130nternal, db.\u0131nternal")
@example("jenkin\u017f")
@given(text=st.lists(PIECES, max_size=25).map("".join))
def test_a_quick_look_finds_all_that_a_long_one_does(text: str) -> None:
    hosts = (*HOSTS, "jenkins", "k*.lan")
    hits = list(find_contacts(text, hosts))
    spans = {kind: [hit[:2] for hit in hits if hit.source == kind] for kind in (MAIL, HOST)}
    assert spans[MAIL] == [found.span() for found in contacts._MAIL.finditer(text)]
    everywhere = [found.span() for found in contacts._host_pattern(hosts).finditer(text)]
    assert spans[HOST] == [it for it in everywhere if not contacts._is_module(text, *it)]
    # What tells whether to look at all finds something wherever the looking does.
    for long, quick in (
        (contacts._IPV4, contacts._MAYBE_IPV4),
        (contacts._IPV6, contacts._MAYBE_IPV6),
        (contacts._SAID_PHONE, contacts._MANY_DIGITS),
        (contacts._US_PHONE, contacts._MANY_DIGITS),
        (contacts._MAYBE_DIALLED, contacts._MANY_DIGITS),
    ):
        assert not long.search(text) or quick.search(text)
