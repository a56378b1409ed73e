"""The days of our calendar are those of the standard library."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reportcheck.calendar import iso_day


def by_library(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@given(st.integers(-1, 10_001), st.integers(-1, 14), st.integers(-1, 33))
def test_any_three_numbers(year: int, month: int, day: int) -> None:
    assert iso_day(year, month, day) == by_library(year, month, day)


def test_every_day_of_the_years_with_and_without_a_leap_day() -> None:
    for year in (1, 1900, 2000, 2023, 2024, 2100, 9999):
        for month in range(1, 13):
            for day in range(1, 33):
                assert iso_day(year, month, day) == by_library(year, month, day)
