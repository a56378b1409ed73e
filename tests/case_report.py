"""What a case says of a report → a `Report`: a true report of that edition, year and kind of body, then changed.

A true report is complete, in order and in the wordings of the form; every identity holds for the figures below. The
keys a case may give, all of them optional:

    edition     "2021" (default), "2019", "none": a report in free form without tables
    year        2024 (default; the edition's own year where it is not in force then), 0 where no year was found
    kind        of the body, "department" (default)
    media       "html" (default), "pdf", "text"
    tables      {table = edition}: this one is printed in another edition
    cells       {cells = printed}: what stands there instead
    add         {cells = n}: the figure raised by n
    without     {cells, tables, sections, aspects = [...]}: absent, without a trace
    astray      {cells = reason}: the figures found no place
    unplaced    further figures without a place: table, row (`*` for one on every row), column, printed, reason, times
    texts       {section = text}: the section says nothing else
    headings    {section = heading}
    order       the ids of the sections in the order they stand in
    extra       further sections: heading, text, and `after` which one (default: at the end)
    notes       of the reading: code, table, section
    corner_note whether the printed identity stands in table three
    title, publisher    as printed ("" for none)
    dates       kind = day; page and signature by default, both published
    passages    {opening, introduction, closing = text}

Cells are named "table row column", with `*` for any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from generate import replace
from reportcheck import forms
from reportcheck.forms import Form, FormTable
from reportcheck.numerals import read_number
from reportcheck.values import (
    Aspect,
    DatedPlace,
    ElementPlace,
    Fact,
    LinePlace,
    Note,
    PagePlace,
    ParagraphPlace,
    Passage,
    Place,
    Report,
    ReportTable,
    Section,
    Unplaced,
)

KEYS = frozenset(
    "edition year kind media tables cells add without astray unplaced texts headings order extra notes corner_note"
    " title publisher dates passages".split()
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES = {"html": "text/html", "pdf": "application/pdf", "text": "text/plain", "word": WORD}
BODIES = {
    "government": "青岚县人民政府",
    "township": "石桥镇人民政府",
    "subdistrict": "望江街道办事处",
    "zone": "青岚经济开发区管理委员会",
    "office": "青岚县人民政府办公室",
    "vertical": "青岚县税务局",
    "department": "青岚县水务局",
    "other": "青岚县供销合作社",
}

# Columns: natural persons, businesses, research, public benefit, legal services, others, total.
REQUESTS = """
received                               23  6  1  2  1  3 36
carried_in                              2  1  0  0  1  0  4
result.granted                          8  3  1  1  0  1 14
result.partly_granted                   3  1  0  0  1  0  5
result.refused.state_secret             0  0  0  0  0  0  0
result.refused.prohibited_by_law        1  0  0  0  0  0  1
result.refused.security_and_stability   0  0  0  0  0  0  0
result.refused.third_party_rights       1  1  0  0  0  0  2
result.refused.internal_affairs         0  0  0  0  0  0  0
result.refused.process_information      2  0  0  0  1  0  3
result.refused.enforcement_file         1  0  0  0  0  0  1
result.refused.administrative_query     0  0  0  0  0  1  1
result.unavailable.not_held             2  1  0  1  0  0  4
result.unavailable.needs_creation       1  0  0  0  0  0  1
result.unavailable.still_unclear        0  0  0  0  0  0  0
result.declined.petition                1  0  0  0  0  0  1
result.declined.repeated                0  0  0  0  0  0  0
result.declined.publication             0  0  0  0  0  0  0
result.declined.excessive               0  0  0  0  0  0  0
result.declined.reissue                 0  0  0  0  0  0  0
result.other.not_corrected              1  0  0  0  0  0  1
result.other.fee_unpaid                 0  0  0  0  0  0  0
result.other.miscellaneous              1  0  0  0  0  0  1
result.other.all                        2  0  0  0  0  0  2
handled                                22  6  1  2  2  2 35
carried_out                             3  1  0  0  0  1  5
"""
# Columns: upheld, corrected, other, pending, total.
DISPUTES = """
reconsideration                  4  1  1  2  8
litigation.direct                2  0  1  0  3
litigation.after_reconsideration 1  1  0  1  3
"""
# Columns as the edition has them for the row.
DISCLOSURE = {
    "2021": """
regulation          0  0  0
normative_document  3  1  14
licensing           120
penalty             35
coercion            2
fee                 12.35
""",
    "2019": """
regulation          0  0  0
normative_document  3  3  14
licensing           20  0  120
other_service       5   0  40
penalty             30  2  35
coercion            4  -1  2
fee                 6   0
procurement         7  251.6
""",
}
ASPECTS = {
    "active_disclosure": "通过门户网站主动公开水利工程、防汛抗旱、民生服务等信息312条，公开河湖管护责任人名单2批。",
    "on_request": "畅通当面、邮寄、网络三种渠道，全年收到政府信息公开申请36件，由专人登记、转办和答复。",
    "information_management": "公开前由起草人自查、科室复核、分管领导审定，清理历年文件14件并逐件标明是否有效。",
    "platform": "改版门户网站专栏2个，增加检索功能，按月排查失效链接，全年修复28处。",
    "safeguards": "政府信息公开列入年度工作考核，考核结果为良好；开展业务培训2次，邀请群众代表参加社会评议；"
    "全年未发生责任追究情形。",
}
TEXTS = {
    "disclosure": "",
    "requests": "",
    "disputes": "",
    "problems": "存在的主要问题：一是部分栏目更新不够及时，二是政策解读形式比较单一。"
    "改进情况：建立栏目更新提醒制度，每月通报一次；新增图文解读和短视频解读，全年制作11期。",
    "other_matters": "本年度未收取信息处理费，没有其他需要报告的事项。",
}


def case_report(changes: Mapping[str, Any]) -> Report:
    """The true report changed as the case says; ValueError for a key or a cell that does not exist."""
    unknown = set(changes) - KEYS
    if unknown:
        raise ValueError(f"a case knows no {sorted(unknown)}")
    edition = changes.get("edition", "2021")
    year = changes.get("year", 2018 if edition == "none" else 2024 if edition == "2021" else 2020)
    without = changes.get("without", {})
    editions = {} if edition == "none" else {t.id: changes.get("tables", {}).get(t.id, edition) for t in _form(edition)}
    printed = {id: editions[id] for id in editions if id not in without.get("tables", ())}
    facts = _changed_facts(changes, tuple(fact for id, name in printed.items() for fact in _facts(name, id)))
    astray = _cells(changes.get("astray", {}), facts)
    kind = changes.get("kind", "department")
    body = changes.get("publisher", BODIES[kind])
    dates = changes.get("dates", {"page": f"{year + 1}-01-20", "signature": f"{year + 1}-01-17"} if year else {})
    report = Report(
        origin="case.html",
        part=1,
        sha256="0" * 64,
        media_type="text/html",
        edition=printed.get("disclosure") or printed.get("requests") or _in_force(year),
        title=changes.get("title", f"{body}{year or ''}年政府信息公开工作年度报告") or None,
        publisher=body or None,
        publisher_kind=kind if body else None,
        year=year or None,
        published=next(iter(dates.values()), None),
        dates=tuple(DatedPlace(day, kind, _place(kind)) for kind, day in dates.items()),
        sections=tuple(_sections(changes, forms.edition("2021" if edition == "none" else edition))),
        tables=tuple(_tables(printed, changes.get("corner_note", True))),
        facts=tuple(fact for fact in facts if _cell(fact) not in astray),
        quantities=(),
        unplaced=tuple(_unplaced(changes, facts, astray)),
        notes=tuple(_notes(changes, year)),
        passages=tuple(_passages(changes, body, year, dates)),
    )
    return in_medium(report, changes.get("media", "html"))


def in_medium(report: Report, media: str) -> Report:
    """The same report as read from a file of another kind: other places."""
    return replace(
        report,
        media_type=MEDIA_TYPES[media],
        dates=tuple(_moved(each, media) for each in report.dates),
        passages=tuple(_moved(each, media) for each in report.passages),
        sections=tuple(_moved(section, media) for section in report.sections),
        tables=tuple(_moved(table, media) for table in report.tables),
        facts=tuple(_moved(fact, media) for fact in report.facts),
        unplaced=tuple(_moved(each, media) for each in report.unplaced),
    )


def true_facts(edition: str) -> dict[tuple[str, str, str], Fact]:
    """Every cell of the edition with its true figure."""
    return {_cell(fact): fact for table in _form(edition) for fact in _facts(edition, table.id)}


def _form(edition: str) -> tuple[FormTable, ...]:
    return forms.edition(edition).tables


def _in_force(year: int) -> str | None:
    form = forms.in_force(year) if year else forms.editions()[0]
    return form.edition if form else None


def _cell(fact: Fact) -> tuple[str, str, str]:
    return fact.table, fact.row, fact.column


def _facts(edition: str, id: str) -> Iterator[Fact]:
    table = forms.edition(edition).table(id)
    block = {"requests": REQUESTS, "disputes": DISPUTES, "disclosure": DISCLOSURE[edition]}[id]
    figures = {line.split()[0]: line.split()[1:] for line in block.strip().splitlines()}
    for row in table.rows:
        for column, printed in zip(row.columns, figures[row.id], strict=True):
            yield Fact(id, row.id, column, read_number(printed, table.column(column).unit), _place(id, row.id, column))


def _place(*names: str) -> Place:
    """Each thing its own line: a path of its names."""
    return ElementPlace("/".join(("/html/body", *names)), 1 + sum(map(ord, "".join(names))) % 900)


def _moved(thing: Any, media: str) -> Any:
    line = thing.place.line
    places: dict[str, Place] = {
        "html": thing.place,
        "text": LinePlace(line, 1),
        "word": ParagraphPlace(line),
        "pdf": PagePlace(1 + line // 300, (10.0, line % 300, 40.0, line % 300 + 12.0)),
    }
    return replace(thing, place=places[media])


def _cells(patterns: Mapping[str, Any], facts: Iterable[Fact]) -> dict[tuple[str, str, str], Any]:
    """Cells named by patterns → what the case says of each; ValueError for a pattern no cell fits."""
    found: dict[tuple[str, str, str], Any] = {}
    cells = [_cell(fact) for fact in facts]
    for pattern, said in patterns.items():
        fitting = [cell for cell in cells if fnmatchcase(" ".join(cell), pattern)]
        if not fitting:
            raise ValueError(f"no cell is named {pattern!r}")
        found |= dict.fromkeys(fitting, said)
    return found


def _changed_facts(changes: Mapping[str, Any], facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    printed = _cells(changes.get("cells", {}), facts)
    added = _cells(changes.get("add", {}), facts)
    absent = _cells(dict.fromkeys(changes.get("without", {}).get("cells", ()), True), facts)
    news = {cell: str(fact.number.value + added[cell]) for fact in facts if (cell := _cell(fact)) in added} | printed
    return tuple(
        replace(fact, number=read_number(news[cell], _unit(fact))) if cell in news else fact
        for fact in facts
        if (cell := _cell(fact)) not in absent
    )


def _unit(fact: Fact) -> str:
    tables = [form.table(fact.table) for form in forms.editions()]
    return next(c.unit for table in tables for c in table.columns if c.id == fact.column)


def _tables(printed: Mapping[str, str], corner_note: bool) -> Iterator[ReportTable]:
    for id, edition in printed.items():
        has_note = bool(forms.edition(edition).table(id).corner_note)
        yield ReportTable(id, edition, _place(id), corner_note if has_note else None)


def _sections(changes: Mapping[str, Any], form: Form) -> Iterator[Section]:
    absent = changes.get("without", {}).get("sections", ())
    made = {section.id: section for section in (_section(changes, form, each.id) for each in form.sections)}
    for id in changes.get("order", list(made)):
        if id not in absent:
            yield made[id]
        yield from (_extra(each) for each in changes.get("extra", ()) if each.get("after") == id)
    yield from (_extra(each) for each in changes.get("extra", ()) if "after" not in each)


def _extra(given: Mapping[str, str]) -> Section:
    return Section(None, given["heading"], given.get("text", "略。"), (), _place("extra", given["heading"]))


def _section(changes: Mapping[str, Any], form: Form, id: str) -> Section:
    prescribed = form.section(id)
    heading = changes.get("headings", {}).get(id, f"{prescribed.numeral}、{prescribed.headings[0]}")
    aspects: tuple[Aspect, ...] = ()
    if id in changes.get("texts", {}):
        text = changes["texts"][id]
    elif id == "overview":
        aspects = tuple(_aspects(form, changes.get("without", {}).get("aspects", ())))
        text = "\n".join(f"{aspect.heading}\n{aspect.text}" for aspect in aspects)
    else:
        text = TEXTS[id]
    return Section(id, heading, text, aspects, _place(id))


def _aspects(form: Form, absent: Iterable[str]) -> Iterator[Aspect]:
    kept = [aspect for aspect in form.aspects if aspect.id not in absent]
    for numeral, aspect in zip("一二三四五", kept, strict=False):
        yield Aspect(aspect.id, f"（{numeral}）{aspect.headings[0]}", ASPECTS[aspect.id], _place(aspect.id))


def _unplaced(changes: Mapping[str, Any], facts: Iterable[Fact], astray: Mapping[Any, Any]) -> Iterator[Unplaced]:
    for fact in facts:
        if _cell(fact) in astray:
            table, row, column = _cell(fact)
            yield Unplaced(table, row, column, fact.number.printed, astray[_cell(fact)], fact.place)
    for each in changes.get("unplaced", ()):
        every = dict.fromkeys(fact.row for fact in facts if fact.table == each.get("table"))
        for row in every if each.get("row") == "*" else [each.get("row")] * each.get("times", 1):
            place = _place(str(each.get("table")), str(row), str(each.get("column")))
            yield Unplaced(each.get("table"), row, each.get("column"), each["printed"], each["reason"], place)


def _passages(changes: Mapping[str, Any], body: str, year: int, dates: Mapping[str, str]) -> Iterator[Passage]:
    period = f"统计期限自{year}年1月1日起至{year}年12月31日止。" if year else ""
    texts = {"introduction": f"本报告由{body}依据《中华人民共和国政府信息公开条例》编制。{period}"}
    if "signature" in dates:
        texts["closing"] = "\n".join((body, "{}年{}月{}日".format(*map(int, dates["signature"].split("-")))))
    texts |= changes.get("passages", {})
    for kind in ("opening", "introduction", "closing"):
        if texts.get(kind):
            yield Passage(kind, texts[kind], _place(kind))


def _notes(changes: Mapping[str, Any], year: int) -> Iterator[Note]:
    for each in changes.get("notes", ()):
        table = each.get("table")
        arguments = {"section": table, "table": table} if table else {}
        if "section" in each:
            arguments["section"] = each["section"]
        if "count" in each:
            arguments["count"] = each["count"]
        yield Note(each["code"], arguments, _place(each["code"], str(table)) if table else None)
    if year and not forms.in_force(year):
        yield Note("no-form-in-force", {"year": year}, None)
