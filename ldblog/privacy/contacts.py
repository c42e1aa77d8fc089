"""What is replaced in every log, listed or not: e-mail addresses, phone numbers, inner hosts.

Each finder yields what it is sure of: a version number is no address, and neither is a
networking book's ``10.0.0.0/8``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ldblog.privacy.hits import Hit
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    import ipaddress
    from collections.abc import Iterator

MAIL, PHONE, ADDRESS, HOST = "e-mail address", "phone number", "IP address", "internal host"
_INSTEAD = {kind: f"an {kind}" for kind in (MAIL, ADDRESS, HOST)} | {PHONE: f"a {PHONE}"}

# The user of git@host:owner/repository is nobody.
_MAIL = compile_late(
    r"(?<![\w.+%-])(?!git@)[\w](?:[\w.+%'-]{0,62}[\w+-])?@(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,8}"
    r"[^\W\d_]{2,24}(?![\w@]|\.\w)"
)
# What _MAIL takes at most before the @ and from there, and some more.
_MAX_USER, _MAX_DOMAIN = 64, 600
_IPV4 = compile_late(
    r"(?<![\w.])(?<![A-Za-z]-)(?<![=^~]=)(?<![=^~]= )(?:10|172|192|169|100)(?:\.\d{1,3}){3}"
    r"(?!\w|\.\w|[-+][A-Za-z])(?P<net>/\d{1,2}(?!\d))?"
)
_VERSION = compile_late(r"(?:\bv|\b(?:version|release|ver|build|rev)\.?:?|[=~^><]=?) ?$", re.I)
_IPV6 = compile_late(
    r"(?<![\w:.])f[cde][0-9a-f]{2}(?::[0-9a-f]{0,4}){2,7}(?![\w:])(?:%\w+)?(?:/\d{1,3})?", re.I
)
_IMPORT = compile_late(r"(?:^|\n)[ \t]*import (?:static )?$")
_PRIVATE = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "100.64.0.0/10",
    "fc00::/7",
    "fe80::/10",
)
# Letters that are an i or an s where case makes no difference.
_SAME_LETTERS = (("\u0131", "i"), ("\u0307", ""), ("\u017f", "s"))
_BETWEEN_SPACES = compile_late(r"\S+")
# Without one of these, which are found far sooner, there is no address and no number.
_MAYBE_IPV4 = compile_late(r"\d\.\d{1,3}\.\d{1,3}\.\d")
_MAYBE_IPV6 = compile_late(r"[fF][c-eC-E][0-9a-fA-F]{2}:")
_MANY_DIGITS = compile_late(r"\d(?:[ ()/.-]{0,2}\d){6}")
# What the library takes for marks within a number, and the digits that the shortest has: eight
# where they begin with a 1, in North America, and four elsewhere, in Germany. An x can be a 9,
# and any word that an extension follows can be digits, too.
_MARKS = (
    r"[-x\u2010-\u2015\u2212\u30fc\uff0d-\uff0f \u00a0\u00ad\u200b\u2060\u3000()"
    r"\uff08\uff09\uff3b\uff3d.\[\]/~\u2053\u223c\uff5e]"
)
_DIGIT = rf"{_MARKS}{{0,4}}[\dx]"
_MAYBE_PHONE = compile_late(
    rf"[+\uff0b]{_MARKS}{{0,9}}(?:(?!1)[\dx](?:{_DIGIT}){{3}}|1(?:{_DIGIT}){{7}}"
    rf"|[\dx](?:{_DIGIT}){{0,6}}[ \u00a0\t,;]*{_MARKS}{{0,4}}"
    rf"(?:e?xt|anexo|int|доб|\uff45?\uff58\uff54|\uff49\uff4e\uff54))",
    re.I,
)
# As many dial a +. Numbers of other kinds begin so, too, so it must be one that can be called.
_MAYBE_DIALLED = compile_late(r"(?<![\w.,:+/-])00(?=[1-9](?:[ ()/.-]{0,2}\d){7})")
_DIGITS = r"\d(?:[ ()/.-]{0,2}\d){6,13}"
_SAID_PHONE = compile_late(
    rf"(?:\b(?:tel|phone|telephone|mobile|cell|fax|whatsapp|telefon|handy|call me|call us)\b"
    rf"(?: (?:number|no|nr|is|at|on)\b\.?){{0,2}}[ .:]{{0,3}})(?P<number>\(?{_DIGITS})(?![\w.-]\d)",
    re.I,
)
_US_PHONE = compile_late(r"(?<![\w.(/+-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\w/-]|\.\d)")


def find_contacts(text: str, hosts: tuple[str, ...]) -> Iterator[Hit]:
    """Yield the addresses, numbers and hosts in a text; ``hosts`` are patterns like ``*.corp``."""
    yield from (_hit(span, MAIL) for span in _find_mails(text))
    yield from (_hit(span, ADDRESS) for span in _find_addresses(text))
    yield from (_hit(span, PHONE) for span in _find_phones(text))
    yield from (_hit(span, HOST) for span in _find_hosts(text, hosts))


def _find_mails(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses stand; only the words with an @ are looked at."""
    end, at = 0, text.find("@")
    while at >= 0:
        space = max(text.rfind(" ", end, at), text.rfind("\n", end, at))
        starts = range(max(end, space + 1, at - _MAX_USER), at)
        matches = (_MAIL.match(text, start, at + _MAX_DOMAIN) for start in starts)
        found = next(filter(None, matches), None)
        if found:
            yield found.span()
        end = found.end() if found else at + 1
        at = text.find("@", end)


def _find_hosts(text: str, hosts: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where hosts stand; only the words that may have one are looked at."""
    if not hosts or not _may_name_host(text, hosts):
        return
    pattern = _host_pattern(hosts)
    for word in _BETWEEN_SPACES.finditer(text):
        for found in pattern.finditer(text, *word.span()) if _may_name_host(word[0], hosts) else ():
            if not _is_module(text, *found.span()):
                yield found.span()


def _may_name_host(text: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether a text has all that is not wild of any host."""
    lower = text.lower()
    if not text.isascii():
        for letter, same in _SAME_LETTERS:
            lower = lower.replace(letter, same)
    return any(all(it in lower for it in parts) for parts in _parts_of(hosts))


@cache
def _parts_of(hosts: tuple[str, ...]) -> list[list[str]]:
    # Beyond ASCII, letters that look otherwise can be the same without their case.
    return [host.lower().split("*") if host.isascii() else [] for host in hosts]


def _is_module(text: str, start: int, end: int) -> bool:
    """Tell whether code imports what would be a host elsewhere."""
    before = text[max(0, start - 20) : start]
    is_from = before.endswith("from ") and text.startswith(" import ", end)
    return is_from or _IMPORT.search(before) is not None


def _hit(span: tuple[int, int], kind: str) -> Hit:
    return Hit(*span, _INSTEAD[kind], kind)


def _find_addresses(text: str) -> Iterator[tuple[int, int]]:
    for found in _IPV4.finditer(text) if _MAYBE_IPV4.search(text) else ():
        is_version = _VERSION.search(text[max(0, found.start() - 12) : found.start()])
        if not is_version and _is_private(found[0]):
            yield found.span()
    for found in _IPV6.finditer(text) if _MAYBE_IPV6.search(text) else ():
        if _is_private(found[0]):
            yield found.span()


def _is_private(text: str) -> bool:
    """Tell whether an address is of a private net; that net itself is in every textbook."""
    import ipaddress  # noqa: PLC0415 - slow to import, and seldom needed

    try:
        net = ipaddress.ip_interface(text)
    except ValueError:
        return False
    nets = _private_nets()
    inside = any(net.ip.version == own.version and net.ip in own for own in nets)
    return inside and net.network not in nets


@cache
def _private_nets() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    import ipaddress  # noqa: PLC0415 - as above

    return [ipaddress.ip_network(net) for net in _PRIVATE]


def _find_phones(text: str) -> Iterator[tuple[int, int]]:
    dialled, times = text, 0
    if _MANY_DIGITS.search(text):
        yield from (found.span("number") for found in _SAID_PHONE.finditer(text))
        yield from (found.span() for found in _US_PHONE.finditer(text))
        dialled, times = _MAYBE_DIALLED.subn(" +", text)
    if times or _MAYBE_PHONE.search(text):
        # Slow to import, and seldom needed.
        from phonenumbers import Leniency, PhoneNumberMatcher  # noqa: PLC0415

        # As many as there can be: else it gives up on a text that is full of what is no number.
        tries = len(text)
        for found in PhoneNumberMatcher(text, None, Leniency.POSSIBLE, tries):
            yield found.start, found.end
        for found in PhoneNumberMatcher(dialled, None, Leniency.VALID, tries) if times else ():
            if text.startswith("00", found.start - 1):
                yield found.start - 1, found.end


@cache
def _host_pattern(hosts: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds hosts by their patterns, each with its port and path."""
    label = r"[^\W_](?:[\w-]{0,62}\w)?"
    wild = [re.escape(host).replace(r"\*", rf"(?:{label}\.){{0,8}}{label}") for host in hosts]
    return re.compile(
        rf"(?<![\w.-])(?:{'|'.join(wild)})(?![\w(-]|\.\w)(?::\d+)?(?:/(?:[^\s<>\"')\]]*[\w/=&#-])?)?",
        re.I,
    )
