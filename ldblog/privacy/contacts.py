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
# Without one of these, which are found far sooner, there is no address and no number.
_DOTTED = compile_late(r"\d\.\d")
_MANY_DIGITS = compile_late(r"\d(?:[ ()/.-]{0,2}\d){6}")
_MAYBE_PHONE = compile_late(r"\+\s?\(?\d")
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
    if "@" in text:
        yield from (_hit(found.span(), MAIL) for found in _MAIL.finditer(text))
    yield from (_hit(span, ADDRESS) for span in _find_addresses(text))
    yield from (_hit(span, PHONE) for span in _find_phones(text))
    if hosts and _may_name_host(text, hosts):
        for found in _host_pattern(hosts).finditer(text):
            if not _is_module(text, *found.span()):
                yield _hit(found.span(), HOST)


def _may_name_host(text: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether a text has all that is not wild of any host."""
    if not "".join((text, *hosts)).isascii():  # beyond, other letters are the same without case
        return True
    lower = text.lower()
    return any(all(it in lower for it in host.lower().split("*")) for host in hosts)


def _is_module(text: str, start: int, end: int) -> bool:
    """Tell whether code imports what would be a host elsewhere."""
    before = text[max(0, start - 20) : start]
    is_from = before.endswith("from ") and text.startswith(" import ", end)
    return is_from or _IMPORT.search(before) is not None


def _hit(span: tuple[int, int], kind: str) -> Hit:
    return Hit(*span, _INSTEAD[kind], kind)


def _find_addresses(text: str) -> Iterator[tuple[int, int]]:
    for found in _IPV4.finditer(text) if _DOTTED.search(text) else ():
        is_version = _VERSION.search(text[max(0, found.start() - 12) : found.start()])
        if not is_version and _is_private(found[0]):
            yield found.span()
    for found in _IPV6.finditer(text) if text.count(":") > 1 else ():
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

        for found in PhoneNumberMatcher(text, None, leniency=Leniency.POSSIBLE):
            yield found.start, found.end
        for found in PhoneNumberMatcher(dialled, None, leniency=Leniency.VALID) if times else ():
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
