"""Year, month and day → the day as ISO 8601 writes it; the library for dates costs a start more than all ours need."""

_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def iso_day(year: int, month: int, day: int) -> str | None:
    """`2024-02-29`; None for a day no calendar has, or a year that has not four digits."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= _LAST_DAYS[month - 1] + _is_leap_day(year, month)):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _is_leap_day(year: int, month: int) -> bool:
    return month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
