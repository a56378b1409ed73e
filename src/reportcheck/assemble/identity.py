"""Blocks → who published the report, for which year, when: title, publisher and its kind, year, dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise

from reportcheck.calendar import iso_day
from reportcheck.grid import grid_rows
from reportcheck.numerals import read_chinese_numeral
from reportcheck.patterns import HANZI, pattern
from reportcheck.tuples import NamedTuple
from reportcheck.values import Block, DatedPlace, Grid, Meta, Text

_BEHIND_YEAR = rf"(?:年度|年|(?={HANZI}|\)))的?"
_YEAR = pattern(rf"(?P<year>(?:19|20)\d\d){_BEHIND_YEAR}")
_SPOKEN_YEAR = pattern(rf"(?P<year>(?:19|20)\d\d|[二2][〇零○0][〇零○一二三四五六七八九]{{2}}){_BEHIND_YEAR}")
"""The same, and those with Chinese numerals."""
_NUMERALS = frozenset("〇零○一二三四五六七八九")
_MATTER = pattern(r"政府信息公开|政务信息公开|信息公开|政务公开")
_REPORT = pattern(r"(?:工作)?的?(?:情况)?(?:年度)?的?(?:年度?报告|年报|情况报告|工作报告|报告)(?:\(\))?")
_TITLE_LABEL = pattern(r"^(?:(?:标题|题名|名称)[:：]|(?:Page|P\.?)\d+[-—–]?)", re.I)
_BESIDE_WORDS = str.maketrans("", "", "_()·—-")
_OTHER_PAPER = pattern(
    r"(?:编制|报送|印发|公布|转发|填报|做好|审核)[^局委会]{0,4}$"
    r"|^[上下前后]一[篇条个]|链接|专栏|通知|公告|通告|目录|指南|解读|格式|月\d{1,2}日",
    needs=tuple("编制 报送 印发 公布 转发 填报 做好 审核 一 链接 专栏 通知 公告 通告 目录 指南 解读 格式 月".split()),
)
_DATE = pattern(r"(?P<y>(?:19|20)\d\d)\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?")
_SPOKEN_DATE = pattern(
    r"(?P<y>二[〇零○][〇零○一二三四五六七八九]{2})\s*年\s*(?P<m>[一二三四五六七八九十]{1,2})\s*月\s*(?P<d>[一二三四五六七八九十]{1,3})\s*日",
    needs=("二〇", "二零", "二○"),
)
_PAGE_DATE = pattern(rf"(?:(?:发布|发文|公开|公布|发表|信息)|(?<!{HANZI}))(?:时间|日期)\s*[:：]?\s*(?=\d|$)")
_META_DATE = pattern(r"(?:firstpublish|publish|pub)(?:ed)?_?(?:date|time|edtime)|article:published_time", re.I)
_ORIGIN = pattern(
    r"(?:发布机构|发布单位|发布机关|编制单位|(?:信息来源|文章来源|来源)(?=\s*[:：]))[\s:：]\s*[:：]?\s*"
    rf"(?P<name>(?:{HANZI}|[（）()]){{2,40}})"
)
_PERIOD = pattern(r"((?:19|20)\d\d)\s*年\s*1\s*月\s*1\s*日.{0,8}?(?:12\s*月\s*31\s*日)")
_BODY = pattern(
    rf"(?:{HANZI}|[（）()·]){{3,40}}(?:政府|局|委|厅|办|委员会|办公室|街道|镇|乡|区|管委会|中心|院|校|会|署|关|社)"
)
_CLOCK = pattern(r"[\s()（）]|\d{1,2}:\d{2}(?::\d{2})?")
_LONGEST_TITLE = 70
LONGEST_SIGNATURE = 60
_NO_DATE_ENDS = tuple("。；！？，、：")

KINDS = (
    (
        "vertical",
        pattern(
            r"税务|海关|海事|气象局|气象台|邮政管理|烟草|金融监管|金融监督管理",
            needs=("税务", "海", "气象", "邮政", "烟草", "金融"),
        ),
    ),
    ("office", pattern(r"政府(?:办公厅|办公室|办)$")),
    ("township", pattern(r"(?:乡|镇)(?:人民政府)?$")),
    ("other", pattern(r"驻.{2,6}办事处$")),
    ("subdistrict", pattern(r"街道(?:办事处|办)?$|办事处$")),
    ("government", pattern(r"人民政府$")),
    (
        "department",
        pattern(
            r"(?:局|厅|委员会|委|办公室|办)(?:\([^()]*\)|（[^（）]*）)?$(?<!区管理委员会)(?<!区管委会)(?<!^管委会)"
        ),
    ),
    ("zone", pattern(r"(?:开发区|园区|新区|实验区|示范区|高新区|经开区|度假区|保税区|管委会|区管理委员会)")),
    ("government", pattern(r"(?:省|市|县|区|州|旗|盟)$")),
)
"""Kind of body → what its name shows, the first that fits."""


class Title(NamedTuple):
    """A title as printed without white space, and what it says. `blocks` = first and last block it stands in."""

    text: str
    body: str | None
    year: int | None
    blocks: tuple[int, int]


class Identity(NamedTuple):
    """What the document says about itself."""

    title: str | None
    publisher: str | None
    kind: str | None
    year: int | None
    published: str | None
    dates: tuple[DatedPlace, ...]


def find_titles(blocks: Sequence[Block]) -> list[Title]:
    """Every title of an annual report among the paragraphs, also one broken over two or three lines; no links."""
    found: list[Title] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        title = _title_at(blocks, index) if isinstance(block, Text) and not block.link else None
        if title:
            found.append(title)
        index = title.blocks[1] + 1 if title else index + 1
    return found


def read_title(text: str, blocks: tuple[int, int] = (0, 0)) -> Title | None:
    """A line → the title of an annual report it is, or None."""
    bare = "".join(text.split())
    if "公开" not in bare or "报" not in bare:
        return None
    bare = _TITLE_LABEL.sub("", bare)
    if len(bare) > _LONGEST_TITLE:
        return None
    text = unicodedata.normalize("NFKC", bare)
    dated = _YEAR if _NUMERALS.isdisjoint(text) else _SPOKEN_YEAR
    years = [match["year"] for match in dated.finditer(text)]
    text = dated.sub("", text)
    matter = _MATTER.search(text)
    if not matter or not _REPORT.fullmatch(text[matter.end() :]) or not _is_bare(text):
        return None
    body = text[: matter.start()]
    if _OTHER_PAPER.search(body):
        return None
    if body.endswith("人民") and matter.group() == "政府信息公开":
        body += "政府"
    body = body.removeprefix("关于").removesuffix("关于").removesuffix("的")
    return Title(bare, _printed(bare, body), _year(years[0] if years else None), blocks)


def _is_bare(text: str) -> bool:
    """Whether it is made of letters, digits, brackets and strokes."""
    words = text.translate(_BESIDE_WORDS)
    return not words or words.isalnum()


def identify(blocks: Sequence[Block], title: Title | None, metadata: Sequence[Meta], opening: int) -> Identity:
    """`opening` = the block of the first section heading: dates of the page stand before it or after the report."""
    texts = list(_page_texts(blocks, opening))
    dates = tuple(_dates(texts, metadata, opening))
    publisher = title.body if title and title.body else None
    kind = publisher_kind(publisher) if publisher else None
    publisher = publisher or _origin(texts) or _signature(texts, dates)
    year = (title.year if title else None) or period_year(text for _, text in texts)
    published = next((d.date for k in ("page", "meta", "signature") for d in dates if d.kind == k), None)
    return Identity(title.text if title else None, publisher, kind, year, published, dates)


def _page_texts(blocks: Sequence[Block], opening: int) -> Iterator[tuple[int, Text]]:
    """The paragraphs that are no links, and each row of a table above the report as one: portals put dates there."""
    for index, block in enumerate(blocks):
        if isinstance(block, Text) and not block.link:
            yield index, block
        elif isinstance(block, Grid) and index < opening:
            for row in grid_rows(block):
                yield index, Text(" ".join(cell.text for cell in row), row[0].place if row else block.place)


def publisher_kind(name: str) -> str:
    """The kind a body's name shows; "other" where it shows none."""
    return next((kind for kind, pattern in KINDS if pattern.search(name)), "other")


def read_date(text: str) -> str | None:
    """The first calendar date in the text, ISO 8601."""
    match = _find_date(unicodedata.normalize("NFKC", text))
    return _iso(match) if match else None


def _find_date(text: str) -> re.Match[str] | None:
    """The first in digits or in numerals."""
    written, spoken = _DATE.search(text), _SPOKEN_DATE.search(text)
    return spoken if spoken and (written is None or spoken.start() < written.start()) else written


def _title_at(blocks: Sequence[Block], index: int) -> Title | None:
    """The longest of one to three successive short paragraphs that together are a title.

    Beside a title of several lines may stand what does not belong to it: a box of links, say.
    """
    whole = _title_of(blocks, index, lambda text: text)
    first = blocks[index]
    if whole or not isinstance(first, Text) or "\t" not in first.text:
        return whole
    beside = _title_of(blocks, index, lambda text: text.partition("\t")[0])
    return beside if beside and beside.blocks[1] > index else None


def _title_of(blocks: Sequence[Block], index: int, own: Callable[[str], str]) -> Title | None:
    """`own`: what of a line may belong to the title."""
    text = ""
    for last in range(index, min(index + 3, len(blocks))):
        block = blocks[last]
        if not isinstance(block, Text) or block.link or len(text) + len(block.text) > 2 * _LONGEST_TITLE:
            return None
        text += own(block.text)
        title = read_title(text, (index, last)) if "报" in text else None
        if title and last > index and (_opens_later(blocks, index, last) or not (title.year or _is_body(title.body))):
            return None
        if title:
            return title
    return None


def _is_body(name: str | None) -> bool:
    return name is not None and any(pattern.search(name) for _, pattern in KINDS)


def _opens_later(blocks: Sequence[Block], index: int, last: int) -> bool:
    """A line shorter than the next is no first part of a broken title when the rest is a title with a body."""
    first, second = blocks[index], blocks[index + 1]
    if not isinstance(first, Text) or not isinstance(second, Text) or len(first.text) >= len(second.text):
        return False
    rest = read_title("".join(b.text for b in blocks[index + 1 : last + 1] if isinstance(b, Text)))
    return rest is not None and rest.body is not None


def _printed(bare: str, body: str) -> str | None:
    """The body as printed: the title is matched in normalised width."""
    if not body:
        return None
    start = unicodedata.normalize("NFKC", bare).find(body)
    same_length = len(unicodedata.normalize("NFKC", bare)) == len(bare)
    return bare[start : start + len(body)] if same_length and start >= 0 else body


def _year(printed: str | None) -> int | None:
    if not printed:
        return None
    value = int(printed) if printed.isdigit() and printed.isascii() else read_chinese_numeral(printed)
    return value if value and 1990 <= value <= 2100 else None


def _iso(match: re.Match[str]) -> str | None:
    numbers = [int(p) if p.isdigit() else read_chinese_numeral(p) for p in match.group("y", "m", "d")]
    return iso_day(*(number or 0 for number in numbers))


def _dates(texts: Sequence[tuple[int, Text]], metadata: Sequence[Meta], opening: int) -> list[DatedPlace]:
    found: list[DatedPlace] = []
    for position, (index, text) in enumerate(texts):
        if len(text.text) > 200:
            continue
        printed = _PAGE_DATE.search(text.text) if "时间" in text.text or "日期" in text.text else None
        if printed:
            following = texts[position + 1][1].text if position + 1 < len(texts) else ""
            when = read_date(text.text[printed.end() :] or following)
            if when:
                found.append(DatedPlace(when, "page", text.place))
        elif index != opening and (signed := split_signature(text.text)):
            dashes = index < opening and "年" not in text.text
            found.append(DatedPlace(signed[1], "page" if dashes else "signature", text.place))
    for meta in metadata:
        if _META_DATE.fullmatch(meta.name.strip()) and (when := read_date(meta.content)):
            found.append(DatedPlace(when, "meta", meta.place))
    return found


def split_signature(text: str) -> tuple[str, str] | None:
    """A paragraph that is a date, a body before it allowed → (body or "", ISO date); None for any other."""
    if len(text) > 2 * LONGEST_SIGNATURE or text[-1:] in _NO_DATE_ENDS:
        return None
    text = unicodedata.normalize("NFKC", text)
    parted = any(mark in text for mark in "年-/.")
    match = _find_date(text) if parted and len(text) <= LONGEST_SIGNATURE else None
    when = _iso(match) if match else None
    if match is None or when is None:
        return None
    name = "".join(text[: match.start()].split()).strip("()（）")
    after = _CLOCK.sub("", text[match.end() :])
    return (name, when) if not after and (not name or _BODY.fullmatch(name)) else None


def _origin(texts: Sequence[tuple[int, Text]]) -> str | None:
    matches = (_ORIGIN.search(text.text) for _, text in texts if len(text.text) < 200)
    return next((match["name"] for match in matches if match), None)


def _signature(texts: Sequence[tuple[int, Text]], dates: Sequence[DatedPlace]) -> str | None:
    """The body named on the line of the last signature's date, or alone on the line before it."""
    signed = {found.place for found in dates if found.kind == "signature"}
    for position in range(len(texts) - 1, 0, -1):
        if texts[position][1].place in signed:
            parts = split_signature(texts[position][1].text)
            name = (parts[0] if parts else "") or "".join(texts[position - 1][1].text.split())
            return name if _BODY.fullmatch(name) else None
    return None


def period_year(blocks: Iterable[Block]) -> int | None:
    """The year whose first and last day the paragraphs name as the period reported on, be it over a break."""
    texts = [block.text for block in blocks if isinstance(block, Text) and not block.link]
    over = (one[-_LONGEST_TITLE:] + other[:_LONGEST_TITLE] for one, other in pairwise(texts) if one[-1:] not in "。；")
    matches = (_PERIOD.search(text) for text in chain(texts, over))
    return next((int(match[1]) for match in matches if match), None)
