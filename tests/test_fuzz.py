"""Mutants of the fixtures: no crash, no hang, no error finding the mutation did not cause.

`FUZZ=n` in the environment makes n mutants of each kind and fixture instead of a few.
"""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from lxml import etree

from reportcheck.assemble.rows import LONGEST_LABEL
from reportcheck.errors import TargetError
from reportcheck.pipeline import check_source
from reportcheck.readers.encoding import to_utf8
from reportcheck.values import Checked, Finding, Judgement, Limits, Source

FIXTURES = sorted(Path(__file__).parent.parent.joinpath("fixtures").glob("*/source.*"))
PAGES = [path for path in FIXTURES if path.suffix == ".html"]
MUTANTS = int(os.environ.get("FUZZ", "25"))
SECONDS = 5.0


def check(data: bytes) -> list[Checked]:
    """What the program says, nothing where it refuses; anything but a TargetError goes through."""
    started = monotonic()
    try:
        return check_source(Source("mutant", "", data, hashlib.sha256(data).hexdigest()), Judgement(), Limits())
    except TargetError:
        return []
    finally:
        assert monotonic() - started < SECONDS


def errors(checked: list[Checked]) -> list[Finding]:
    return [f for each in checked for f in each.result.findings if f.severity == "error" and f.outcome == "broken"]


def name(path: Path) -> str:
    return path.parent.name


def visible(data: bytes, path: Path) -> str:
    """All text of the mutant without white space, read by other means than ours."""
    if path.suffix == ".txt":
        return "".join(data.decode("utf-8", "ignore").split())
    root = etree.fromstring(to_utf8(data)[0], etree.HTMLParser(encoding="utf-8", remove_comments=True))
    etree.strip_elements(root, "script", "style", "title", with_tail=False)
    return "".join("".join(root.itertext()).split())


def values(finding: Finding, checked: list[Checked]) -> list[object]:
    """The figures of the cells of a finding."""
    facts = {(f.table, f.row, f.column): f.number.value for each in checked for f in each.report.facts}
    return [facts.get((cell.table, cell.row, cell.column)) for cell in finding.facts]


# ---- bytes


def flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def cut(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice((1, 3, 40, 700, 9000))]


def repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + chance.choice((1, 3, 40, 700, 9000))]


def swap(data: bytearray, chance: random.Random) -> None:
    first, second = sorted(chance.randrange(len(data)) for _ in range(2))
    data[first:second] = data[(first + second) // 2 : second] + data[first : (first + second) // 2]


def truncate(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


BYTES: list[Callable[[bytearray, random.Random], None]] = [flip, cut, repeat, swap, truncate]


@pytest.mark.parametrize("path", FIXTURES, ids=name)
def test_mangled_bytes_neither_crash_nor_hang_nor_accuse_of_what_is_printed(path: Path) -> None:
    original = path.read_bytes()
    whole = check(original)[0]
    known = {finding.key for finding in errors([whole])}
    headings = {section.id: "".join(section.heading.split()) for section in whole.report.sections}
    for seed in range(MUTANTS):
        chance = random.Random(f"{path.parent.name} {seed}")
        data = bytearray(original)
        chance.choice(BYTES)(data, chance)
        checked = check(bytes(data))
        for finding in errors(checked):
            if finding.key in known:
                continue
            if finding.rule == "missing-section":
                assert headings[finding.section] not in visible(bytes(data), path), (seed, finding.message)
            if finding.family == "sums":
                assert values(finding, checked) != values(finding, [whole]), (seed, finding.message)


# ---- structure


def wrap(root: etree._Element, chance: random.Random) -> None:
    """An element's content goes into a further span or div."""
    element = chance.choice([each for each in root.iter("p", "td", "div") if each.getparent() is not None])
    inner = etree.SubElement(element, chance.choice(("span", "font", "div")))
    inner.text, element.text = element.text, None
    for child in list(element):
        if child is not inner:
            inner.append(child)


def drop_attribute(root: etree._Element, chance: random.Random) -> None:
    """Any attribute but a span or what hides."""
    holders = [each for each in root.iter() if isinstance(each.tag, str) and set(each.attrib) - KEPT]
    if holders:
        element = chance.choice(holders)
        del element.attrib[chance.choice(sorted(set(element.attrib) - KEPT))]


def unwrap(root: etree._Element, chance: random.Random) -> None:
    """A formatting element goes, its content stays."""
    found = list(root.iter("span", "strong", "b", "font"))
    if found:
        etree.strip_tags(root, chance.choice(found).tag)


def add_furniture(root: etree._Element, chance: random.Random) -> None:
    """Something of the portal's between two blocks; in a cell of a table it would be what the cell says."""
    places = [
        each
        for each in root.iter("p", "div", "br", "h1", "table")
        if each.getparent().tag in ("body", "div", "center") and not any(map(is_short, each.iterancestors("td", "th")))
    ]
    if not places:
        return
    extra = etree.fromstring(chance.choice(FURNITURE))
    chance.choice(places).addprevious(extra)


def is_short(cell: etree._Element) -> bool:
    """A cell of a table, not one that lays out the page."""
    return len("".join(cell.itertext()).strip()) <= LONGEST_LABEL


def spread(root: etree._Element, chance: random.Random) -> None:
    """White space around the text of a cell."""
    element = chance.choice(list(root.iter("td", "p")))
    element.text = f"\n   {element.text or ''}  \n"


KEPT = frozenset({"rowspan", "colspan", "style", "hidden", "name", "content", "charset", "href"})
FURNITURE = (
    "<div class='share'><a href='#'>分享</a></div>",
    "<script>var t = '&lt;table&gt;';</script>",
    "<p style='display:none'>规章</p>",
    "<div><img src='a.png' alt=''/></div>",
    "<p> </p>",
)
STRUCTURE = [wrap, drop_attribute, unwrap, add_furniture, spread]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_another_structure_with_the_same_words_adds_no_error(path: Path) -> None:
    data = path.read_bytes()
    known = {finding.key for finding in errors(check(data))}
    parser = etree.HTMLParser(encoding=None if b"utf-8" in data[:600].lower() else "gb18030")
    for seed in range(MUTANTS):
        chance = random.Random(f"{path.parent.name} {seed}")
        root = etree.fromstring(data, parser)
        for _ in range(chance.randint(1, 4)):
            chance.choice(STRUCTURE)(root, chance)
        mutant = etree.tostring(root, method="html", encoding="utf-8", doctype="<!doctype html>")
        mutant = mutant.replace(b"gb2312", b"utf-8")
        checked = check(mutant)
        assert len(checked) == 1, seed
        assert [f.message for f in errors(checked) if f.key not in known] == [], seed
