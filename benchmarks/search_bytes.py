"""Print what a first search costs a reader of a large blog: bytes, and the time until it shows.

    python benchmarks/search_bytes.py [LOGS] [--sessions N] [--people N] [--keep FOLDER]

Makes posts of N sessions (1,000) with N entries each (8) out of the sentences of real logs, as long
as entries are, builds them with Material's own search beside ours, and searches in Chromium. Bytes
are those of the bodies as a host sends them: Pagefind's index is compressed already, scripts and
JSON by gzip. LOGS is as for condense_corpus.py. A blog that is kept in FOLDER is not built again.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from ldblog.site.search_index import write_search_index

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "logs"
SENTENCES = 11  # in an entry: some 170 words, as in the demo's posts
TOPICS = ("Databases", "Performance", "Testing", "Front end", "Security", "Languages")
TEAMS = ("Platform", "Data", "Mobile", "Infrastructure", "Product")
QUERIES = (
    "postgres", "cache", "timeout", "memory", "docker", "index", "regex", "thread", "compiler",
    "learning rate", "pull request", "error handling", "unit tests", "git rebase", "state machine",
    "how to test",
)  # fmt: skip
# How a query comes into the field: milliseconds between two keys. 200 is a usual reader.
WAYS = {"typed": 200, "typed fast": 80, "pasted": 0}
HAND = 300  # milliseconds from opening to the first key
# When results came to be shown, after the last key.
WATCH = """() => {
  const list = document.querySelector(".ld-search ol")
  const input = document.querySelector(".ld-search__input")
  input.addEventListener("input", () => { window.keyed = performance.now(); window.shown = 0 })
  new MutationObserver(() => { if (list.children.length) window.shown ||= performance.now() })
    .observe(list, { childList: true })
}"""


class Search(NamedTuple):
    """What one cost: bytes sent, and milliseconds."""

    sent: int
    took: float
    worked: float


def main() -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from browsing import CHROMIUM, served  # noqa: PLC0415 - needs the path
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to start

    arguments = parse()
    with tempfile.TemporaryDirectory() as temporary:
        site = make_site(Path(arguments.keep or temporary) / "blog", arguments)
        describe(site, arguments)
        with served(site) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for name, delay in WAYS.items():
                firsts = [first_search(browser, url, site, query, delay) for query in QUERIES]
                report(f"first, {name}", firsts)
                report(f"later, {name}", later_searches(browser, url, site, delay))
            browser.close()


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    default = CORPUS if CORPUS.is_dir() else ROOT / "content" / "logs"
    parser.add_argument("logs", nargs="?", type=Path, default=default)
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


def describe(site: Path, arguments: argparse.Namespace) -> None:
    seconds = time_index(site)
    theirs = sum(sent(path) for path in (site / "search").iterdir())
    worker = sum(sent(path) for path in site.glob("assets/javascripts/workers/search.*.js"))
    index = sum(path.stat().st_size for path in (site / "pagefind").rglob("*"))
    print(f"{arguments.sessions} sessions of {arguments.people} entries, {len(QUERIES)} queries")
    print(f"made in {seconds:.1f} s of the processor, {index / 1e6:.1f} MB on the host")
    print(f"Material's own search: {(theirs + worker) / 1000:.0f} kB before the first")
    print("medians (and the worst)  bytes         last key to result   of it busy")


def report(name: str, searches: list[Search]) -> None:
    (bytes_, took, worked), middle = zip(*searches, strict=True), statistics.median
    cells = [
        f"{middle(bytes_) / 1000:4.0f} kB ({max(bytes_) / 1000:4.0f} kB)",
        f"{middle(took):4.0f} ms ({max(took):4.0f} ms)",
        f"{middle(worked):4.0f} ms",
    ]
    print(f"{name:22}", *cells, f"load {os.getloadavg()[0]:.0f}", sep="   ", flush=True)


def sent(path: Path) -> int:
    """Return how many bytes of a file a host sends."""
    data = path.read_bytes()
    return len(data) if path.suffix.startswith((".pf_", ".pagefind")) else len(gzip.compress(data))


def make_site(blog: Path, arguments: argparse.Namespace) -> Path:
    if not (blog / "site/pagefind").is_dir():
        shutil.copytree(ROOT / "theme", blog / "theme")
        write_posts(blog / "content/site", arguments)
        config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        both = config.replace("plugins:\n", "plugins:\n  - search\n", 1)
        (blog / "mkdocs.yml").write_text(both.replace("  - about.md\n", ""), encoding="utf-8")
        (blog / "pyproject.toml").write_text("[tool.ldblog]\n", encoding="utf-8")
        subprocess.run([sys.executable, "-m", "ldblog", "build"], cwd=blog, check=True)
    return blog / "site"


def write_posts(folder: Path, arguments: argparse.Namespace) -> None:
    chance, sentences = random.Random(1), read_sentences(arguments.logs)  # noqa: S311
    people = [f"Person {number}" for number in range(60)]
    (folder / "posts").mkdir(parents=True)
    (folder / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "tags.md").write_text("# Tags\n\n<!-- material/tags -->\n", encoding="utf-8")
    authors = "".join(
        f"  p{number}: {{name: {name}, description: {TEAMS[number % 5]}, avatar: x.svg}}\n"
        for number, name in enumerate(people)
    )
    (folder / ".authors.yml").write_text(f"authors:\n{authors}", encoding="utf-8")
    for number in range(arguments.sessions):
        day = date(2026, 11, 20) - timedelta(weeks=number)
        who = chance.sample(range(60), arguments.people)
        entries = [(one, chance.choice(TOPICS), chance.sample(sentences, SENTENCES)) for one in who]
        text = make_post(day, entries)
        (folder / f"posts/{day}.md").write_text(text, encoding="utf-8")


def read_sentences(logs: Path) -> list[str]:
    """Return what could be sentences of real logs, without their Markdown."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in logs.glob("*/*.md")]
    lines = (line for text in sorted(texts) for line in re.split(r"\n|(?<=[.!?]) ", text))
    plain = (re.sub(r"https?://\S+|[^\w\s.,:;'()/+-]", "", line).strip(" -.+") for line in lines)
    return sorted({one for one in plain if len(one.split()) > 6 and one[0].isalpha()})


def make_post(day: date, entries: list[tuple[int, str, list[str]]]) -> str:
    topics = sorted({topic for _, topic, _ in entries})
    front = "".join(
        f"- {{anchor: p{one}, people: [p{one}], name: Person {one}, topic: {topic}}}\n"
        for one, topic, _ in entries
    )
    body = "".join(
        f"## {heading}\n\n"
        + "".join(
            f"### Person {one} {{ #p{one} }}\n\n" + "".join(f"- {line}\n" for line in lines) + "\n"
            for one, topic, lines in entries
            if topic == heading
        )
        for heading in topics
    )
    authors = ", ".join(f"p{one}" for one, _, _ in entries)
    return (
        f"---\ntitle: 'Learning Day, {day}'\ndate: {{created: {day}}}\nslug: '{day}'\n"
        f"authors: [{authors}]\ncategories: [{', '.join(topics)}]\nentries:\n{front}---\n\n"
        f"{len(entries)} people spent the day.\n\n<!-- more -->\n\n{body}"
    )


def time_index(site: Path) -> float:
    """Return the seconds that the processor spends on making the index, whoever else is busy."""
    before = os.times()
    write_search_index(site)
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def first_search(browser: Browser, url: str, site: Path, query: str, delay: float) -> Search:
    """Search as a reader does who just came, and close the page."""
    context = browser.new_context()
    page, asked = open_search(context, url)
    page.wait_for_timeout(HAND)
    found = search_for(page, query, delay)
    context.close()
    paths = {*asked, "assets/javascripts/search.js"}
    return Search(sum(sent(site / path) for path in paths), *found)


def later_searches(browser: Browser, url: str, site: Path, delay: float) -> list[Search]:
    context = browser.new_context()
    page, asked = open_search(context, url)
    page.wait_for_load_state("networkidle")
    search_for(page, QUERIES[0], 0)
    found = []
    for query in QUERIES[1:]:
        page.fill(".ld-search__input", "")
        page.wait_for_function("!document.querySelector('.ld-search ol').children.length")
        before = set(asked)
        times = search_for(page, query, delay)
        found.append(Search(sum(sent(site / path) for path in set(asked) - before), *times))
    context.close()
    return found


def open_search(context: BrowserContext, url: str) -> tuple[Page, list[str]]:
    page, asked = context.new_page(), list[str]()
    page.goto(url, wait_until="networkidle")
    page.on("request", lambda request: asked.append(urlsplit(request.url).path[1:]))
    page.evaluate(WATCH)
    page.keyboard.press("/")
    return page, asked


def search_for(page: Page, query: str, delay: float) -> tuple[float, float]:
    """Return the milliseconds from the last key to a result, and how many the page was busy."""
    meter = page.context.new_cdp_session(page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    for key in query[:-1] if delay else "":
        page.keyboard.type(key)
        page.wait_for_timeout(delay)
    before = busy(meter)
    page.keyboard.type(query[-1]) if delay else page.keyboard.insert_text(query)
    page.wait_for_function("window.shown > window.keyed", timeout=60_000)
    worked = busy(meter) - before
    took: float = page.evaluate("window.shown - window.keyed")
    # All that it loads, also after the first results, has been loaded when the number is told.
    page.wait_for_function("document.querySelector('.ld-search__status').textContent")
    page.wait_for_load_state("networkidle")
    meter.detach()
    return took, worked


def busy(meter: CDPSession) -> float:
    metrics = meter.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


if __name__ == "__main__":
    main()
