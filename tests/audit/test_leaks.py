"""Each kind of leak, put into each kind of file on purpose, is found; what only looks so is not."""

from __future__ import annotations

import gzip
import io
import json
from base64 import b64encode
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from conftest import PEOPLE, PYPROJECT, Blog
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo
from tokens import make_token

from ldblog import processes
from ldblog.audit import site_secrets
from ldblog.audit.audit import audit_site
from ldblog.diagnostics import render_text
from ldblog.secrets.search import find_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HELD = "The heating in the third meeting room never worked before lunch"
SHORT = "Wolfgang shouted at everybody"
TOKEN = make_token("ghp_")
LOG = f"""\
---
mood: The quarterly numbers made everybody in the room rather nervous
# The lawyers still read the second draft of this before anybody else
---
## Learned

- Leases are cheaper than locks, because nobody waits for a lease that ran out.
- A log may say something twice without any harm being done to anybody here.
- Acme asked for it, and their build took four minutes and eleven seconds in the end.

<!-- The intern broke the coffee machine on purpose and nobody noticed until Monday -->

## Feedback

- {HELD}.
- {SHORT}!
- A log may say something twice without any harm being done to anybody here.
- The lead that everybody had read about the old way of doing these things.
"""


def png(words: str) -> bytes:
    made, info = io.BytesIO(), PngInfo()
    info.add_text("Comment", words, zip=True)
    Image.new("RGB", (2, 2)).save(made, "PNG", pnginfo=info)
    return made.getvalue()


def jpeg(words: str) -> bytes:
    made, exif = io.BytesIO(), Image.Exif()
    exif[ExifTags.Base.XPComment] = words.encode("utf-16-le")
    Image.new("RGB", (2, 2)).save(made, "JPEG", exif=exif)
    return made.getvalue()


def wrap(words: str) -> str:
    """Return words with tags between and in them, over several lines."""
    first, *rest = words.split(" ")
    return "<b>" + first[:1] + "</b>" + first[1:] + "\n  " + " <em>".join(rest) + "</em>"


# A place in a site: the name of the file, and its content with some words in it.
PLACES: dict[str, Callable[[str], str | bytes]] = {
    "page.html": lambda it: f"<p>{escape(it)}</p>",
    "broken.html": lambda it: f"<p>{wrap(it)}</p>",
    "attribute.html": lambda it: f'<img src="a.png" alt="{escape(it)}">',
    "comment.html": lambda it: f"<!-- {it} -->",
    "entities.html": lambda it: "<p>" + "".join(f"&#{ord(mark)};" for mark in it) + "</p>",
    "ld.html": lambda it: f'<script type="application/ld+json">{json.dumps({"a": it})}</script>',
    "hyphens.html": lambda it: "<p>" + it[:1] + "&shy;\u200b" + it[1:] + "</p>",
    "feed.xml": lambda it: f"<entry>{escape('<p>' + escape(it) + '</p>')}</entry>",
    "sitemap.xml": lambda it: f"<loc>https://example.com/{quote(it, safe='')}/</loc>",
    "picture.svg": lambda it: f"<svg><metadata>{escape(it)}</metadata></svg>",
    "search.json": lambda it: "{" + "".join(f"\\u{ord(mark):04x}" for mark in it) + "}",
    "words.pf_fragment": lambda it: gzip.compress(b"pagefind_dcd" + json.dumps([it]).encode()),
    "sitemap.xml.gz": lambda it: gzip.compress(it.encode()),
    "metadata.png": png,
    "metadata.jpg": jpeg,
    "behind.png": lambda it: png("") + it.encode(),
    "ours.js": lambda it: f"const said = {json.dumps(it)};",
    "ours.css": lambda it: f"/* {it} */",
    "encoded.html": lambda it: f"<a href='data:,{b64encode(('x ' + it).encode()).decode()}'>a</a>",
    "readme.md": lambda it: f"**{it}**",
    "program.bin": lambda it: b"\0\xff\xfe" + it.encode() + b"\0",
}
KINDS = {
    "LD080": f"token {TOKEN} here",
    "LD081": "we did it for Acme's people",
    "LD082": HELD,
    "LD083": "as Jun Farrowdeep said",
    "LD084": "{root}/content/x.md",
    "LD085": "content/logs/2026-11-20/asha.md",
}


def write_project(blog: Blog) -> None:
    listed = "# Only the sales people may ever look at this list\ncustomers:\n  Acme: a client\n"
    blog.write("content/redact.yml", listed)
    blog.write_log("2026-11-20/asha.md", LOG)
    blog.write("mkdocs.yml", "site_name: Days\n")
    blog.write("content/site/about.md", "Say it in `/tmp/days.log`, or ask the hosts first.\n")
    old = "The lead that everybody had read about the old way of doing these things."
    blog.write("content/site/posts/2026-11-06.md", f"---\ntitle: Old\n---\n{old}\n")


def audit(blog: Blog) -> list[str]:
    found = audit_site(blog.project, blog.root / "site")
    return [render_text(one) for one in found]


@contextmanager
def read_by(processors: int) -> Iterator[None]:
    """Let copies of this process read sites, one for each of some processors."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processes, "count_processors", lambda: processors)
        # What runs the tests may have threads.
        patch.setattr(processes, "list_threads", list)
        yield


@pytest.fixture(scope="module", params=[1, 2], ids=["read in one go", "read by copies"])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what is found in a site with each kind of leak in each kind of file."""
    blog = Blog(tmp_path_factory.mktemp("leaks"))
    blog.write("pyproject.toml", PYPROJECT)
    blog.write("content/people.yml", PEOPLE)
    write_project(blog)
    for code, words in KINDS.items():
        for number, (name, make) in enumerate(PLACES.items()):
            # A line that stands in two files is reported once.
            said = f"{words.format(root=blog.root)} {code} {number}"
            content = make(said)
            raw = content.encode() if isinstance(content, str) else content
            blog.write(f"site/{code}/{name}", raw)
    with read_by(request.param):
        return audit(blog)


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("code", KINDS)
def test_a_leak_is_found_in_any_place(found: list[str], code: str, name: str) -> None:
    codes = {one.split(": ")[1][:5] for one in found if one.startswith(f"site/{code}/{name}:")}
    assert codes == {code}


def test_nothing_that_is_printed_quotes_what_was_found(found: list[str]) -> None:
    text = "\n".join(found)
    assert "Acme" not in text
    assert TOKEN not in text
    assert "heating" not in text
    assert "Farrowdeep" not in text


def test_a_finding_names_the_file_and_the_line_of_the_log(blog: Blog) -> None:
    write_project(blog)
    blog.write("site/a/index.html", f"<p>a</p>\n<p>b</p>\n<p>{wrap(HELD)}</p>\n<p>c</p>\n")
    assert audit(blog) == [
        "site/a/index.html:4:1: LD082 this is held back: content/logs/2026-11-20/asha.md:15 "
        "(take it out)"
    ]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (f"{SHORT}.", "content/logs/2026-11-20/asha.md:16"),
        ("the quarterly numbers made everybody in the room", "content/logs/2026-11-20/asha.md:2"),
        ("still read the second draft of this before anybody", "content/logs/2026-11-20/asha.md:3"),
        (
            "broke the coffee machine on purpose and nobody noticed",
            "content/logs/2026-11-20/asha.md:11",
        ),
        ("only the sales people may ever look at", "content/redact.yml:1"),
        ("Bo Lin", "content/people.yml:6"),
        ("for Acme, said one", "content/logs/2026-11-20/asha.md:9"),
    ],
)
def test_whatever_is_held_back_is_looked_for(blog: Blog, words: str, place: str) -> None:
    write_project(blog)
    if "Bo" not in words:
        blog.write("content/site/posts/2026-11-13.md", "By Bo Lin.\n")
    blog.write("site/a.html", f"<p>{words}</p>")
    [found] = audit(blog)
    assert place in found


@pytest.mark.parametrize(
    "words",
    [
        "A log may say something twice without any harm being done to anybody here.",
        "The lead that everybody had read about the old way of doing these things.",
        "their build took four minutes and eleven seconds in the end",
        "The heating in the third meeting room worked",
        "everybody at shouted Wolfgang",
        "Ray and Jenkins like the Adam optimizer; an acmeist is no customer, nor is acmes2",
        "Jun and June and a Hugo",
        "see /tmp/days.log, and https://example.com/tmp/x",
        "logs are in content/logs and content/site/posts/a.md",
        "Rust, AKIA and ghp_ are no tokens",
        "2026-11-20 was a Friday",
    ],
)
def test_what_only_looks_like_a_leak_is_left_alone(blog: Blog, words: str) -> None:
    write_project(blog)
    blog.write("site/a.html", f"<p>{words}</p>\n<p>{words}</p>")
    assert audit(blog) == []


PRIVATE = """\
---
with: [anyone]
agreed: wolfgang2000
expenses:
- what: Train ticket
  amount: 48.90
  currency: EUR
- what: A room in the little hotel by the harbour for one night
  amount: 120
  currency: EUR
---
## Plan

- Read the paper on spanning trees that nobody has understood so far.

## Learned

- Leases are cheaper than locks, because nobody waits for a lease that ran out.
"""


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Train ticket | 48.9 | EUR", "content/logs/2026-11-20/asha.md:4"),
        ("room in the little hotel by the harbour", "content/logs/2026-11-20/asha.md:4"),
        ("the paper on spanning trees that nobody has", "content/logs/2026-11-20/asha.md:14"),
        ("@U012AB3CD", "content/people.yml:1"),
        ("2026-12-21 to 2027-01-02", "content/people.yml:1"),
    ],
)
def test_what_colleagues_alone_may_know_is_looked_for(blog: Blog, words: str, place: str) -> None:
    who = "asha: {name: Asha Rao, slack: U012AB3CD, away: [2026-11-20, 2026-12-21 to 2027-01-02]}\n"
    blog.write("content/people.yml", who)
    blog.write_log("2026-11-20/asha.md", PRIVATE)
    blog.write("site/a.html", f"<p>{words}</p>")
    [found] = audit(blog)
    assert place in found
    blog.write("site/a.html", "<p>On 2026-11-20 anyone could take the train.</p>")
    assert audit(blog) == []


def test_who_is_anonymous_in_one_session_is_not_named_in_its_articles(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", "---\nshare: anonymous\n---\n" + LOG[4:].split("---\n")[1])
    blog.write("content/site/about.md", "Asha Rao and Bo Lin and the rest of us.\n")
    blog.write("site/2026-11-20/index.html", "<nav>Asha Rao</nav><article><p>b</p></article>")
    blog.write("site/2026-11-13/index.html", "<article><p>Asha Rao</p></article>")
    assert audit(blog) == []
    blog.write("site/2026-11-20/index.html", "<article><p>By Asha Rao</p></article>")
    [found] = audit(blog)
    assert found.startswith("site/2026-11-20/index.html:1:1: LD083 ")


def test_without_logs_the_audit_looks_for_what_is_there(blog: Blog) -> None:
    (blog.root / "content/logs").rmdir()
    blog.write("site/a.html", "<p>Hugo Seaworth</p>")
    [found] = audit(blog)
    assert "LD083 the name or handle of somebody who is not named (take it out)" in found
    (blog.root / "content/people.yml").unlink()
    assert audit(blog) == []


def test_a_secret_that_a_log_allows_may_be_in_the_site(blog: Blog) -> None:
    blog.write("site/a.html", f"<p>{TOKEN}</p>")
    assert "LD080" in audit(blog)[0]
    blog.write_log("2026-11-20/asha.md", f"- {TOKEN} <!-- allow-secret: documented -->\n")
    assert audit(blog) == []


def test_who_allows_a_secret_is_looked_for_in_what_mentions_that_only(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.write("site/a.html", f"<p>{TOKEN}</p>")
    blog.write_log("2026-11-20/asha.md", f"- {TOKEN} <!-- ALLOW-Secret: documented -->\n")
    blog.write_log("2026-11-06/bo.md", "- Nothing that is secret.\n")
    read: list[str] = []

    def find(text: str, *rest: object) -> object:
        read.append(text)
        return find_secrets(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(site_secrets, "find_secrets", find)

    assert audit(blog) == []
    assert [text for text in read if "Nothing" in text] == []
    assert [text for text in read if "documented" in text] != []


def test_a_secret_that_only_its_log_makes_one_is_found_and_its_line_told(blog: Blog) -> None:
    secret = make_token("ghp_")[4:20]
    blog.write_log("2026-11-20/asha.md", f'Learned\n\n    password = "{secret}"\n')
    blog.write("site/a.html", f"<p>{secret}</p>")
    [found] = audit(blog)
    assert "LD080" in found
    assert "content/logs/2026-11-20/asha.md:3" in found
    assert secret not in found


@pytest.mark.parametrize("at", [3, 4])
def test_secrets_that_only_this_project_knows_are_found_by_copies_too(blog: Blog, at: int) -> None:
    blog.write("pyproject.toml", '[tool.ldblog.secret_patterns]\npass = "lw-[a-z]{6}"\n')
    secret = make_token("ghp_")[4:20]
    blog.write_log("2026-11-20/asha.md", f'Learned\n\n    password = "{secret}"\n')
    for number in range(2 * processes.LEAST):
        said = {at: f"{secret} and", at + 1: "lw-abcdef"}.get(number, "")
        blog.write(f"site/{number:02}.html", f"<p>{said} nothing {number}</p>")
    with read_by(2):
        found = audit(blog)
    assert [one.split(": ")[0] for one in found] == [
        f"site/{at:02}.html:1:1",
        f"site/{at + 1:02}.html:1:1",
    ]


def test_the_companys_own_patterns_are_secrets_in_a_site_too(blog: Blog) -> None:
    patterns = '[tool.ldblog.secret_patterns]\npass = "lw-[a-z]{6}"\n'
    blog.write("pyproject.toml", patterns)
    blog.write("site/a.html", "<p>lw-abcdef</p>")
    [found] = audit(blog)
    assert "LD080 a secret: pass" in found
