"""Expenses: exact, by currency, and no formula for any spreadsheet."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from tokens import make_token

from ldblog.programme.expenses import HEADS, Row, render_csv, render_table, sum_up

if TYPE_CHECKING:
    from conftest import Blog


def write(blog: Blog, path: str, *expenses: str) -> None:
    rows = "".join(f"  - {{{one}}}\n" for one in expenses)
    blog.write_log(path, f"---\nexpenses:\n{rows}---\nLeases.\n".encode())


def test_what_was_paid_is_summed_by_currency(blog: Blog) -> None:
    write(blog, "2026-11-06/bo.md", "what: Old, amount: 1, currency: EUR")
    write(blog, "2026-11-20/asha.md", "what: Train to Kiel, amount: 48.90, currency: EUR")
    write(
        blog,
        "2026-11-20/jun.md",
        "what: A book, amount: 0.1, currency: EUR",
        "what: Oil, amount: 1234.567, currency: TND",
    )
    output = blog.run("expenses", "--since", "2026-11-07").output
    assert output.splitlines() == [
        "2026-11-20  Asha Rao        Train to Kiel      48.90 EUR",
        "2026-11-20  Jun Farrowdeep  A book              0.10 EUR",
        "2026-11-20  Jun Farrowdeep  Oil            1,234.567 TND",
        "                            sum                49.00 EUR",
        "                            sum            1,234.567 TND",
    ]
    table = list(csv.reader(io.StringIO(blog.run("expenses", "--since", "2026-11-20", "--format",
                                                 "csv").output)))  # fmt: skip
    assert table[0] == list(HEADS)
    assert table[1] == ["2026-11-20", "asha", "Asha Rao", "Train to Kiel", "48.90", "EUR"]
    assert len(table) == 4
    assert "nothing was paid" in blog.run("expenses", "--since", "2027-01-01").output
    assert blog.run("expenses", "--since", "soon").exit_code == 2


def test_the_same_ticket_twice_is_paid_twice(blog: Blog) -> None:
    ticket = "what: Train, amount: 48.90, currency: EUR"
    write(blog, "2026-11-20/asha.md", ticket, ticket)
    assert "97.80 EUR" in blog.run("expenses", "--since", "2026-11-20").output


def test_an_expense_that_cannot_be_read_is_told_and_takes_no_other_with_it(blog: Blog) -> None:
    write(blog, "2026-11-20/asha.md", "what: Train, amount: '48,90', currency: EUR")
    write(blog, "2026-11-20/bo.md", "what: A book, amount: 3, currency: EUR")
    for style in ("text", "csv"):
        result = blog.run("expenses", "--since", "2026-11-20", "--format", style)
        assert result.exit_code == 1
        assert "asha.md:2:1: LD008 expenses: expected an amount such as 12.50" in result.stderr
        assert "A book" in result.stdout
        assert "LD008" not in result.stdout


def test_a_secret_in_an_expense_is_not_printed(blog: Blog) -> None:
    token = make_token("ghp_")
    write(blog, "2026-11-20/asha.md", f"what: key {token}, amount: 1, currency: EUR")
    for style in ("text", "csv"):
        output = blog.run("expenses", "--since", "2026-11-20", "--format", style).output
        assert "key" in output
        assert token not in output


ROWS = st.lists(
    st.builds(
        Row,
        st.just("2026-11-20"),
        st.just("asha"),
        st.text(max_size=10),
        st.text(alphabet=st.sampled_from("=+-@\t '\",;\na1\uff1d"), max_size=10),
        st.decimals(Decimal("0.001"), Decimal(10**6), places=3),
        st.sampled_from(["EUR", "USD"]),
    ),
    max_size=5,
)


@given(ROWS)
def test_no_cell_is_a_formula_and_every_amount_is_exact(rows: list[Row]) -> None:
    read = list(csv.reader(io.StringIO(render_csv(rows), newline="")))[1:]
    assert len(read) == len(rows)
    for cells, row in zip(read, rows, strict=True):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d")) for cell in cells)
        assert Decimal(cells[4]) == row.amount
        assert cells[3].removeprefix("'").endswith(row.what.removeprefix("'"))
    total = sum((row.amount for row in rows), Decimal())
    assert sum(sum_up(rows).values(), Decimal()) == total


@given(ROWS)
def test_a_table_has_a_line_for_each_row_and_each_currency(rows: list[Row]) -> None:
    assert len(render_table(rows, sum_up(rows))) == len(rows) + len({it.currency for it in rows})
