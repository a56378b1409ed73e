"""Who published, for which year, when: titles and what is none, kinds of bodies, dates and which of them counts."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportcheck.assemble import assemble
from reportcheck.assemble.identity import period_year, publisher_kind, read_date, read_title
from reportcheck.errors import NotAnAnnualReport
from reportcheck.readers.html import read
from reportcheck.values import Limits, PagePlace, Report, Source, Text

BODIES = [
    "青岚县水务局",
    "云陂市人民政府办公室",
    "石桥镇人民政府",
    "青岚县",
    "云陂经济技术开发区管理委员会",
    "国家税务总局青岚县税务局",
]
YEARS = ["2024年", "2024年度", "2024 年", "２０２４年", "二〇二四年", "二○二四年", "二零二四年度"]
MATTERS = [
    *("政府信息公开工作年度报告", "政府信息公开工作的年度报告", "政务信息公开年度报告", "信息公开工作年度报告"),
    *("政府信息公开年度报告", "政府信息公开工作情况报告", "政府信息公开年报", "政府信息公开年度工作报告"),
]
TITLE = "青岚县水务局2023年政府信息公开工作年度报告"
NAMELESS = "2023年政府信息公开工作年度报告"
SIGNATURE = "<p>青岚县水务局</p><p>2024年1月15日</p>"
OVERVIEW = "<h2>一、总体情况</h2><p>本年度各项公开工作有序开展，各项任务均已按时完成，取得了较好成效。</p>"
OTHER = "<h2>六、其他需要报告的事项</h2><p>本年度没有收取信息处理费，也没有其他需要报告的事项。</p>"


def parse(top: str, *, head: str = "", bottom: str = "", body: str = OVERVIEW + OTHER) -> list[Report]:
    page = (
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{top}{body}{bottom}</body></html>".encode()
    )
    return assemble(read(Source("page.html", "text/html", page, sha256(page).hexdigest()), Limits()))


def parse_one(*args: str, **parts: str) -> Report:
    [report] = parse(*args, **parts)
    return report


def dates(report: Report) -> list[tuple[str, str]]:
    return [(each.date, each.kind) for each in report.dates]


class TestTitles:
    @given(st.sampled_from(BODIES), st.sampled_from(YEARS), st.sampled_from(MATTERS), st.integers(0, 4))
    def test_body_year_and_matter_in_any_order(self, body, year, matter, form):
        printed = [
            f"{body}{year}{matter}",
            f"{year}{body}{matter}",
            f"{body}关于{year}{matter}",
            f"{body}{matter}（{year}）",
            f"{body}{matter}({year})",
        ][form]
        title = read_title(printed)
        assert title is not None
        assert (title.body, title.year) == (body, 2024)
        assert title.text == printed.replace(" ", "")

    @pytest.mark.parametrize(
        ("printed", "body", "year"),
        [
            ("青岚县水务局2024年政府信息公开工作年度报告", "青岚县水务局", 2024),
            ("2019年青岚县水务局政府信息公开工作年度报告", "青岚县水务局", 2019),
            ("青岚县水务局2025年政府信息公开工作的年度报告", "青岚县水务局", 2025),
            ("青岚县水务局2016年政务信息公开年度报告", "青岚县水务局", 2016),
            ("青岚县水务局2013年度信息公开工作年度报告", "青岚县水务局", 2013),
            ("青岚县水务局2023年政府信息公开工作情况报告", "青岚县水务局", 2023),
            ("青岚县水务局关于2023年政府信息公开工作的报告", "青岚县水务局", 2023),
            ("青岚县人民政府信息公开工作年度报告", "青岚县人民政府", None),
            ("政府信息公开工作年度报告", None, None),
            ("2023年政府信息公开工作年度报告", None, 2023),
            ("标题：青岚县水务局2023年政府信息公开工作年度报告", "青岚县水务局", 2023),
            (
                "青岚县水务局（青岚县河长制办公室）2023年政府信息公开工作年度报告",
                "青岚县水务局（青岚县河长制办公室）",
                2023,
            ),
            (
                "中共青岚县委机构编制委员会办公室2023年政府信息公开工作年度报告",
                "中共青岚县委机构编制委员会办公室",
                2023,
            ),
            ("云陂市教师培训中心2023年政府信息公开工作年度报告", "云陂市教师培训中心", 2023),
            ("国家统计局云陂调查队2023年政府信息公开工作年度报告", "国家统计局云陂调查队", 2023),
        ],
    )
    def test_titles_seen_in_print(self, printed, body, year):
        title = read_title(printed)
        assert title is not None
        assert (title.body, title.year) == (body, year)

    @pytest.mark.parametrize(
        "printed",
        [
            "关于做好2023年政府信息公开工作年度报告编制工作的通知",
            "关于报送2023年政府信息公开工作年度报告的函",
            "关于2023年政府信息公开工作年度报告的公示",
            "青岚县2023年政府信息公开工作年度报告公告",
            "2023年政府信息公开工作年度报告目录",
            "青岚县各单位2023年政府信息公开工作年度报告汇总",
            "政府信息公开工作年度报告格式",
            "政府信息公开指南",
            "青岚县水务局2023年部门预算公开报告",
            "青岚县水务局2023年工作报告",
            "上一篇：青岚县水务局2022年政府信息公开工作年度报告",
            "下一篇：青岚县水务局2024年政府信息公开工作年度报告",
            "上一篇 青岚县水务局2022年政府信息公开工作年度报告",
            "上一条：青岚县水务局2022年政府信息公开工作年度报告",
            "前一篇 青岚县水务局2022年政府信息公开工作年度报告",
            "下一条 青岚县水务局2024年政府信息公开工作年度报告",
            "相关链接：青岚县水务局2022年政府信息公开工作年度报告",
            "青岚县水务局2022年政府信息公开工作年度报告 2023-01-05",
            "当前位置：首页 > 政府信息公开年报",
            "现将2023年政府信息公开工作年度报告公布如下",
            "根据条例要求，编制青岚县2023年政府信息公开工作年度报告。",
        ],
    )
    def test_what_is_no_title(self, printed):
        assert read_title(printed) is None

    @pytest.mark.parametrize(
        "top",
        [
            f"<h1>{TITLE}</h1>",
            f"<h1>{TITLE}</h1><p>{TITLE}</p>",
            "<p>青岚县水务局</p><p>2023年政府信息公开工作年度报告</p>",
            "<p>青岚县水务局2023年</p><p>政府信息公开工作</p><p>年度报告</p>",
            "<h1>青岚县水务局<br>2023年政府信息公开工作年度报告</h1>",
            "<p>首页 政务公开</p><h1>青岚县水务局 2023年 政府信息公开工作年度报告</h1>",
            f"<p><a href=x>青岚县水务局2022年政府信息公开工作年度报告</a></p><h1>{TITLE}</h1>",
        ],
    )
    def test_a_title_is_found_on_the_page(self, top):
        report = parse_one(top)
        assert (report.title, report.publisher, report.year) == (TITLE, "青岚县水务局", 2023)

    def test_a_title_in_the_head_stands_in_for_one_in_the_body(self):
        report = parse_one("", head=f"<title>{TITLE}-青岚县人民政府网站</title>")
        assert (report.title, report.publisher, report.year) == (TITLE, "青岚县水务局", 2023)

    @pytest.mark.parametrize(
        "line", ["上一篇：青岚县水务局2022年政府信息公开工作年度报告", "· 青岚县水务局2022年政府信息公开工作年度报告"]
    )
    def test_lines_of_a_list_around_the_report_are_not_its_title(self, line):
        report = parse_one(f"<h1>{TITLE}</h1>", bottom=f"<p>{line}</p>")
        assert (report.title, report.publisher, report.year) == (TITLE, "青岚县水务局", 2023)

    @pytest.mark.parametrize("mark", ["Page 1 - ", "P. 1 "])
    def test_a_page_header_that_repeats_the_title_opens_no_second_report(self, mark):
        header = f"<p>{mark}{TITLE}</p>"
        first = (
            OVERVIEW + "<h2>二、主动公开政府信息情况</h2><p>本年度主动公开各类信息一百余条，内容完整，更新及时。</p>"
        )
        last = "<h2>五、存在的主要问题及改进情况</h2><p>部分信息更新不够及时，下一步将建立更新提醒机制。</p>" + OTHER
        report = parse_one(f"<h1>{TITLE}</h1>", body=header + first + header.replace("1", "2") + last)
        assert (report.title, report.publisher) == (TITLE, "青岚县水务局")
        assert [section.id for section in report.sections] == ["overview", "disclosure", "problems", "other_matters"]

    def test_the_year_comes_from_the_period_where_the_title_has_none(self):
        period = "<p>本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。</p>"
        assert parse_one(f"<h1>青岚县水务局政府信息公开工作年度报告</h1>{period}").year == 2023

    @pytest.mark.parametrize(
        "top", ["<h1>关于做好2023年政府信息公开工作年度报告编制工作的通知</h1>", "<h1>青岚县水务局2023年部门预算</h1>"]
    )
    def test_another_paper_is_no_report(self, top):
        with pytest.raises(NotAnAnnualReport):
            parse(top, body="<p>各有关单位：请按照要求于月底前完成编制工作，并做好公开发布。</p>")


KINDS = {
    "township": "石桥镇 望江乡 石桥镇人民政府 青岚县望江乡人民政府 云山回族乡人民政府 青岚县城关镇",
    "subdistrict": "望江街道 望江街道办事处 砚山区望江街道办事处 滨海新区新港街道办事处 望江街道办",
    "zone": "青岚经济技术开发区 青岚经济技术开发区管理委员会 云陂高新技术产业开发区管委会 青岚工业园区 云陂工业园区管委会 "
    "云陂综合实验区 云陂综合实验区管理委员会 滨海新区 滨海新区管委会",
    "office": "青岚县人民政府办公室 云陂市人民政府办公室 云陂省人民政府办公厅 云陂市人民政府办公厅",
    "government": "青岚县人民政府 云陂省人民政府 砚山区人民政府 滨海新区人民政府 青岚县 云陂市 云陂省 砚山区 延河朝鲜族自治州 "
    "阿木左旗 阿木盟 云陂壮族自治区 云山瑶族自治县",
    "vertical": "国家税务总局青岚县税务局 青岚县税务局 云陂海关 中华人民共和国云陂海关 云陂海事局 青岚县气象局 云陂市邮政管理局 "
    "青岚县烟草专卖局 国家金融监督管理总局云陂监管分局 云陂金融监管局 云陂经济技术开发区税务局",
    "department": "青岚县水务局 云陂市公安局 云陂省教育厅 云陂省财政厅 青岚县发展和改革委员会 云陂市卫生健康委员会 云陂市住建委 "
    "青岚县人民防空办公室 云陂市外事办 青岚县乡村振兴局 青岚县市场监督管理局 云陂市人民政府国有资产监督管理委员会 "
    "云陂市国有资产监督管理委员会 云陂市城市管理委员会 滨海新区教育局 中共青岚县委机构编制委员会办公室 青岚县水务局（青岚县河长制办公室）",
    "other": "青岚县图书馆 青岚大学 云陂市第一中学 青岚县公共资源交易中心 青岚县总工会 青岚县消防救援大队 国家统计局云陂调查队 "
    "云陂市人民政府驻北京办事处",
}


class TestPublishers:
    @pytest.mark.parametrize(
        ("name", "kind"), [(name, kind) for kind, names in KINDS.items() for name in names.split()]
    )
    def test_the_kind_is_in_the_name(self, name, kind):
        assert publisher_kind(name) == kind

    @pytest.mark.parametrize(
        ("name", "kind"), [("青岚县水务局", "department"), ("石桥镇人民政府", "township"), ("青岚县", "government")]
    )
    def test_the_publisher_is_the_titles(self, name, kind):
        report = parse_one(
            f"<h1>{name}{NAMELESS}</h1><p>来源：云陂市图书馆</p>", bottom="<p>青岚县财政局</p><p>2024年1月15日</p>"
        )
        assert (report.publisher, report.publisher_kind) == (name, kind)

    @pytest.mark.parametrize(
        "line",
        [
            *(
                "来源：青岚县水务局",
                "发布机构：青岚县水务局",
                "信息来源: 青岚县水务局",
                "来源：青岚县水务局 发布时间：2024-01-20",
            ),
            *("发布时间：2024-01-20 来源： 青岚县水务局 浏览次数：12",),
        ],
    )
    def test_else_the_one_the_page_names(self, line):
        assert (
            parse_one(f"<h1>{NAMELESS}</h1><p>{line}</p>", bottom="<p>青岚县财政局</p><p>2024年1月15日</p>").publisher
            == "青岚县水务局"
        )

    @pytest.mark.parametrize(
        "day", ["2024年1月15日", "2024 年 1 月 15 日", "二〇二四年一月十五日", "（2024年1月15日）"]
    )
    def test_else_the_signature(self, day):
        report = parse_one(
            f"<h1>{NAMELESS}</h1>",
            bottom=f"<p>青岚县 水务局</p><p>{day}</p><p>【打印】【关闭】</p><p>主办：青岚县人民政府</p>",
        )
        assert (report.publisher, report.published) == ("青岚县水务局", "2024-01-15")

    def test_else_nobody(self):
        report = parse_one(f"<h1>{NAMELESS}</h1><p>青岚县水务局按照要求编制本报告，内容真实完整。</p>")
        assert (report.publisher, report.publisher_kind) == (None, None)

    def test_a_table_about_the_page_names_publisher_and_date(self):
        about = """<table><tr><td>索引号</td><td>0001/2024-00012</td><td>发布机构</td><td>青岚县水务局</td></tr>
            <tr><td>文号</td><td></td><td>发布日期</td><td>2024-01-25</td></tr></table>"""
        report = parse_one(f"{about}<h1>{NAMELESS}</h1>")
        assert (report.publisher, report.published) == ("青岚县水务局", "2024-01-25")


class TestDates:
    @given(st.dates(date(2008, 1, 1), date(2039, 12, 31)), st.integers(0, 7))
    def test_a_day_in_digits_reads_back(self, day, form):
        y, m, d = day.year, day.month, day.day
        printed = [
            *(
                f"{y}年{m}月{d}日",
                f"{y} 年 {m} 月 {d} 日",
                f"{y}年{m:02}月{d:02}日",
                f"{y}-{m:02}-{d:02}",
                f"{y}-{m}-{d}",
            ),
            *(f"{y}/{m}/{d}", f"{y}.{m:02}.{d:02}", f"发布时间：{y}-{m:02}-{d:02} 09:30:00 来源"),
        ][form]
        assert read_date(printed) == day.isoformat()

    @given(st.dates(date(2008, 1, 1), date(2039, 12, 31)), st.sampled_from("〇零○"))
    def test_a_day_in_chinese_numerals_reads_back(self, day, zero):
        def words(number: int) -> str:
            ones = "零一二三四五六七八九"[number % 10].strip("零")
            return ones if number < 10 else ["", "十", "二十", "三十"][number // 10] + ones

        year = "".join((zero + "一二三四五六七八九")[int(digit)] for digit in str(day.year))
        assert read_date(f"{year}年{words(day.month)}月{words(day.day)}日") == day.isoformat()

    def test_a_day_in_wide_digits_reads_back(self):
        assert read_date("２０２４年１月１５日") == "2024-01-15"

    @pytest.mark.parametrize(
        "text", ["", "2024年2月30日", "2024-13-01", "2024年1月", "〔2024〕1号", "1月15日", "二〇二四年十三月一日"]
    )
    def test_what_is_no_day_of_the_calendar(self, text):
        assert read_date(text) is None

    @pytest.mark.parametrize(
        "name", ["PubDate", "pubdate", "publishdate", "publish_date", "PublishTime", "firstpublishedtime"]
    )
    def test_a_date_in_the_head(self, name):
        report = parse_one(f"<h1>{TITLE}</h1>", head=f"<meta name={name} content='2024-01-25 10:00'>")
        assert (dates(report), report.published) == ([("2024-01-25", "meta")], "2024-01-25")

    @pytest.mark.parametrize("name", ["createDate", "lastModified", "date.created", "description"])
    def test_other_statements_in_the_head_are_no_publication(self, name):
        assert parse_one(f"<h1>{TITLE}</h1>", head=f"<meta name='{name}' content='2024-01-25'>").published is None

    @pytest.mark.parametrize(
        "line",
        [
            *(
                "发布时间：2024-01-25",
                "发布日期:2024年1月25日",
                "发布时间：2024-01-25 09:00 来源：青岚县水务局 浏览次数：12",
            ),
            *(
                "信息来源：青岚县水务局 发布时间： 2024/1/25",
                "发布时间：</p><p>2024-01-25",
                "<span>发布时间：</span><b>2024-01-25</b>",
                "2024-01-25 09:10",
            ),
        ],
    )
    def test_a_date_of_the_page(self, line):
        report = parse_one(f"<h1>{TITLE}</h1><p>{line}</p>", bottom=SIGNATURE)
        assert report.published == "2024-01-25"
        assert ("2024-01-25", "page") in dates(report)
        assert ("2024-01-15", "signature") in dates(report)

    def test_what_the_page_says_of_its_publication_counts_before_the_signature(self):
        head = "<meta name=PubDate content='2024-01-25'>"
        line = "<p>发布时间：2024-01-20</p>"
        both = parse_one(f"<h1>{TITLE}</h1>{line}", head=head, bottom=SIGNATURE)
        assert sorted(dates(both)) == [("2024-01-15", "signature"), ("2024-01-20", "page"), ("2024-01-25", "meta")]
        assert both.published == "2024-01-20"
        assert parse_one(f"<h1>{TITLE}</h1>", head=head, bottom=SIGNATURE).published == "2024-01-25"
        assert parse_one(f"<h1>{TITLE}</h1>", bottom=SIGNATURE).published == "2024-01-15"
        assert parse_one(f"<h1>{TITLE}</h1>").published is None

    @pytest.mark.parametrize(
        "line",
        [
            *("成文日期：2024-01-10 发布日期：2024-01-25", "成文日期：2024-01-10</p><p>发布日期：2024-01-25"),
            *("更新时间：2025-06-01</p><p>发布时间：2024-01-25", "发布时间：2024-01-25</p><p>更新时间：2025-06-01"),
            *("生成日期：2024-01-10 公开日期：2024-01-25",),
        ],
    )
    def test_other_dates_of_the_page_are_not_its_publication(self, line):
        assert parse_one(f"<h1>{TITLE}</h1><p>{line}</p>").published == "2024-01-25"

    def test_a_date_in_a_sentence_is_none_of_the_documents(self):
        report = parse_one(
            f"<h1>{TITLE}</h1><p>今天是2026年5月1日 星期五</p><p>截至2023年12月31日，共收到申请若干件。</p>"
        )
        assert dates(report) == []

    def test_a_date_knows_its_place(self):
        report = parse_one(f"<h1>{TITLE}</h1><p>发布时间：2024-01-20</p>")
        assert [each.place.path for each in report.dates] == ["/html/body/p[1]"]


def with_lines(*lines: str) -> list[Report]:
    """The reports of a printed page that begins with those lines, tabs where columns are parted."""
    document = read(Source("page.html", "text/html", f"<body>{OVERVIEW}{OTHER}</body>".encode(), ""), Limits())
    place = PagePlace(1, (0.0, 0.0, 100.0, 10.0))
    return assemble(document._replace(blocks=(*(Text(line, place) for line in lines), *document.blocks)))


class TestWhatStandsBeside:
    @pytest.mark.parametrize("cut", [9, 14, 19])
    def test_a_box_beside_a_title_of_several_lines_is_no_part_of_it(self, cut):
        (report,) = with_lines(f"{TITLE[:cut]}\t相关链接", f"{TITLE[cut:]}\t1.公开指南", "2.公开年报")
        assert (report.title, report.publisher, report.year) == (TITLE, "青岚县水务局", 2023)

    def test_the_first_column_of_a_list_is_no_title(self):
        with pytest.raises(NotAnAnnualReport):
            with_lines(f"{TITLE}\t2024-01-15", "青岚县财政局2023年预算\t2024-01-16")

    @pytest.mark.parametrize("cut", range(14, 36))
    def test_the_period_is_found_over_a_break(self, cut):
        period = "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止，全文如下。"
        place = PagePlace(1, (0.0, 0.0, 100.0, 10.0))
        assert period_year([Text(period[:cut], place), Text(f"{period[cut:]}\t2021年", place)]) == 2022
        assert period_year([Text(period[:13] + "。", place), Text("起至2022年12月31日止。", place)]) is None
