"""What belongs to the programme and to colleagues alone is nowhere in a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ldblog.audit.audit import audit_site
from ldblog.pages.blog import Blog as Settings
from ldblog.pages.derived import write_pages
from ldblog.programme.actions import public_actions, read_actions

if TYPE_CHECKING:
    from conftest import Blog

BADLY = "Zu viele Besprechungen haben den ganzen Vormittag zerrissen und niemand war da"
OPEN = "Tell the owners of products a week before that engineers are away"
DONE = "Move the weekly meeting of all leads away from every Learning Day"
PUBLIC = "There is a quiet room with a door for everybody who asks"
NOTE = "The leads were not happy about this one at all last week"
PAID = "Ein Zugticket nach Kiel und ein Mittagessen mit den Leuten von dort"
ACTIONS = f"""\
# {NOTE}
- what: {OPEN}
  who: asha
  by: 2026-12-04
  session: 2026-11-20
  public: true
- what: {DONE}
  who: bo
  by: 2026-12-04
  session: 2026-11-20
  done: 2026-12-01
- what: {PUBLIC}
  who: bo
  by: 2026-12-04
  session: 2026-11-20
  public: true
  done: 2026-12-01
"""
LOG = f"""\
---
expenses:
  - {{what: {PAID}, amount: 48.90, currency: EUR}}
---
## Learned

Leases are cheaper than locks, because nobody waits for a lease that ran out.

## Was lief schlecht

- {BADLY}.
"""


@pytest.fixture
def company(blog: Blog) -> Blog:
    blog.write("content/actions.yml", ACTIONS)
    blog.write_log("2026-11-20/asha.md", LOG)
    blog.write("mkdocs.yml", "site_name: Lanternworks\nsite_url: https://example.com/\n")
    return blog


@pytest.mark.parametrize(
    ("words", "code"),
    [(BADLY, "LD082"), (PAID, "LD082"), (OPEN, "LD085"), (DONE, "LD085"), (NOTE, "LD085")],
)
def test_what_is_for_colleagues_is_found_in_a_site(words: str, code: str, company: Blog) -> None:
    company.write("site/index.html", f"<p>{words}</p>")
    found = list(audit_site(company.project, company.root / "site"))
    assert [one.code for one in found] == [code]
    assert words not in found[0].message


@pytest.mark.parametrize("command", ["insight", "verify"])
def test_a_page_for_colleagues_is_found_wherever_it_was_copied_to(
    command: str, company: Blog
) -> None:
    assert company.run("condense").exit_code == 0
    options = {"insight": ["--output"], "verify": ["--report"]}[command]
    result = company.run(command, *options, "page.html")
    assert result.exit_code == 0, result.output
    page = company.read("page.html")
    # Beside the pages of the site, and in it.
    for path in ("content/site/page.html", "site/page.html"):
        company.write(path, page)
    codes = {one.code for one in audit_site(company.project, company.root / "site")}
    assert "LD085" in codes


def test_what_is_done_and_public_may_stand_there(company: Blog) -> None:
    company.write("site/index.html", f"<p>{PUBLIC}</p>")
    assert list(audit_site(company.project, company.root / "site")) == []


def test_who_sees_to_an_action_and_by_when_is_no_word_that_only_it_has(company: Blog) -> None:
    company.write("site/index.html", "<p>asha will see to it by 2026-12-04</p>")
    assert list(audit_site(company.project, company.root / "site")) == []


def test_derived_pages_say_of_actions_only_what_was_done_and_is_public(company: Blog) -> None:
    assert company.run("condense").exit_code == 0
    write_pages(company.project, Settings("Lanternworks", "https://example.com/"), print)
    site = company.root / "content/site"
    said = "\n".join(path.read_text("utf-8") for path in site.rglob("*.md"))
    assert PUBLIC in said
    assert "You said, we did" in said
    for words in (OPEN, DONE, NOTE, BADLY, PAID, "2026-12-0"):
        assert words not in said
    assert len(public_actions(read_actions(company.project).actions)) == 1


def test_a_file_that_was_clean_is_read_again_when_an_action_is_added(company: Blog) -> None:
    company.write("content/actions.yml", "")
    company.write("site/index.html", f"<p>{OPEN}</p>")
    for _again in range(2):
        assert list(audit_site(company.project, company.root / "site")) == []
    company.write("content/actions.yml", ACTIONS)
    assert list(audit_site(company.project, company.root / "site"))
