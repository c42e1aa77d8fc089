"""``ldblog announce``: what is said, to whom, and who is never named."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from test_webhook import OK, Slack
from tokens import make_token

from ldblog.pages.words import ENGLISH
from ldblog.programme.announcements import compose_opening

if TYPE_CHECKING:
    from conftest import Blog

DAY = "2026-12-04"
BEFORE = "2026-11-20"
LEARNED = """\
## Learned

- A Bloom filter can lie, because two keys may share all bits: 3 % did with 8 bits a key.
"""
PEOPLE = """\
asha: {name: Asha Rao, team: Platform, slack: U012AB3CD}
bo: {name: Bo <Lin>, team: Data}
cy: {name: Cy Marlow, team: Data, away: 2026-12-04}
dov: {name: Dov Stern}
hugo: {name: Hugo Seaworth, team: Data, appear: {as: "The Night Keeper"}}
jun: {name: Jun Farrowdeep, team: Data, appear: anonymous}
"""


@pytest.fixture
def programme(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> Blog:
    """Return a blog with plans of everybody for the next day, and a condensed session."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "CI"):
        monkeypatch.delenv(name, raising=False)
    schedule = '[tool.ldblog.schedule]\nevery = "2 weeks on Friday"\nstarts = 2026-10-09\n'
    blog.write("pyproject.toml", schedule)
    blog.write("mkdocs.yml", "site_name: Days\nsite_url: https://example.com/days/\n")
    blog.write("content/people.yml", PEOPLE)
    blog.write_log(f"{BEFORE}/bo.md", LEARNED)
    blog.write_log(
        f"{BEFORE}/jun.md", LEARNED.replace("Bloom filter", "lease").replace("3 %", "9 %")
    )
    assert blog.run("condense").exit_code == 0
    for who in ("asha", "bo", "cy", "dov", "hugo", "jun"):
        blog.write_log(f"{DAY}/{who}.md", f"## Plan\n\nRead chapter <1> & more, says {who}.\n")
    blog.write_log(f"{DAY}/asha.md", "---\nwith: [anyone]\n---\nPlan: build a Bloom filter.\n")
    today(monkeypatch, DAY)
    return blog


def today(patch: pytest.MonkeyPatch, day: str) -> None:
    patch.setattr("ldblog.config.find_today", lambda _config: date.fromisoformat(day))


def say(blog: Blog, *arguments: str) -> tuple[str, str]:
    """Return the title and the text of an announcement that is not sent."""
    result = blog.run("announce", *arguments, "--dry-run")
    assert result.exit_code == 0, result.output
    values: dict[str, Any] = json.loads(result.output)
    head, *sections = values["blocks"]
    return head["text"]["text"], "\n\n".join(one["text"]["text"] for one in sections)


def test_a_day_is_opened_with_the_guidelines_and_its_theme(programme: Blog) -> None:
    title, text = say(programme, "opening")
    assert title == "Learning Day, Friday 4 December 2026"
    assert text.startswith("• Learn something that you can use")
    programme.write_log(f"{DAY}/session.md", "---\ntheme: Clocks & <time>\n---\n")
    assert say(programme, "opening")[1].startswith("*Theme*: Clocks &amp; &lt;time&gt;\n\n• Learn")


def test_a_day_is_opened_in_the_language_of_the_site(programme: Blog) -> None:
    programme.write("mkdocs.yml", "theme: {name: material, language: de}\n")
    programme.write_log(f"{DAY}/session.md", "---\ntheme: Uhren\n---\n")
    title, text = say(programme, "opening")
    assert title == "Lerntag am Freitag, 4. Dezember 2026"
    assert text.startswith("*Thema*: Uhren\n\n• Lern etwas, das du brauchen kannst")
    assert "Learn" not in text
    for theme in ("{name: material, language: fi}", "material", "null"):
        programme.write("mkdocs.yml", f"theme: {theme}\n")
        assert say(programme, "opening")[0] == "Learning Day, Friday 4 December 2026"


def test_an_open_action_goes_out_without_what_is_kept_from_the_public(programme: Blog) -> None:
    token = make_token("ghp_")
    rows = "".join(
        f"- what: {what}\n  who: bo\n  by: 2026-12-04\n  session: {BEFORE}\n"
        for what in ("A room for Acme and Jun Farrowdeep", f"Renew {token}")
    )
    programme.write("content/actions.yml", rows)
    programme.write("content/redact.yml", "customers:\n  Acme: a client\n")
    text = say(programme, "opening")[1]
    assert "*You said, we do*\n• A room for a client and a colleague\n• Renew " in text
    assert token not in text
    # Nobody knows what a list with a mistake would keep back.
    programme.write("content/redact.yml", "customers:\n  Acme: [a client]\n")
    result = programme.run("announce", "opening", "--dry-run")
    assert (result.exit_code, "content/redact.yml:2" in result.output) == (2, True)


def test_owners_hear_who_is_away_by_team_and_nobody_who_is_not_named(programme: Blog) -> None:
    title, text = say(programme, "opening", DAY, "--to", "owners")
    assert title == "Friday 4 December 2026: engineers away"
    assert text.endswith(
        "*Data*: Bo &lt;Lin&gt;, Cy Marlow\n*No team*: Dov Stern\n*Platform*: Asha Rao\n"
        "and two more"
    )
    result = programme.run("announce", "plans", "--to", "owners")
    assert (result.exit_code, "owners are told once" in result.output) == (2, True)


def test_where_all_are_named_owners_hear_of_no_others(programme: Blog) -> None:
    programme.write("content/people.yml", "asha: {name: Asha}\n")
    assert say(programme, "opening", "--to", "owners")[1].endswith("*No team*: Asha")


def test_plans_are_told_with_who_should_talk(programme: Blog) -> None:
    title, text = say(programme, "plans")
    assert title == "Plans for the Learning Day, Friday 4 December 2026"
    assert text.startswith("Six plans, 2 of them not shown.\n\n*Data*\n• *Bo &lt;Lin&gt;* (")
    assert "Read chapter &lt;1&gt; &amp; more, says bo." in text
    assert (
        "*Who should talk*\n• Asha Rao and Bo &lt;Lin&gt; — both: Bloom filter; "
        "Bo &lt;Lin&gt; wrote about it on 20 November"
    ) in text
    assert text.endswith("*Company is welcome*\nAsk Asha Rao.")
    for hidden in ("Hugo", "hugo", "Night", "Jun", "jun"):
        assert hidden not in text


def test_nobodys_plan_names_who_is_not_named_nor_what_is_listed(programme: Blog) -> None:
    programme.write("content/redact.yml", "customers:\n  Acme: a client\n  Verruca: block\n")
    plan = "- Backups with Jun Farrowdeep and @hugo, for Acme.\n- And Verruca.\n"
    programme.write_log(f"{DAY}/asha.md", f"## Plan\n\n{plan}")
    text = say(programme, "plans")[1]
    assert "*Asha Rao* (" in text
    for hidden in ("Jun", "Farrowdeep", "hugo", "Acme", "Verruca"):
        assert hidden not in text
    assert "Backups with a colleague and" in text
    programme.write_log(f"{DAY}/asha.md", "## Plan\n\nVerruca.\n")
    assert "Asha" not in say(programme, "plans")[1]


def test_without_plans_there_is_nothing_to_say(programme: Blog) -> None:
    result = programme.run("announce", "plans", "2026-12-18")
    assert (result.exit_code, result.output) == (0, "nothing to say, so nothing was sent\n")


def test_only_who_planned_and_neither_wrote_nor_is_away_is_reminded(programme: Blog) -> None:
    title, text = say(programme, "reminder")
    assert title == "Your log of the Learning Day, Friday 4 December 2026"
    assert text.startswith(
        "<@U012AB3CD>, Bo &lt;Lin&gt;, and Dov Stern: what became of your plans?"
    )
    programme.write_log(f"{DAY}/dov.md", f"## Plan\n\nRead.\n\n{LEARNED}")
    programme.write_log(f"{DAY}/bo.md", "---\nshare: internal\n---\n## Plan\n\nRead.\n")
    assert say(programme, "reminder")[1].startswith("<@U012AB3CD>: what became")
    programme.write_log(f"{DAY}/asha.md", LEARNED)
    assert "nothing to say" in programme.run("announce", "reminder").output


def test_who_is_on_leave_today_is_not_reminded_of_another_day(
    programme: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = PEOPLE.replace("slack: U012AB3CD", "away: 2026-12-05 to 2026-12-31")
    programme.write("content/people.yml", who)
    today(monkeypatch, "2026-12-06")
    assert say(programme, "reminder")[1].startswith("Bo &lt;Lin&gt; and Dov Stern: what")


def test_what_was_learned_is_told_under_the_names_that_the_public_sees(programme: Blog) -> None:
    title, text = say(programme, "learned", BEFORE)
    assert title == "What we learned, Friday 20 November 2026"
    assert "• *Bo &lt;Lin&gt;*: A Bloom filter can lie, because" in text
    assert "• *A colleague*: A lease can lie" in text
    assert "jun" not in text.lower()
    assert "nothing to say" in programme.run("announce", "learned", DAY).output


def test_code_is_left_to_the_post(programme: Blog) -> None:
    programme.write_log(f"{BEFORE}/asha.md", "## Learned\n\n```python\nraise SystemExit\n```\n")
    assert "SystemExit" not in say(programme, "learned", BEFORE)[1]


def test_a_listed_name_is_in_nothing_that_was_learned(programme: Blog) -> None:
    programme.write("content/redact.yml", "customers:\n  Bloom: a client\n")
    assert "a client" in say(programme, "learned", BEFORE)[1].lower()


def test_a_published_post_is_linked(programme: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    today(monkeypatch, "2026-11-25")
    title, text = say(programme, "published")
    assert title == "The Learning Day of Friday 20 November 2026 is online"
    assert text.startswith("<https://example.com/days/2026-11-20/|Learning Day, 20 November 2026")
    path = f"content/site/posts/{BEFORE}.md"
    post = programme.read(path)
    programme.write(path, post.replace("---\n", "---\ndraft: true\n", 1))
    assert "not published (or held as a draft)" in programme.run("announce", "published").output
    programme.write(path, post)
    programme.write("mkdocs.yml", "site_name: Days\n")
    assert "site_url is missing" in programme.run("announce", "published").output


def test_before_the_first_session_there_is_none_to_speak_of(
    programme: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    today(monkeypatch, "2026-11-01")
    result = programme.run("announce", "learned")
    assert (result.exit_code, "no session up to today" in result.output) == (2, True)


def test_it_is_sent_to_the_address_in_the_environment_and_that_is_not_printed(
    programme: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = programme.run("announce", "opening")
    assert (result.exit_code, "LDBLOG_SLACK_WEBHOOK is not set" in result.output) == (2, True)
    slack, owners = Slack(OK), Slack(OK, (403, {}, "invalid_token"))
    monkeypatch.setenv("LDBLOG_SLACK_WEBHOOK", slack.address)
    monkeypatch.setenv("LDBLOG_SLACK_WEBHOOK_OWNERS", owners.address)
    result = programme.run("announce", "opening")
    assert (result.exit_code, result.output) == (0, "sent: Learning Day, Friday 4 December 2026\n")
    result = programme.run("announce", "opening", "--to", "owners")
    assert result.exit_code == 0
    assert [len(slack.got), len(owners.got)] == [1, 1]
    assert owners.got[0]["blocks"][0]["text"]["text"].endswith("engineers away")
    result = programme.run("announce", "opening", "--to", "owners")
    assert (result.exit_code, result.output) == (
        2,
        "Error: Slack: not taken: 403 (invalid_token)\n",
    )


def test_the_opening_has_what_is_still_open_from_last_time() -> None:
    message = compose_opening(
        date(2026, 12, 4), "", ["A <quiet> room (Bo, by 2026-12-01)"], ENGLISH
    )
    last = message.blocks[-1]["text"]["text"]
    assert last == "*You said, we do*\n• A &lt;quiet&gt; room (Bo, by 2026-12-01)"


def test_a_plan_that_nobody_shares_is_told_all_the_same(programme: Blog) -> None:
    for who in ("bo", "cy", "dov", "hugo", "jun"):
        (programme.root / f"content/logs/{DAY}/{who}.md").unlink()
    programme.write_log(f"{DAY}/asha.md", "Plan: knitting.\n")
    assert say(programme, "plans")[1] == (
        "One plan.\n\n*Platform*\n• *Asha Rao* (Everything else): knitting."
    )
