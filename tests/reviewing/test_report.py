"""The editor's page: one file that runs and fetches nothing, with both sides linked."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.reviewing.report import make_session_part, render_report, show_hidden
from ldblog.reviewing.review import read_review
from ldblog.reviewing.status import Status, make_status
from ldblog.reviewing.verify import Origin
from ldblog.sessions import read_people

if TYPE_CHECKING:
    from conftest import Blog

DAY = "2026-11-20"
POST = f"content/site/posts/{DAY}.md"
GOOD = """\
---
tags: [databases]
---
## Learned
- A lease is cheaper than a lock, because nobody waits for it: 3 ms and not 90.
- It was fun.

<!-- internal -->
SECRET
<!-- /internal -->
"""
HOSTILE = """\
## Learned
</pre></span><script>alert(1)</script><!-- x --> {{ 7 * 7 }} {% raw %}

- `</style>` & "quotes" \u202e turned \u2066 because <img src=x onerror=alert(1)> is 3 ms faster.

```html
</div></body></html><link rel=stylesheet href=https://example.com/x.css>
```
"""


class Page(HTMLParser):
    """A page's elements and text; an element that is not closed, or closed twice, fails."""

    VOID = frozenset({"meta"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def status_of(blog: Blog) -> Status:
    people = read_people(blog.project)
    return make_status(read_review(blog.project, DAY, people), set())


def page_of(blog: Blog) -> Page:
    return Page(render_report([status_of(blog)]))


@pytest.fixture
def condensed(blog: Blog) -> Blog:
    blog.write_log(f"{DAY}/asha.md", GOOD)
    assert blog.run("condense").exit_code == 0
    return blog


def test_the_page_says_first_that_it_is_internal_and_runs_and_fetches_nothing(
    condensed: Blog,
) -> None:
    condensed.write_log(f"{DAY}/bo.md", HOSTILE)
    condensed.run("condense")
    page = page_of(condensed)
    body = page.text.partition("}\n}\n")[2] or page.text
    assert body.index("Internal: do not publish.") < body.index("Where each line comes from")
    names = {name for name, _values in page.tags}
    assert names.isdisjoint({"script", "link", "img", "iframe", "form", "base", "object"})
    for name, values in page.tags:
        assert not any(key.startswith("on") for key in values)
        assert (values.get("href") or "#").startswith("#")
        assert name == "a" or "href" not in values
        assert "src" not in values
        assert "style" not in values
    assert ("html", {"lang": "en"}) in page.tags
    assert {"main", "nav", "header", "footer", "h1"} <= names


def test_links_lead_to_the_other_side_and_no_name_is_given_twice(condensed: Blog) -> None:
    condensed.write_log(f"{DAY}/bo.md", GOOD.replace("lease", "loan"))
    condensed.write_log(f"{DAY}/session.md", "Welcome.\n")
    condensed.run("condense")
    page = page_of(condensed)
    names = [values["id"] for _name, values in page.tags if "id" in values]
    assert len(names) == len(set(names))
    targets = {values["href"] for name, values in page.tags if name == "a"}
    assert {str(target).removeprefix("#") for target in targets} <= set(names)
    line = (
        condensed.read(POST)
        .splitlines()
        .index("- A lease is cheaper than a lock, because nobody waits for it: 3 ms and not 90.")
    )
    assert f"#s{DAY}-l1-5" in targets
    assert f"s{DAY}-p1-{line + 1}" in names


def test_whatever_a_log_holds_is_text(condensed: Blog) -> None:
    condensed.write_log(f"{DAY}/bo.md", HOSTILE)
    condensed.write_log(f"{DAY}/a <b>.md", "x\n")
    page = page_of(condensed)
    for line in HOSTILE.splitlines():
        shown = line.replace("\u202e", "U+202E").replace("\u2066", "U+2066")
        assert shown in page.text
    assert "a <b>" in page.text


def test_what_cannot_be_seen_is_shown_by_its_number() -> None:
    assert show_hidden("a\u202eb\u200b<") == (
        'a<b class="code-point">U+202E</b>b<b class="code-point">U+200B</b>&lt;'
    )
    assert show_hidden("a\tक्\u200dष 👩\u200d💻") == "a\tक्\u200dष 👩\u200d💻"
    assert show_hidden("\udcff") == '<b class="code-point">U+DCFF</b>'


@given(st.text())
def test_any_text_is_shown_without_markup_and_can_be_written(text: str) -> None:
    page = Page(str(show_hidden(text)).replace("\r", ""))
    assert {name for name, _values in page.tags} <= {"b"}
    show_hidden(text).encode("utf-8")


def test_lines_of_the_post_stand_beside_what_they_came_from(condensed: Blog) -> None:
    part = make_session_part(status_of(condensed)).logs[0]
    beside = {row: [line.said for line in lines] for row, lines in part.beside.items() if lines}
    assert beside == {5: ["from asha.md:5", "from asha.md:5"]}
    assert part.targets[5].startswith(f"s{DAY}-p1-")


def test_what_the_editor_wrote_stands_where_they_wrote_it(condensed: Blog) -> None:
    text = condensed.read(POST)
    line = "- A lease is cheaper than a lock, because nobody waits for it: 3 ms and not 90."
    head, tail = text.rsplit(line, 1)
    text = f"{head}- A lease is cheap.\n- My own words.{tail}\n## Thanks\n\nTo all.\n"
    condensed.write(POST, text.encode())
    part = make_session_part(status_of(condensed))
    said = {line.text: (line.said, line.target) for line in part.logs[0].beside[5]}
    assert said["- A lease is cheap."] == ("edited, was from asha.md:5", f"s{DAY}-l1-5")
    assert "- My own words." in said
    others = {line.text: line.said for line in part.others}
    assert (others["## Thanks"], others["To all."]) == ("new", "new")
    assert part.counts["new"] >= 2
    assert "edited, was from asha.md:5" in page_of(condensed).text


def test_a_changed_line_of_ldblogs_own_is_edited(condensed: Blog) -> None:
    text = condensed.read(POST).replace("One person spent", "One of us spent")
    condensed.write(POST, text.encode())
    others = {line.text: line.said for line in make_session_part(status_of(condensed)).others}
    assert {said for text, said in others.items() if text.startswith("One of us")} == {"edited"}


def test_a_line_whose_source_is_gone_stands_with_the_others_and_is_not_proved(
    condensed: Blog,
) -> None:
    condensed.write_log(f"{DAY}/asha.md", "## Learned\n- Short, because it is.\n")
    part = make_session_part(status_of(condensed))
    assert [line.origin for line in part.others].count(Origin.UNPROVED) >= 2
    assert "not proved: asha.md:5 is not there" in page_of(condensed).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"---\nshare: internal\n---\n{GOOD[27:]}", "Held back as a whole: internal."),
        ("---\nkind: poem\n---\nx\n", "Line 2: LD008 kind: expected one of"),
        (f"---\nform: post\n---\n{GOOD[27:]}", "An article."),
        ("## Plan\nRead.\n", "Only a plan."),
    ],
)
def test_a_log_that_is_no_usual_one_says_so(blog: Blog, text: str, said: str) -> None:
    blog.write_log(f"{DAY}/asha.md", text)
    assert said in page_of(blog).text


def test_who_is_not_named_is_marked(condensed: Blog) -> None:
    condensed.write_log(f"{DAY}/hugo.md", GOOD.replace("lease", "loan"))
    condensed.write_log(f"{DAY}/jun.md", f"---\nform: post\n---\n{GOOD[27:]}")
    text = page_of(condensed).text
    assert "Appears as The Night Keeper." in text
    assert "An article, anonymous." in text


def test_several_logs_of_one_entry_each_have_their_own_part(condensed: Blog) -> None:
    condensed.write_log(f"{DAY}/asha.md", GOOD.replace("tags", "with: [bo]\ntags"))
    condensed.write_log(
        f"{DAY}/bo.md", GOOD.replace("tags", "with: [asha]\ntags").replace("lease", "loan")
    )
    condensed.run("condense")
    first, second = make_session_part(status_of(condensed)).logs
    assert [line.text for line in first.beside[6]][-1].startswith("- A lease")
    assert [line.text for line in second.beside[6]][-1].startswith("- A loan")


def test_a_session_that_is_not_condensed_shows_what_would_be_written(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha.md", GOOD)
    page = page_of(blog)
    assert "what stands here is what condensing would write" in page.text
    assert "from asha.md:5" in page.text


def test_a_session_without_a_post_or_a_log_is_told(condensed: Blog) -> None:
    (condensed.root / f"content/logs/{DAY}/asha.md").unlink()
    assert "its logs are gone" in page_of(condensed).text
    (condensed.root / POST).unlink()
    assert "nothing of this session is published" in page_of(condensed).text


def test_several_sessions_are_listed_and_the_bytes_are_always_the_same(condensed: Blog) -> None:
    condensed.write_log("2026-11-06/asha.md", GOOD)
    for name in ("a.html", "b.html"):
        assert condensed.run("verify", "--all", "--report", name).exit_code == 0
    assert condensed.read("a.html") == condensed.read("b.html")
    assert re.search(r'<nav aria-label="Sessions">', condensed.read("a.html"))


def test_the_report_is_written_and_only_what_is_not_proved_is_printed(condensed: Blog) -> None:
    result = condensed.run("verify", "--report", ".cache/report.html")
    assert (result.exit_code, result.output) == (
        0,
        ".cache/report.html is internal: do not publish it\n",
    )
    condensed.write_log(f"{DAY}/asha.md", "## Learned\n- Short, because it is.\n")
    result = condensed.run("verify", "--report", ".cache/report.html")
    assert result.exit_code == 1
    assert all("NOT PROVED" in line for line in result.output.splitlines()[:-1])


@pytest.mark.parametrize(
    "path",
    [
        "content/site/report.html",
        "content/report.html",
        "content/site/new/folder/report.html",
        "theme/report.html",
        "public/report.html",
        "elsewhere/../content/site/x.html",
        "link/report.html",
    ],
)
def test_the_report_is_not_written_where_it_could_be_published(condensed: Blog, path: str) -> None:
    condensed.write("mkdocs.yml", "site_name: x\nsite_dir: 'public' # ours\n")
    for folder in ("theme", "public", "elsewhere"):
        (condensed.root / folder).mkdir()
    (condensed.root / "link").symlink_to(condensed.root / "content/site/posts")
    result = condensed.run("verify", "--report", path)
    assert result.exit_code == 2
    assert "the report shows what is held back, and is not written below" in result.output
    assert not (condensed.root / path).exists()


def test_without_a_built_site_or_a_site_dir_the_report_may_be_anywhere_else(
    condensed: Blog,
) -> None:
    condensed.write("mkdocs.yml", "site_name: x\n")
    assert condensed.run("verify", "--report", "report.html").exit_code == 0
    (condensed.root / "site").mkdir()
    assert condensed.run("verify", "--report", "site/report.html").exit_code == 2


def test_a_file_that_is_no_report_is_not_overwritten_and_an_old_report_is(condensed: Blog) -> None:
    assert condensed.run("verify", "--report", "report.html").exit_code == 0
    condensed.write_log(f"{DAY}/bo.md", GOOD)
    old = condensed.read("report.html")
    condensed.run("verify", "--report", "report.html")
    assert condensed.read("report.html") != old
    text = condensed.read("pyproject.toml")
    result = condensed.run("verify", "--report", "pyproject.toml")
    assert result.exit_code == 2
    assert "is there and is no report: choose another name" in result.output
    assert condensed.read("pyproject.toml") == text
    assert condensed.run("verify", "--report", "content").exit_code == 2


def test_the_name_of_a_log_is_shown_without_a_secret(condensed: Blog) -> None:
    (path,) = condensed.root.glob("content/logs/*/asha.md")
    name = "ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"
    path.rename(path.with_stem(name))
    for base in condensed.root.glob("content/base/*"):
        base.write_text(base.read_text().replace("asha.md", f"{name}.md"))
    page = render_report([status_of(condensed)])
    assert "ghp_••••.md" in page
    assert name not in page
    assert name not in condensed.run("verify").output
    assert name not in condensed.run("status", "--format", "json").output
