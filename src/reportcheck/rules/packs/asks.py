"""The table of an entry, its values known to be fit → what the entry asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from reportcheck.rules.packs.keys import PERCENTAGE
from reportcheck.rules.packs.pack import Ask, Deadline, Length, LocalIdentity, Statement, Threshold

Table = Mapping[str, Any]


def _identity(table: Table) -> Ask:
    return LocalIdentity(table["table"], table["holds"], table["along"], tuple(table.get("only", ())))


def _statement(table: Table) -> Ask:
    return Statement(table.get("section"), tuple(table["any_of"]))


def _length(table: Table) -> Ask:
    return Length(table["section"], table.get("at_least"), table.get("at_most"))


def _deadline(table: Table) -> Ask:
    return Deadline(*map(int, table["published_by"].split("-")))


def _threshold(table: Table) -> Ask:
    whole = table.get("share_of")
    return Threshold(
        table["table"],
        table["row"],
        table["column"],
        (whole["row"], whole["column"]) if whole else None,
        table.get("whole_at_least", 1),
        _limit(table.get("at_least")),
        _limit(table.get("at_most")),
    )


def _limit(value: int | float | str | None) -> Decimal | None:
    """Shares in per cent become parts of 1."""
    match = PERCENTAGE.fullmatch(value) if isinstance(value, str) else None
    if match:
        return Decimal(match[1]) / 100
    return None if value is None else Decimal(str(value))


ASKS: dict[str, Callable[[Table], Ask]] = {
    "identities": _identity,
    "statements": _statement,
    "lengths": _length,
    "dates": _deadline,
    "thresholds": _threshold,
}
