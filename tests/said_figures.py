"""Figures read from a sentence → short words a truth can be written in."""

from __future__ import annotations

from reportcheck.quantities import Reading, read_quantities
from reportcheck.values import LinePlace, Section


def read_text(text: str, **about: object) -> tuple[Reading, ...]:
    """The readings of one section; unless said otherwise a department's overview of 2024."""
    section = Section(str(about.get("section", "overview")), "", text, (), LinePlace(1, 1))
    publisher = str(about.get("publisher", "青岚县教育局"))
    return read_quantities(
        [section], publisher, str(about.get("kind", "department")), int(str(about.get("year", 2024)))
    )


def say_reading(reading: Reading, readings: tuple[Reading, ...], text: str, year: int = 2024) -> str:
    """`12 requests.received.total~ region part 2023`, of a percentage also its share and whole as printed."""
    words = [f"{reading.value} {reading.meaning}" + ("~" if reading.approximate else "")]
    words += [reading.scope] if reading.scope != "body" else []
    words += ["part"] if reading.part else []
    words += [str(reading.year)] if reading.year != year else []
    if reading.meaning == "percentage":
        related = (readings[index] if index is not None else None for index in (reading.share, reading.whole))
        words.append("of " + "/".join(text[each.start : each.end] if each else "?" for each in related))
    return " ".join(words)


def say_compared(text: str, **about: object) -> list[str]:
    """All figures of the text that have a meaning."""
    readings = read_text(text, **about)
    year = int(str(about.get("year", 2024)))
    return [say_reading(reading, readings, text, year) for reading in readings if reading.meaning]
