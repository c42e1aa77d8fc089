"""Everybody in the demo withdraws, in every way, from posts that an editor has or has not edited.

Afterwards all of ``content/site`` and ``content/base`` is searched, with words of its own.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import PYPROJECT, Blog

from ldblog.reading.people import parse_people
from ldblog.sessions import read_people
from ldblog.update import apply_update, finish_updates, plan_update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ldblog.update import Update

DEMO = Path(__file__).parent.parent / "content"
LOGS = sorted(path for path in (DEMO / "logs").glob("*/*.md") if path.name != "session.md")
SESSIONS = sorted({path.parent.name for path in LOGS})
PEOPLE = parse_people("people.yml", (DEMO / "people.yml").read_text(encoding="utf-8"))
OWN = "Words that only the editor wrote about"


@pytest.fixture(scope="module")
def condensed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a blog of the demo's logs, freshly condensed."""
    made = Blog(tmp_path_factory.mktemp("demo"))
    made.write("pyproject.toml", PYPROJECT)
    shutil.copytree(DEMO / "logs", made.root / "content/logs")
    shutil.copy(DEMO / "people.yml", made.root / "content/people.yml")
    for path in sorted((made.root / "content/logs").iterdir()):
        condense(made, path.name)
    return made.root


@pytest.fixture
def demo(condensed: Path, tmp_path: Path) -> Blog:
    shutil.copytree(condensed, tmp_path / "blog")
    return Blog(tmp_path / "blog")


def condense(blog: Blog, session: str) -> Update:
    people = read_people(blog.project)
    update = plan_update(blog.project, session, people)
    apply_update(blog.project, update)
    finish_updates(blog.project, [update], people)
    return update


def delete(blog: Blog, session: str, handle: str) -> None:
    (blog.root / f"content/logs/{session}/{handle}.md").unlink()
    shutil.rmtree(blog.root / f"content/logs/{session}/{handle}", ignore_errors=True)


def say(share: str) -> Callable[[Blog, str, str], None]:
    def change(blog: Blog, session: str, handle: str) -> None:
        path = f"content/logs/{session}/{handle}.md"
        text = blog.read(path)
        body = text.removeprefix("---\n") if text.startswith("---\n") else f"---\n{text}"
        blog.write(path, f"---\n{share}\n{body}".encode())

    return change


def appear_anonymous(blog: Blog, _session: str, handle: str) -> None:
    key = PEOPLE.find(handle).handle
    text = blog.read("content/people.yml").replace("  appear: named\n", "")
    blog.write("content/people.yml", text.replace(f"{key}:\n", f"{key}:\n  appear: anonymous\n"))


WAYS = {
    "delete": delete,
    "internal": say("share: internal"),
    "error": say("outcome: [unclear"),
    "anonymous": say("share: anonymous"),
    "people": appear_anonymous,
}


def own_lines(blog: Blog, session: str, handle: str) -> list[str]:
    """Return the longer lines of a post that came from a log, less those of its highlights."""
    rows = blog.read(f"content/base/{session}.md").splitlines()
    first = next(n for n, row in enumerate(rows) if row.startswith("\t### "))
    found = [row.partition("\t")[2] for row in rows[first:] if row.startswith(f"{handle}.md:")]
    return [line for line in found if len(line) > 40 and "|" not in line]


def edit(blog: Blog, session: str, handle: str) -> bool:
    """Rework an entry as editors do: reword, split, add, quote it elsewhere; tell if it was done.

    Not where nothing was chosen of a log whose author is not named: nothing tells it is theirs.
    """
    path = f"content/site/posts/{session}.md"
    own, text = own_lines(blog, session, handle), blog.read(path)
    if not own:
        anchor = f"{{ #{PEOPLE.find(handle).handle} }}\n"
        blog.write(path, text.replace(anchor, f"{anchor}\n{OWN} this.\n").encode())
        return anchor in text
    first, last = own[0], own[-1]
    half = len(first) // 2
    split = f"- {OWN} this. {first[3:half]}, or so they say.\n- {first[half:]}"
    text = text.replace(last, f"{last} {OWN} that.\n\n{OWN} the whole.\n")
    text = text.replace(first, split)
    text = text.replace("\n<!-- more -->", f"\nTo begin with: {last[3:]}\n\n<!-- more -->", 1)
    quoted = last.translate(str.maketrans("", "", "#:`"))[2:-8]
    text = re.sub(r"(?m)^description: .*", lambda _: f"description: >-\n  {quoted}", text)
    blog.write(path, f"{text}\n\n## To think about\n\n{first}\n".encode())
    return True


def leftovers(blog: Blog, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each file that is generated and what of the wanted it holds."""
    for folder in ("site", "base"):
        for path in sorted((blog.root / "content" / folder).rglob("*")):
            if path.is_file() and path.suffix != ".png":
                text = words(re.sub(r"(?m)^.*?\t", "", path.read_text(encoding="utf-8")))
                yield from ((path.name, sentence) for sentence in wanted if sentence in text)


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "]", text).casefold()))


def sentences(text: str) -> set[str]:
    found = {words(it) for it in re.split(r"\n\s*\n|\n\s*[-*|\d]|(?<=[.!?:])\s", text)}
    return {it for it in found if len(it) > 25}


def check_gone(blog: Blog, session: str, handle: str, *, speaks: bool) -> None:
    person = PEOPLE.find(handle)
    text = (DEMO / f"logs/{session}/{handle}.md").read_text(encoding="utf-8")
    others = (it for it in LOGS if it != DEMO / f"logs/{session}/{handle}.md")
    said = words(" ".join(it.read_text(encoding="utf-8") for it in others))
    wanted = set() if speaks else {it for it in sentences(text) if it not in said}
    assert list(leftovers(blog, wanted)) == []
    post = blog.root / f"content/site/posts/{session}.md"
    made = [post] if post.exists() else []
    for path in [*made, blog.root / f"content/base/{session}.md"]:
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        assert words(person.name) not in words(kept)
        assert f"#{person.handle})" not in kept
        assert f"{{ #{person.handle} }}" not in kept
        assert f"- {person.handle}\n" not in kept
        assert OWN not in kept
    for pattern in ("site/posts/{}-{}.md", "base/{}-{}.md"):
        assert not (blog.root / "content" / pattern.format(session, person.handle)).exists()
    pictures = blog.root / f"content/site/assets/{session}/{person.handle}"
    assert not pictures.exists() or not any(pictures.iterdir())
    shown = "".join(it.read_text(encoding="utf-8") for it in post.parent.glob("*.md"))
    authors = blog.read("content/site/.authors.yml")
    avatar = blog.root / f"content/site/assets/avatars/{person.handle}.svg"
    assert avatar.exists() == (f"- {person.handle}\n" in shown and f"  {person.handle}:" in authors)


@pytest.mark.parametrize("is_edited", [False, True], ids=["unedited", "edited"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("session", SESSIONS)
def test_who_withdraws_is_found_nowhere(
    demo: Blog, session: str, half: int, way: str, is_edited: bool
) -> None:
    handles = sorted(path.stem for path in LOGS if path.parent.name == session)[half::2]
    is_hidden = way in {"anonymous", "people"}
    post = demo.read(f"content/site/posts/{session}.md")
    named = [it for it in handles if f"  - {PEOPLE.find(it).handle}\n" in post]
    gone = named if is_hidden else handles
    articles = [it for it in gone if "form: post" in demo.read(f"content/logs/{session}/{it}.md")]
    edited = [handle for handle in gone if is_edited and edit(demo, session, handle)]
    for handle in gone:
        WAYS[way](demo, session, handle)

    update = condense(demo, session)

    for handle in gone:
        check_gone(demo, session, handle, speaks=is_hidden)
    told = [one.text for change in update.changes for one in change.removed]
    assert sum(OWN in line for line in told) >= len(edited)
    assert bool(told) == bool(edited)
    for handle in articles:
        record = demo.read("content/site/.redirects.yml")
        assert f"{session}-{handle}: '{session}'\n" in record
