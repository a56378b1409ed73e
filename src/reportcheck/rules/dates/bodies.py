"""Names of bodies → whether they may be one body's, or those of bodies that speak for each other."""

from __future__ import annotations

import re

from reportcheck.patterns import holds

_ENDINGS = tuple("政府 局 委 厅 办 委员会 办公室 街道 镇 乡 区 县 市 管委会 中心 院 校 会 署 关 社 队 部 处 所".split())
_NO_NAME = frozenset("，。：:；;、“”《》|>/=_-")
"""What stands in no name, nor do digits."""
LONGEST_NAME = 40
"""Characters of the longest name of a body."""
_LEADING = ("领导小组", "推进组", "工作组", "网站", "平台", "门户")


def is_body(line: str) -> bool:
    """Whether a line may be the name of a body and nothing else."""
    if not 2 < len(line) <= LONGEST_NAME or not line.endswith(_ENDINGS):
        return False
    return _NO_NAME.isdisjoint(line) and not any(map(str.isdecimal, line))


def is_related(name: str, publisher: str) -> bool:
    """Whether two names may be one body's, its host's or its superior's in the same place: full, short or local."""
    if name.endswith("委员会办公室") or holds(name, _LEADING) or name in publisher or publisher in name:
        return True
    own, other = without_region(publisher), without_region(name)
    if _is_shortened(other, own) or _is_shortened(own, other):
        return not _are_places_apart(name, publisher)
    is_local = any(word in publisher for word in ("政府", "街道", "镇", "乡", "区", "管委会", "管理委员会", "办公室"))
    place = publisher.removesuffix(own)
    return is_local and (_shares_place(name, publisher) or bool(place and place in name))


def without_region(name: str) -> str:
    """What a body is called in its own place: the name without the regions it begins with, unless that is all."""
    region = re.match(r"(?:[^省市县区州旗盟]{0,7}(?:省|自治区|自治州|市(?![场政民])|县|区(?!域)|州|旗|盟))+", name)
    rest = name[region.end() :] if region else name
    return rest or name


def _is_shortened(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other, in order, and both end alike: 住建局, 住房和城乡建设局."""
    rest = iter(long)
    return short[-1:] == long[-1:] and all(character in rest for character in short)


def _are_places_apart(name: str, publisher: str) -> bool:
    """Both name their place, and no place of the one is in the other; the district or 县 alone is no name."""
    place, own = (each.removesuffix(without_region(each)) for each in (name, publisher))
    return min(len(place), len(own)) > 1 and not _shares_place(name, publisher)


def _shares_place(name: str, publisher: str) -> bool:
    """Whether two characters in a row of the one's place stand in the other's name."""
    region = publisher.removesuffix(without_region(publisher)) or publisher
    pairs = {region[i : i + 2] for i in range(len(region) - 1)}
    return any(pair in name for pair in pairs)
