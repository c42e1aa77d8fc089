"""Published vectors put into a blog at every place that a log has, and what a browser makes of it.

A sentinel stands on both sides of each vector: ``qz7v12a`` belongs to the log of ``p7``, whose
entry, or article, is the only place of the site where it may be read.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from browsing import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CASES = ROOT / "tests" / "cases" / "xss"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c"
    "636000000002000148afa4710000000049454e44ae426082"
)
PYPROJECT = """\
[tool.ldblog]
time_zone = "UTC"
words_per_log = 1000000
words_per_post = 1000000
"""
MAX_TITLE = 280
SENTINEL = re.compile(r"qz(\d+)v\d+[ab]")

# Where a vector stands within a block of its own log; ``{s}`` and ``{e}`` are its sentinels.
INLINE = (
    "- Retries of {s} {v} {e} help because of jitter.\n",
    "Backoff of {s} {v} {e} helps because of jitter.\n",
    "The [{s} {v} {e}](https://example.com/{s}) explains why jitter helps.\n",
    "The [page {s} {e}](<{v}>) explains why jitter helps.\n",
    "The [page {s} {e}]({v}) explains why jitter helps.\n",
    'The [page {s} {e}](https://example.com "{v}") explains why jitter helps.\n',
    "The picture ![{s} {v} {e}](p{h}/p.png) explains why jitter helps.\n",
    "The picture ![{s} {v} {e}](https://evil.example/p.png) is why jitter helps.\n",
    "## Jitter {s} {v} {e}\n",
    "| a | b |\n|---|---|\n| {s} {v} {e} | helps because of jitter |\n",
    "> Quoted {s} **{v}** {e} helps because of jitter.\n",
    "The code {s} `` {v} `` {e} helps because of jitter.\n",
)


def read_vectors() -> list[str]:
    """Return all vectors, each once."""
    names = ("owasp.json", "dompurify.json", "markdown.json")
    lists = [json.loads((CASES / name).read_text("utf-8")) for name in names]
    # A log with a NUL byte is held back as a whole.
    return list(dict.fromkeys(vector for each in lists for vector in each if "\0" not in vector))


@dataclass
class Hostile:
    """A blog of vectors: where it is, and who wrote what into which session."""

    root: Path
    places: int = 0
    logs: dict[str, list[str]] = field(default_factory=dict)


def write_blog(
    root: Path, vectors: Sequence[str], places: int = len(INLINE), per_log: int = 24
) -> Hostile:
    """Write a blog whose logs hold each vector at some places of their bodies, in turns, or all.

    Each vector stands in a log and in an article, and in the tags, artefacts and titles of both.
    """
    blog = Hostile(root)
    for name in ("theme", "mkdocs.yml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    # Artefacts lead to example.com, which is not to be the blog's own address.
    settings = (root / "mkdocs.yml").read_text("utf-8").replace("//example.com", "//blog.example")
    _write(root / "mkdocs.yml", settings)
    _write(root / "pyproject.toml", PYPROJECT)
    _write(root / "content/people.yml", "nobody: {name: Nobody At All}\n")
    for name in ("index.md", "about.md", "tags.md"):
        _write(root / "content/site" / name, (ROOT / "content/site" / name).read_text("utf-8"))
    for number, start in enumerate(range(0, len(vectors), per_log)):
        some = vectors[start : start + per_log]
        session = f"2026-11-{1 + number % 3:02}"
        _write_log(blog, session, 2 * number + 1, some, places)
        _write_log(blog, session, 2 * number + 2, some, places)
    for session in blog.logs:
        folder = root / "content/logs" / session
        title, *_ = _titles(sorted(vectors, key=len)[len(session) :])
        # The host's words are ldblog's own entry's neighbours, and hostile all the same.
        raw = "\n\n".join(vectors[40:60])
        head = {"title": title, "description": title, "theme": title}
        _write(folder / "session.md", f"{_front_matter(head)}A day of jitter.\n\n{raw}\n")
    return blog


def _write_log(
    blog: Hostile, session: str, number: int, vectors: Sequence[str], places: int
) -> None:
    form = "log" if number % 2 else "post"
    handle = f"p{number}"
    folder = blog.root / "content/logs" / session
    blog.logs.setdefault(session, []).append(handle)
    titles = _titles(vectors)
    head: dict[str, Any] = {
        "form": form,
        "tags": [vector.replace(",", " ")[:120] for vector in vectors],
        "artefacts": [
            {"title": vector[:160], "url": f"https://example.com/{vector}"[:120]}
            for vector in vectors
        ],
        "title": titles[0],
        "description": titles[-1],
    }
    parts = ["## Learned\n"] if form == "log" else []
    for index, vector in enumerate(vectors):
        one = " ".join(vector.split())
        for at in range(index * places, (index + 1) * places):
            template = INLINE[(at + number // 2 * places) % len(INLINE)]
            marks = {"s": f"qz{number}v{at}a", "e": f"qz{number}v{at}b", "h": number}
            parts.append(template.format(v=one, **marks))
        blog.places += places + 3  # and in tags, and in titles and addresses of artefacts
    # Whole blocks come last: they may swallow what comes after them, of their own log alone.
    # To CommonMark a comment ends with the line that closes another; the audit, which refuses such
    # a build, reads on. So these stand within lines alone.
    blocks = [f"{vector}\n" for vector in vectors if "--><!--" not in vector]
    parts += blocks
    blog.places += len(blocks)
    _write(folder / f"{handle}.md", _front_matter(head) + "\n".join(parts))
    (folder / handle).mkdir()
    (folder / handle / "p.png").write_bytes(PNG)


def _titles(vectors: Sequence[str]) -> list[str]:
    """Return vectors joined into titles as long as a title may be."""
    titles = [""]
    for vector in vectors:
        text = " ".join(vector.split())[:MAX_TITLE]
        if len(titles[-1]) + len(text) >= MAX_TITLE:
            titles.append("")
        titles[-1] = f"{titles[-1]} {text}".strip()
    return titles


def _front_matter(values: dict[str, Any]) -> str:
    return f"---\n{yaml.safe_dump(values, allow_unicode=False, width=10**6)}---\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``ldblog`` in a blog as its user would."""
    command = [sys.executable, "-m", "ldblog", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@dataclass
class Seen:
    """What a browser saw of a site."""

    pages: int = 0
    ran: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    let_in: list[str] = field(default_factory=list)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)


# Runs before any script of a page, in each of its frames.
_HOOKS = """
for (const name of ["alert", "confirm", "prompt", "print", "open", "msgbox", "resizeTo"])
  window[name] = (...all) => { ldblogRan(`${name}(${all})`) }
addEventListener("securitypolicyviolation", event => ldblogRan(event.blockedURI))
"""
# What the page holds that only markup of a log could have brought, and the words of each section.
_LOOK = """() => {
  const odd = [], texts = {}, own = new Set(["http:", "https:", "mailto:"])
  for (const node of document.querySelectorAll("*")) {
    for (const attribute of node.attributes)
      if (/^on|^(srcdoc|formaction|background)$/i.test(attribute.name))
        odd.push(`${location.pathname}: <${node.localName} ${attribute.name}="${attribute.value}">`)
    const to = node.href?.baseVal ?? node.href ?? ""
    if (node.localName === "a" && !own.has(new URL(to, location).protocol))
      odd.push(`${location.pathname}: ${to}`)
  }
  const inside = document.querySelector("#content")
  for (const node of inside.querySelectorAll("script,iframe,object,embed,form,style,meta,base"))
    odd.push(`${location.pathname}: <${node.localName}>`)
  let key = ""
  const add = (name, text) => { texts[name] = (texts[name] ?? "") + " " + text }
  for (const node of document.querySelector(".ld-post")?.children ?? []) {
    // The theme puts the heading of an entry into a box, beside its avatars.
    const heading = node.matches(".ld-entry") ? node.querySelector("h3") : node
    if (/^h[1-3]$/i.test(heading.localName)) key = heading.localName + ":" + heading.id
    add(key, node.textContent + [...node.querySelectorAll("[alt]")].map(n => n.alt).join(" "))
  }
  const ids = [...document.querySelectorAll("[id]")].map(node => node.id)
  return { odd, texts, ids }
}"""


def look_at(browser: Browser, url: str, paths: Iterable[str]) -> Seen:
    """Open pages of a site, and return what they did and what they hold."""
    seen = Seen()
    context = browser.new_context()
    context.set_default_timeout(120_000)
    context.expose_binding("ldblogRan", lambda _source, what: seen.ran.append(str(what)))
    context.add_init_script(_HOOKS)
    context.on("request", lambda request: seen.left.append(request.url))
    context.on("dialog", lambda dialog: dialog.dismiss())
    context.route(lambda to: not to.startswith(url), lambda route: route.abort())
    page = context.new_page()
    for path in paths:
        _look_at_page(page, url, path, seen)
    context.close()
    seen.left = [to for to in seen.left if not to.startswith((url, "data:", "blob:"))]
    return seen


def _look_at_page(page: Page, url: str, path: str, seen: Seen) -> None:
    page.goto(url + path, wait_until="load")
    if page.query_selector("pre.mermaid, .mermaid, .arithmatex"):
        page.wait_for_timeout(400)
    if not page.query_selector("#content"):
        seen.let_in.append(f"{path}: the page itself is not there")
        return
    found = page.evaluate(_LOOK)
    seen.pages += 1
    seen.let_in += found["odd"]
    seen.texts[path], seen.ids[path] = found["texts"], found["ids"]


def paths_of(site: Path) -> list[str]:
    """Return the addresses of all pages of a site, and of one that is not there."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [*(page.removesuffix("index.html") for page in pages), "no-such-page/"]


def find_broken(blog: Hostile, seen: Seen) -> Iterator[str]:
    """Yield what of an entry stands elsewhere, what is missing, and sections nobody made."""
    for session, handles in blog.logs.items():
        texts = seen.texts[f"{session}/"]
        sections = [name.removeprefix("h3:") for name in texts if name.startswith("h3:")]
        if sorted(sections) != sorted(handles):
            yield f"{session}: sections {sections}"
        for name, text in texts.items():
            owners = {f"p{number}" for number in SENTINEL.findall(text)}
            if name.startswith("h3:") and owners - {name.removeprefix("h3:")}:
                yield f"{session}: {owners} in {name}"
        for handle in handles:
            if int(handle[1:]) % 2:
                continue
            article = " ".join(seen.texts[f"{session}-{handle}/"].values())
            yield from _find_missing(session, handle, article)


def _find_missing(session: str, handle: str, article: str) -> Iterator[str]:
    found = SENTINEL.findall(article)
    if {f"p{number}" for number in found} != {handle}:
        yield f"{session}-{handle}: has words of {set(found)}"
    marks = set(re.findall(r"qz\d+v(\d+)a", article))
    if len(marks) < max(map(int, marks), default=0) + 1:
        missing = sorted(set(range(max(map(int, marks)))) - set(map(int, marks)))
        yield f"{session}-{handle}: lost {missing[:9]}"
