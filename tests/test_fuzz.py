"""Mutants of the fixtures: no crash, no hang, no error finding the mutation did not cause.

`FUZZ=n` in the environment makes n mutants of each kind and fixture instead of a few.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest
from lxml import etree

from reportcheck import forms
from reportcheck.errors import TargetError
from reportcheck.pipeline import check_source
from reportcheck.readers.encoding import to_utf8
from reportcheck.values import Checked, Finding, Judgement, Limits, Source

TEXTS = (".html", ".txt")
FIXTURES = sorted(
    path for path in Path(__file__).parent.parent.joinpath("fixtures").glob("*/source.*") if path.suffix in TEXTS
)
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


def cells(data: bytes) -> set[str]:
    """The texts of the cells of the mutant without white space, read by other means than ours."""
    root = etree.fromstring(to_utf8(data)[0], etree.HTMLParser(encoding="utf-8", remove_comments=True))
    return {"".join("".join(cell.itertext()).split()) for cell in root.iter("td", "th")}


def label(finding: Finding, checked: list[Checked]) -> str:
    """The label of the row a finding is about, as the form prints it."""
    table, row = str(finding.arguments["table"]), str(finding.arguments["row"])
    edition = next(each.edition for one in checked for each in one.report.tables if each.id == table)
    found = forms.edition(edition).table(table).row(row).label
    return "".join(f"{found.numeral}{found.text}".split())


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
    known = {(finding.rule, finding.section, finding.facts) for finding in errors([whole])}
    headings = {section.id: "".join(section.heading.split()) for section in whole.report.sections}
    for seed in range(MUTANTS):
        chance = random.Random(f"{path.parent.name} {seed}")
        data = bytearray(original)
        mangle = chance.choice(BYTES)
        mangle(data, chance)
        checked = check(bytes(data))
        for finding in errors(checked):
            if (finding.rule, finding.section, finding.facts) in known:
                continue
            if finding.rule == "missing-section":
                assert headings[finding.section] not in visible(bytes(data), path), (seed, finding.message)
            if finding.rule == "missing-row" and mangle is flip:
                assert label(finding, checked) not in cells(bytes(data)), (seed, finding.message)
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
    """Something of the portal's between two blocks; in a cell nothing that is printed: it would be part of a figure."""
    places = [
        each for each in root.iter("p", "div", "br", "h1", "table") if each.getparent().tag in ("body", "div", "center")
    ]
    if not places:
        return
    place = chance.choice(places)
    in_cell = next(place.iterancestors("td", "th"), None) is not None
    place.addprevious(etree.fromstring(chance.choice(UNPRINTED if in_cell else FURNITURE)))


def spread(root: etree._Element, chance: random.Random) -> None:
    """White space around the text of a cell."""
    element = chance.choice(list(root.iter("td", "p")))
    element.text = f"\n   {element.text or ''}  \n"


def nest(root: etree._Element, chance: random.Random) -> None:
    """A table goes into the only cell of a further one."""
    tables = list(root.iter("table"))
    if not tables:
        return
    inner = chance.choice(tables)
    outer = etree.fromstring("<table><tr><td/></tr></table>")
    outer.tail, inner.tail = inner.tail, None
    inner.getparent().replace(inner, outer)
    outer[0][0].append(inner)


def drop_groups(root: etree._Element, chance: random.Random) -> None:
    """The groups of rows go, their rows stay."""
    tables = list(root.iter("table"))
    if tables:
        etree.strip_tags(chance.choice(tables), "thead", "tbody", "tfoot")


def heading_into_table(root: etree._Element, chance: random.Random) -> None:
    """A heading goes into a row of its own, the first of the next table or the last of the one before."""
    order = [each for each in root.iter("p", "div", "h2", "h3", "table") if each.tag == "table" or is_heading(each)]
    after = [(heading, table, 0) for heading, table in pairwise(order) if table.tag == "table" != heading.tag]
    before = [(heading, table, -1) for table, heading in pairwise(order) if table.tag == "table" != heading.tag]
    if not after + before:
        return
    heading, table, end = chance.choice(after + before)
    neighbour = list(table.iter("tr"))[end]
    row = etree.SubElement(neighbour.getparent(), "tr")
    neighbour.getparent().insert(neighbour.getparent().index(neighbour) - end, row)
    heading.tail = None
    etree.SubElement(row, "td", colspan="20").append(heading)


def is_heading(element: etree._Element) -> bool:
    in_cell = next(element.iterancestors("td", "th"), None) is not None
    return not in_cell and HEADING.fullmatch("".join(element.itertext()).strip()) is not None


HEADING = re.compile("[一二三四五六]、.{4,40}")
KEPT = frozenset({"rowspan", "colspan", "style", "hidden", "name", "content", "charset", "href"})
UNPRINTED = (
    "<script>var t = '&lt;table&gt;';</script>",
    "<p style='display:none'>规章</p>",
    "<div><img src='a.png' alt=''/></div>",
    "<p> </p>",
)
FURNITURE = ("<div class='share'><a href='#'>分享</a></div>", *UNPRINTED)
STRUCTURE = [wrap, drop_attribute, unwrap, add_furniture, spread, nest, drop_groups, heading_into_table]


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
