"""What people paid for their Learning Days, for whoever reimburses it. Never public."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ldblog.secrets.search import find_secrets, mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ldblog.reading.people import People
    from ldblog.secrets.secret_engine import Patterns
    from ldblog.sessions import Session

HEADS = ("session", "handle", "name", "what", "amount", "currency")
# What a spreadsheet would run, or takes for the end of a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Row:
    """What one person paid on one day."""

    session: str
    handle: str
    name: str
    what: str
    amount: Decimal
    currency: str


def find_expenses(session: Session, people: People, patterns: Patterns = ()) -> Iterator[Row]:
    """Yield the expenses in a session's logs; who is not named in public is named to colleagues.

    A secret in one is not printed.
    """
    for log in session.logs:
        person = people.find(log.handle)
        for one in log.meta.expenses:
            what = mask(one.what, find_secrets(one.what, patterns).secrets)
            yield Row(session.name, person.handle, person.name, what, one.amount, one.currency)


def sum_up(rows: Iterable[Row]) -> dict[str, Decimal]:
    """Return the sum of each currency, to the last of its decimals."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row.currency] += row.amount
    return dict(sorted(sums.items()))


def render_csv(rows: Sequence[Row]) -> str:
    """Return rows as CSV (RFC 4180), in which no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    for row in rows:
        cells = (
            row.session,
            row.handle,
            row.name,
            row.what,
            _say(row.amount).replace(",", ""),
            row.currency,
        )
        writer.writerow(map(_defuse, cells))
    return text.getvalue()


def _defuse(cell: str) -> str:
    """Return a cell as spreadsheets show it and do not run it: with the mark of text before it."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) or cell[:1] in _FORMULA else cell


def render_table(rows: Sequence[Row], sums: Mapping[str, Decimal]) -> list[str]:
    """Return rows as the lines of a table, with a sum for each currency below."""
    cells = [(it.session, it.name, it.what, _say(it.amount), it.currency) for it in rows]
    cells += [("", "", "sum", _say(amount), currency) for currency, amount in sums.items()]
    widths = [max(len(row[column]) for row in cells) for column in range(4)] if cells else []
    return [
        f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]:<{widths[2]}}  "
        f"{row[3]:>{widths[3]}} {row[4]}".rstrip()
        for row in cells
    ]


def _say(amount: Decimal) -> str:
    """Return an amount with two decimals, or three where it has them."""
    cents = amount.quantize(Decimal("0.01"))
    return f"{cents:,f}" if cents == amount else f"{amount:,f}"
