"""A true report → the same with its tables printed otherwise: renamed, missing, added, moved rows and columns, other editions."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from generate import Figures, Truth, replace, true_report
from reportcheck import forms
from reportcheck.forms import FormColumn, FormRow, FormTable, Label

Cell = tuple[str, str, str]
TABLES = ("disclosure", "requests", "disputes")


@dataclass(frozen=True, slots=True)
class Altered:
    """What is printed, the figures that have a home, those that have none and why, and the findings it earns."""

    printed: Truth
    figures: Figures
    unplaced: dict[str, list[str]] = field(default_factory=dict)
    findings: frozenset[tuple[str, str]] = frozenset()


Alteration = Callable[[Truth, random.Random], Altered]


def with_table(truth: Truth, table: FormTable) -> Truth:
    """The report printed with another shape of one table."""
    tables = tuple(table if each.id == table.id else each for each in truth.form.tables)
    return replace(truth, form=replace(truth.form, tables=tables))


def _renamed(truth: Truth, words: dict[str, str]) -> Truth:
    def change(label: Label) -> Label:
        return replace(label, text=words.get(label.text, label.text))

    for table in truth.form.tables:
        rows = tuple(replace(row, label=change(row.label)) for row in table.rows)
        columns = tuple(replace(column, label=change(column.label)) for column in table.columns)
        groups = {id: change(label) for id, label in table.groups.items()}
        truth = with_table(truth, replace(table, rows=rows, columns=columns, groups=groups))
    return truth


ROW_WORDS = {
    "行政规范性文件": "规范性文件",
    "规章": "规 章",
    "部分公开（区分处理的，只计这一情形，不计其他情形）": "部分公开(区分处理的,只计这一情形,不计其他情形)",
    "危及“三安全一稳定”": '危及"三安全一稳定"',
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "逾期不补正",
    "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "逾期不缴费",
    "要求行政机关确认或重新出具已获取信息": "要求确认或重新出具已获取信息",
    "本年新收政府信息公开申请数量": "本年新收政府信息公开申请数",
    "无正当理由大量反复申请": "无正当理由大量反复 申请",
    "总计": "总 计",
}
COLUMN_WORDS = {
    "商业企业": "商业 企业",
    "科研机构": "科研 机构",
    "社会公益组织": "社会公益 组织",
    "法律服务机构": "法律服务 机构",
    "法人或其他组织": "法人和其他组织",
    "总计": "合计",
    "自然人": "自 然 人",
    "本年增/减": "本年增减",
    "本年新制作数量": "本年新 制作数量",
    "本年收费金额（单位：万元）": "本年收费金额（万元）",
    "本年制发件数": "制发件数",
}


def renamed_rows(truth: Truth, chance: random.Random) -> Altered:
    return Altered(_renamed(truth, ROW_WORDS), truth.figures)


def renamed_columns(truth: Truth, chance: random.Random) -> Altered:
    return Altered(_renamed(truth, COLUMN_WORDS), truth.figures)


def two_missing_rows(truth: Truth, chance: random.Random) -> Altered:
    table = truth.form.table(chance.choice(("disclosure", "requests")))
    lost = {row.id for row in chance.sample(table.rows, 2)}
    rows = tuple(row for row in table.rows if row.id not in lost)
    kept = {cell: value for cell, value in truth.figures.items() if not (cell[0] == table.id and cell[1] in lost)}
    return Altered(with_table(truth, replace(table, rows=rows)), kept, findings=frozenset({("missing-row", table.id)}))


def missing_column(truth: Truth, chance: random.Random) -> Altered:
    table = truth.form.table(chance.choice(TABLES))
    free = [c.id for c in table.columns if all(row.columns != (c.id,) for row in table.rows)]
    lost = chance.choice(free)
    kept = {cell: value for cell, value in truth.figures.items() if not (cell[0] == table.id and cell[2] == lost)}
    return Altered(_without_column(truth, table, lost), kept, findings=frozenset({("missing-column", table.id)}))


def _without_column(truth: Truth, table: FormTable, lost: str) -> Truth:
    columns = tuple(column for column in table.columns if column.id != lost)
    rows = tuple(replace(row, columns=tuple(id for id in row.columns if id != lost)) for row in table.rows)
    return with_table(truth, replace(table, rows=rows, columns=columns))


def extra_row(truth: Truth, chance: random.Random) -> Altered:
    """A row of the body's own, anywhere behind the first: 行政奖励, 其中：网络申请."""
    table = truth.form.table(chance.choice(("disclosure", "requests")))
    at = chance.randint(1, len(table.rows) - 1)
    before = table.rows[at - 1]
    words = (
        ("行政奖励", "行政确认", "备案审查件")
        if table.id == "disclosure"
        else ("网上提交申请", "转交下级机关办理", "当面撤回")
    )
    row = FormRow("own", Label(chance.choice(words), (), ""), before.group, before.block, before.columns)
    own = {(table.id, row.id, id): chance.randint(1, 30) for id in row.columns}
    printed = with_table(truth, replace(table, rows=(*table.rows[:at], row, *table.rows[at:])))
    printed = replace(printed, figures={**truth.figures, **own})
    return Altered(
        printed,
        truth.figures,
        {"extra-row": [str(v) for v in own.values()]},
        frozenset({("extra-row-or-column", table.id)}),
    )


def _with_column(truth: Truth, table: FormTable, column: FormColumn, at: int, figures: Figures) -> Altered:
    columns = (*table.columns[:at], column, *table.columns[at:])
    order = {each.id: number for number, each in enumerate(columns)}
    wide = {row for _, row, _ in figures}
    rows = tuple(
        replace(row, columns=tuple(sorted((*row.columns, column.id), key=order.__getitem__))) if row.id in wide else row
        for row in table.rows
    )
    printed = replace(
        with_table(truth, replace(table, rows=rows, columns=columns)), figures={**truth.figures, **figures}
    )
    unplaced = {"extra-column": [str(value) for value in figures.values()]}
    return Altered(printed, truth.figures, unplaced, frozenset({("extra-row-or-column", table.id)}))


def extra_column(truth: Truth, chance: random.Random) -> Altered:
    """A column of the body's own: 新闻媒体 among the organizations, 上年数 in the first block of table two."""
    if chance.random() < 0.5:
        table = truth.form.table("requests")
        column = FormColumn("own", Label("新闻媒体", (), ""), "count", "件", "organization")
        at = chance.randint(1, 6)
        own = {(table.id, row.id, "own"): chance.randint(0, 9) for row in table.rows}
    else:
        table = truth.form.table("disclosure")
        column = FormColumn("own", Label("报备份数", (), ""), "count", "件", None)
        at = chance.randint(1, 3)
        own = {
            (table.id, row.id, "own"): chance.randint(0, 9)
            for row in table.rows
            if len(row.columns) == 3 and row.block == table.rows[0].block
        }
    return _with_column(truth, table, column, at, own)


def organizations_subtotal(truth: Truth, chance: random.Random) -> Altered:
    """A column for the sum of the organizations, before or behind them, under their heading or beside it."""
    table = truth.form.table("requests")
    group = chance.choice(("organization", None))
    at = chance.choice((1, 6))
    word = chance.choice(("小计", "法人小计", "法人或其他组织小计"))
    column = FormColumn("own", Label(word, (), ""), "count", "件", group)
    own = {
        (table.id, row.id, "own"): sum(
            truth.figures[table.id, row.id, id] for id in row.columns if id.startswith("organization.")
        )
        for row in table.rows
    }
    return _with_column(truth, table, column, at, own)


def numbers_on_group_rows(truth: Truth, chance: random.Random) -> Altered:
    """（三）不予公开 and its like as rows of their own with the sums of their items."""
    table = truth.form.table("requests")
    rows: list[FormRow] = []
    own: Figures = {}
    for row in table.rows:
        if row.group and "." in row.group:
            if not any(each.id == row.group for each in rows):
                members = [each.id for each in table.rows if each.group == row.group]
                rows.append(FormRow(row.group, table.groups[row.group], "result", "", row.columns))
                for id in row.columns:
                    own[table.id, row.group, id] = sum(truth.figures[table.id, member, id] for member in members)
            row = replace(row, group="result")
        rows.append(row)
    if not own:
        return Altered(truth, truth.figures)
    printed = replace(with_table(truth, replace(table, rows=tuple(rows))), figures={**truth.figures, **own})
    return Altered(
        printed,
        truth.figures,
        {"extra-row": [str(v) for v in own.values()]},
        frozenset({("extra-row-or-column", table.id)}),
    )


def reordered_rows(truth: Truth, chance: random.Random) -> Altered:
    """The items of each group of table three, the blocks of table two, in another order."""
    disclosure, requests = truth.form.table("disclosure"), truth.form.table("requests")
    blocks = list(dict.fromkeys(row.block for row in disclosure.rows))
    chance.shuffle(blocks)
    rows = tuple(row for block in blocks for row in disclosure.rows if row.block == block)
    printed = with_table(truth, replace(disclosure, rows=rows))
    return Altered(with_table(printed, replace(requests, rows=_regrouped(requests, chance))), truth.figures)


def _regrouped(table: FormTable, chance: random.Random) -> tuple[FormRow, ...]:
    """The same rows, those of one inner group shuffled among their places."""
    rows = list(table.rows)
    for group in dict.fromkeys(row.group for row in rows if row.group and "." in row.group):
        places = [index for index, row in enumerate(rows) if row.group == group]
        members = [rows[index] for index in places]
        chance.shuffle(members)
        for index, row in zip(places, members, strict=True):
            rows[index] = row
    return tuple(rows)


def reordered_columns(truth: Truth, chance: random.Random) -> Altered:
    """The organizations of table three and the columns of table two's first block in another order."""
    printed = truth
    for id in ("disclosure", "requests"):
        table = truth.form.table(id)
        columns = list(table.columns)
        inside = [c for c in columns if c.group] if id == "requests" else columns[:3]
        moved = chance.sample(inside, len(inside))
        start = columns.index(inside[0])
        columns[start : start + len(inside)] = moved
        order = {column.id: number for number, column in enumerate(columns)}
        rows = tuple(replace(row, columns=tuple(sorted(row.columns, key=order.__getitem__))) for row in table.rows)
        printed = with_table(printed, replace(table, rows=rows, columns=tuple(columns)))
    return Altered(printed, truth.figures)


def _of_other_edition(truth: Truth, seed: int, ids: tuple[str, ...]) -> Altered:
    """Some tables in the shape of the other edition, filled with true figures of their own."""
    other = next(form.edition for form in forms.editions() if form.edition != truth.form.edition)
    stranger = true_report(seed, other)
    figures = {cell: value for cell, value in truth.figures.items() if cell[0] not in ids}
    figures |= {cell: value for cell, value in stranger.figures.items() if cell[0] in ids}
    order = [(t, row, column) for t in TABLES for row, column in (stranger if t in ids else truth).form.table(t).cells]
    figures = {cell: figures[cell] for cell in order}
    printed = truth
    for id in ids:
        printed = with_table(printed, stranger.form.table(id))
    found = {("outdated-form", id) for id in ids}
    if figures.get(("requests", "result.other.fee_unpaid", "total")) and truth.year < 2021:
        found.add(("fee-unpaid-before-2021", "requests"))
    return Altered(replace(printed, figures=figures), figures, findings=frozenset(found))


def requests_of_other_edition(truth: Truth, chance: random.Random) -> Altered:
    """23 rows where 25 belong, 25 where 23 belong."""
    return _of_other_edition(truth, chance.randint(0, 999), ("requests",))


def disclosure_of_other_edition(truth: Truth, chance: random.Random) -> Altered:
    return _of_other_edition(truth, chance.randint(0, 999), ("disclosure",))


def whole_other_edition(truth: Truth, chance: random.Random) -> Altered:
    return _of_other_edition(truth, chance.randint(0, 999), ("disclosure", "requests"))


ALTERATIONS: dict[str, Alteration] = {
    function.__name__: function
    for function in (
        renamed_rows,
        renamed_columns,
        two_missing_rows,
        missing_column,
        extra_row,
        extra_column,
        organizations_subtotal,
        numbers_on_group_rows,
        reordered_rows,
        reordered_columns,
        requests_of_other_edition,
        disclosure_of_other_edition,
        whole_other_edition,
    )
}
