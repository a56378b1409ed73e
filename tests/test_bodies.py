"""Names of bodies as offices vary them are one body's; no two bodies' names ever are."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportcheck.companions.bodies import Body, is_same, read_body

# Each line is one body; each name on it is another way to write it.
ONE_BODY = """
淮安市洪泽区人民政府 洪泽区人民政府 江苏省淮安市洪泽区人民政府 洪泽区政府 洪泽区
云陂市砚山生态环境局 砚山生态环境局 砚山区生态环境局 云陂市砚山区生态环境局 区生态环境局
云陂市生态环境局 云岭省云陂市生态环境局
青岚县住房和城乡建设局 青岚县住建局 青岚县住房城乡建设局 云陂市青岚县住建局
青岚县人民政府办公室 青岚县政府办公室 青岚县政府办 云陂市青岚县人民政府办公室
青岚县石桥镇人民政府 石桥镇人民政府 石桥镇 石桥镇政府 云陂市青岚县石桥镇
望江街道办事处 望江街道 青岚县望江街道办 青岚县人民政府望江街道办事处
平潭综合实验区 平潭综合实验区管理委员会 平潭综合实验区管委会
云陂市市场监督管理局 云陂市市场监管局 市市场监督管理局
国家税务总局青岚县税务局 青岚县税务局
中共青岚县委宣传部 青岚县委宣传部 云陂市青岚县委宣传部
苏州市民政局 江苏省苏州市民政局 市民政局
内江市市中区人民政府 市中区人民政府 市中区
浦东新区 上海市浦东新区人民政府 浦东新区人民政府
青岚县发展和改革局（粮食和物资储备局） 青岚县发改局(粮食和物资储备局)
江苏省水利厅 水利厅 省水利厅
青岚县城市管理局 青岚县城管局 云陂市青岚县城市管理局
青岚县卫生健康委员会 青岚县卫健委 青岚县卫生健康委
上海市人民政府办公厅 上海市政府办公厅
""".split("\n")
DIFFERENT = """
云陂市统计局 苏州市统计局
洪泽区人民政府 淮安区人民政府
淮安市洪泽区人民政府 淮安市人民政府
淮安市洪泽区人民政府 淮安市洪泽区人民政府办公室
洪泽区 洪泽区人民政府办公室
南京市鼓楼区人民政府 徐州市鼓楼区人民政府
江苏省鼓楼区人民政府 徐州市鼓楼区人民政府
云陂市砚山生态环境局 云陂市生态环境局
云陂市砚山生态环境局 云陂市渡口生态环境局
砚山区人民政府 砚山生态环境局
青岚县公安局 青岚县公安局交通警察大队
青岚县公安局 青岚县公安局（交通警察大队）
青岚县规划局 青岚县自然资源和规划局
青岚县农业农村局 青岚县农村局
青岚县教育局 青岚县教育体育局
青岚县石桥镇人民政府 青岚县石桥乡人民政府
青岚县石桥镇人民政府 云陂县石桥镇人民政府
青岚县石桥镇人民政府 青岚县人民政府
青岚县委办公室 青岚县人民政府办公室
青岚经济开发区管理委员会 青岚县人民政府
平潭综合实验区管委会 平潭综合实验区人民政府
公园管理局 青岚县城市管理局
管理局 青岚县城市管理局
城市管理局 青岚县公园管理局
环境局 云陂市生态环境局
公安局 青岚县森林公安局
区教育局 青岚县教育局
市民政局 青岚县民政局
望江街道办事处 望江镇人民政府
云陂市国家税务局 云陂市地方税务局
青岚县乡村振兴局 青岚县农业农村局
县政府 洪泽区人民政府
""".split("\n")
PAIRS = [pair for line in ONE_BODY for pair in combinations(line.split(), 2)]
REGIONS = (
    "云陂市",
    "青岚县",
    "洪泽区",
    "柳州市",
    "达州市",
    "景德镇市",
    "新乡市",
    "万州区",
    "市中区",
    "石桥镇",
    "吴旗县",
)
OFFICES = (
    "统计局 民政局 水务局 教育局 人民政府 人民政府办公室 发展和改革委员会 城市管理局 市场监督管理局 生态环境局".split()
)
names = st.builds(
    lambda regions, office: ("".join(regions), office),
    st.lists(st.sampled_from(REGIONS), max_size=3, unique=True),
    st.sampled_from(OFFICES),
)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_ways_to_write_one_body(one: str, other: str) -> None:
    assert is_same(read_body(one), read_body(other)), (read_body(one), read_body(other))


@pytest.mark.parametrize(("one", "other"), [line.split() for line in DIFFERENT if line])
def test_two_bodies(one: str, other: str) -> None:
    assert not is_same(read_body(one), read_body(other)), (read_body(one), read_body(other))


def test_no_name_of_one_line_is_one_of_another() -> None:
    """But for names without a place and regions alone, of which only the whole call can tell whose they are."""
    lines = [[name for name in line.split() if read_body(name).regions] for line in ONE_BODY]
    for one, other in combinations(lines, 2):
        assert [pair for pair in ((a, b) for a in one for b in other) if is_same(*map(read_body, pair))] == []


@given(names, names)
def test_it_does_not_matter_which_name_comes_first(one: tuple[str, str], other: tuple[str, str]) -> None:
    first, second = read_body("".join(one)), read_body("".join(other))
    assert is_same(first, second) == is_same(second, first)


@given(names, names)
def test_another_office_is_another_body(one: tuple[str, str], other: tuple[str, str]) -> None:
    if one[1] != other[1]:
        assert not is_same(read_body("".join(one)), read_body("".join(other)))


@given(names, st.sampled_from(REGIONS), st.sampled_from(REGIONS))
def test_another_place_is_another_body(name: tuple[str, str], one: str, other: str) -> None:
    if one != other and not {one, other} & set(name[0]):
        first, second = (read_body(f"{region}{name[1]}") for region in (one, other))
        assert not is_same(first, second)


@given(names, st.sampled_from(REGIONS[:3]))
def test_a_region_put_before_a_placed_name_changes_nothing(name: tuple[str, str], above: str) -> None:
    place, office = name
    if place and above not in place:
        assert is_same(read_body(place + office), read_body(above + place + office))


@given(names, st.sampled_from([" ", "　", "《", "“"]), st.data())
def test_marks_and_width_change_nothing(name: tuple[str, str], mark: str, data: st.DataObject) -> None:
    text = "".join(name)
    position = data.draw(st.integers(0, len(text)))
    assert read_body(text[:position] + mark + text[position:]) == read_body(text)


@given(st.text(alphabet="省市县区州旗盟镇乡街道中共人民政府办公室（）() 我生态环境局", max_size=60))
def test_any_name_can_be_read(name: str) -> None:
    body = read_body(name)
    assert isinstance(body, Body)
    assert is_same(body, body)


@pytest.mark.parametrize("name", ["市" * 50_000, "青岚" * 20_000 + "县", "(" * 50_000, "人民政府" * 10_000])
def test_a_long_name_is_read_in_no_time(name: str) -> None:
    read_body(name)
