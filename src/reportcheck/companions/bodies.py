"""The name a report gives its body → its parts, and whether two names may be one body's.

Offices write their names long and short. Two names are one body's where the same office stands in the same place, and
the longer only adds the regions above it. A name without a place fits every place: whoever pairs names has to see that
no other fits as well.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reportcheck.patterns import pattern
from reportcheck.tuples import NamedTuple

_MARKS = pattern(r"[\s《》〈〉“”‘’\"'\u3000]+")
_BRACKET = pattern(r"\(([^()]*)\)$")
_ABOVE = pattern(r"^(?:中共|中国共产党|国家税务总局(?=.)|中华人民共和国(?=.))")
_HOST = pattern("人民政府(?=.{2,8}街道)")
"""A subdistrict's office is that of the government above it."""
_LEVELS = (
    r"自治区|自治州|自治县|自治旗|地区|新区|省(?![级直])|市(?![级直属场]|政(?![府务协法])|民(?![政族宗防]))"
    r"|县(?![级直域属])|区(?![域划块级直属])|州(?![市区县])|旗(?![区镇街乡])|盟|街道|(?<!城)镇(?!市)|(?<!城)乡(?![村建市镇])"
)
_REGION = pattern(rf".{{1,12}}?(?:{_LEVELS})")
_BARE = pattern(r"^(?:[我本全](?=[省市县区州旗]))?([省市县区州旗])(?![场域划块])(?=..)")
_NO_REGION = pattern("[省市县区州旗]?(?:城市|城镇|乡镇|集镇|社区|园区|辖区|景区|小区|山区|林区|牧区|库区|灾区)")
"""Words of offices' tasks that end as regions do."""
_ZONE = ("开发区", "园区", "新区", "实验区", "示范区", "高新区", "经开区", "度假区", "保税区", "合作区")
_ECOLOGY = "生态环境局"
"""The one office whose branches are called by city and district in one word: 云陂市砚山生态环境局."""
_SHORT = (
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("办公厅", "办"),
    ("办公室", "办"),
    ("人民政府", "政府"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("卫生健康", "卫健"),
    ("市场监督管理", "市监"),
    ("市场监管", "市监"),
    ("工业和信息化", "工信"),
    ("文化和旅游", "文旅"),
    ("文化旅游", "文旅"),
    ("城市管理", "城管"),
    ("自然资源和规划", "自然资源规划"),
    ("医疗保障", "医保"),
    ("应急管理", "应急"),
    ("退役军人事务", "退役军人"),
    ("教育和体育", "教体"),
    ("教育体育", "教体"),
)
"""What offices themselves shorten their names to; no other shortening is believed."""


class Body(NamedTuple):
    """A name in parts: the regions from the largest down, the office, a bracket behind it.

    `level` is a bare 市, 县 or 区 in the place of a region's name. A region by itself has the office "".
    """

    regions: tuple[str, ...]
    office: str
    bracket: str = ""
    level: str = ""


@lru_cache(maxsize=4096)
def read_body(name: str) -> Body:
    """The parts of a name, whatever its width, white space and marks."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", name))
    bracket = _BRACKET.search(text)
    text = _HOST.sub("", _ABOVE.sub("", text[: bracket.start()] if bracket else text))
    regions, rest = _regions(text)
    bare = None if regions else _BARE.match(rest)
    office = _shortened(rest[bare.end() :] if bare else rest)
    return Body(*_settled(regions, office), bracket[1] if bracket else "", bare[1] if bare else "")


def is_same(one: Body, other: Body) -> bool:
    """Whether nothing speaks against both names being one body's; False for two places, offices or brackets."""
    if one == other:
        return True
    if one.bracket != other.bracket or not _is_one_office(one, other):
        return False
    long, short = (one, other) if len(one.regions) >= len(other.regions) else (other, one)
    if not long.regions:
        return "" in (long.level, short.level)
    if not short.regions:
        return not long.level and _fits_level(short.level, long.regions[-1])
    return not long.level and not short.level and _is_above(long.regions, short.regions)


def place_of(body: Body) -> str:
    """The region whose body it is, "" where none is named."""
    return body.regions[-1] if body.regions else ""


def is_common(body: Body) -> bool:
    """Whether many places have a body of that name: it names no place, or a town and not in which county."""
    return not body.regions or body.regions[0].endswith(("乡", "镇", "街道"))


def _regions(text: str) -> tuple[tuple[str, ...], str]:
    """The regions a name begins with, and the rest."""
    found = []
    position = 0
    while (match := _REGION.match(text, position)) and not _NO_REGION.fullmatch(match[0]):
        found.append(match[0])
        position = match.end()
    return tuple(found), text[position:]


def _shortened(office: str) -> str:
    for long, short in _SHORT:
        office = office.replace(long, short)
    return re.sub("[和与及、]", "", office)


def _settled(regions: tuple[str, ...], office: str) -> tuple[tuple[str, ...], str]:
    """The government of a town and the town, the office of a subdistrict and the subdistrict are one name."""
    last = regions[-1] if regions else ""
    if last.endswith(("乡", "镇")) and office in ("", "政府"):
        return regions, "政府"
    if last.endswith("街道") and office in ("", "办", "办事处"):
        return regions, "办事处"
    if office.endswith(_ECOLOGY):
        return _branch(regions, office)
    return regions, office


def _branch(regions: tuple[str, ...], office: str) -> tuple[tuple[str, ...], str]:
    """云陂市砚山生态环境局, 砚山区生态环境局 and 砚山生态环境局: the district's name stands without its 区."""
    place = office.removesuffix(_ECOLOGY)
    if place:
        return (*regions, place), _ECOLOGY
    last = regions[-1] if regions else ""
    if len(last) > 2 and last.endswith(("区", "县")):
        return (*regions[:-1], last[:-1]), _ECOLOGY
    return regions, _ECOLOGY


def _is_one_office(one: Body, other: Body) -> bool:
    """The same office; a region by itself is its government or, where it is a zone, its committee."""
    if one.office == other.office:
        return True
    offices = {one.office, other.office}
    if "" not in offices:
        return False
    named = max(offices)
    is_zone = any(body.regions and body.regions[-1].endswith(_ZONE) for body in (one, other) if not body.office)
    return named == "政府" or (named == "管委会" and is_zone)


def _is_above(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether the longer only adds regions around those of the shorter, both ending in the same one."""
    rest = iter(long)
    return long[-1] == short[-1] and all(region in rest for region in short)


def _fits_level(level: str, region: str) -> bool:
    """Whether a bare 区 may stand for the region; a district's name without its 区 is one too."""
    return not level or region.endswith(level) or (level in "区县" and not re.search(f"(?:{_LEVELS})$", region))
