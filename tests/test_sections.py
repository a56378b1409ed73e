"""Running text to sections: headings as they are printed, and the many lines that only look like one."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportcheck import readers
from reportcheck.assemble import assemble
from reportcheck.values import Limits, Report, Source

IDS = ["overview", "disclosure", "requests", "disputes", "problems", "other_matters"]
HEADINGS = [
    *("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"),
    *("四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"),
]
PROSE = [
    *(
        "本年度工作有序开展，各项任务均已完成。",
        "本年度主动公开信息一百余条，内容完整。",
        "本年度办理了若干件申请，均按时答复。",
    ),
    *(
        "本年度没有发生行政复议和行政诉讼案件。",
        "部分信息更新不够及时，将建立提醒机制。",
        "没有收取信息处理费，没有其他事项。",
    ),
]
TITLE = "青岚县水务局2023年政府信息公开工作年度报告"
INTRO = "本报告依据《中华人民共和国政府信息公开条例》编制，所列数据真实完整。"
ASPECTS = ["active_disclosure", "on_request", "information_management", "platform", "safeguards"]
ROW_LABELS = [
    *("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "三、本年度办理结果", "（一）予以公开"),
    *(
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "（三）不予公开",
        "1.属于国家秘密",
        "四、结转下年度继续办理",
    ),
]


def parse(lines: list[str], *, intro: list[str] | None = None) -> Report:
    """The report in plain text, a line a paragraph."""
    return parse_source("\n".join([TITLE, *([INTRO] if intro is None else intro), *lines]))


def parse_source(text: str) -> Report:
    data = text.encode()
    [report] = assemble(readers.read(Source("report", "", data, sha256(data).hexdigest()), Limits()))
    return report


def standard(**changed: list[str]) -> list[str]:
    """Six sections of a heading and a paragraph; `s3=[…]` puts other lines in the place of the third."""
    lines = []
    for number, pair in enumerate(zip(HEADINGS, PROSE, strict=True), 1):
        lines += changed.get(f"s{number}", list(pair))
    return lines


def sections(report: Report) -> list[tuple[str | None, str, str]]:
    return [(section.id, section.heading, section.text) for section in report.sections]


STANDARD = list(zip(IDS, HEADINGS, PROSE, strict=True))


def changed(number: int, heading: str, text: str) -> list[tuple[str | None, str, str]]:
    return [*STANDARD[: number - 1], (IDS[number - 1], heading, text), *STANDARD[number:]]


class TestHeadings:
    @pytest.mark.parametrize(
        ("number", "heading"),
        [
            *(
                (1, "一、 总体情况"),
                (1, "一.总体情况"),
                (1, "一．总体情况"),
                (1, "一 、总体情况"),
                (1, "一 总体情况"),
                (1, "一、概述"),
            ),
            *((2, "二、主动公开政府信息的情况"), (2, "二、主动公开政府信息情况。"), (2, "二、政府信息主动公开情况")),
            *((2, "二、主动公开 政府信息情况"), (2, "主动公开政府信息情况"), (2, "二，主动公开政府信息情况")),
            *((3, "三、收到和处理政府信息公开申请的情况"), (3, "三、收到和处理政府信息公开申请情况：")),
            (4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
            (4, "四、因政府信息公开工作被申请行政复议提起行政诉讼情况"),
            *((4, "四、政府信息公开行政复议及行政诉讼情况"), (4, "四、行政复议和行政诉讼情况")),
            *((4, "四、政府信息公开行行政复议、行政诉讼情况"), (4, "三、政府信息公开行政复议、行政诉讼情况")),
            *((5, "五、政府信息公开工作存在的主要问题及改进情况"), (5, "五、存在的主要问题、改进情况")),
            *((5, "五、存在问题及改进措施"), (6, "六、其他需要报告事项"), (6, "六、其它需要报告的事项")),
        ],
    )
    def test_wordings_seen_in_print(self, number, heading):
        found = sections(parse(standard(**{f"s{number}": [heading, PROSE[number - 1]]})))
        assert [id for id, *_ in found] == IDS
        assert found[number - 1][1].rstrip("：。") == heading.rstrip("：。")
        assert found[number - 1][2] == PROSE[number - 1]

    @pytest.mark.parametrize("separator", ["。", "：", ": ", " ", "\u3000"])
    def test_headings_run_in_with_their_text(self, separator):
        assert sections(parse([h + separator + p for h, p in zip(HEADINGS, PROSE, strict=True)])) == STANDARD

    @pytest.mark.parametrize("level", ["h1", "h2", "h3", "p", "div", "b"])
    def test_headings_of_a_page_have_any_tag(self, level):
        body = "".join(f"<{level}>{h}</{level}><p>{p}</p>" for h, p in zip(HEADINGS, PROSE, strict=True))
        assert sections(parse_source(f"<html><body><h1>{TITLE}</h1><p>{INTRO}</p>{body}</body></html>")) == STANDARD

    def test_headings_without_numbers_need_a_tag_or_the_very_wording(self):
        body = "".join(f"<h2>{h[2:]}</h2><p>{p}</p>" for h, p in zip(HEADINGS, PROSE, strict=True))
        found = sections(parse_source(f"<html><body><h1>{TITLE}</h1><p>{INTRO}</p>{body}</body></html>"))
        assert found == [(id, heading[2:], text) for id, heading, text in STANDARD]

    def test_headings_in_markdown(self):
        lines = [f"## {line}" if line in HEADINGS else line for line in standard()]
        assert sections(parse(lines)) == STANDARD

    @pytest.mark.parametrize("mark", ["?", "？", "? ", "□", ""])
    def test_the_mark_behind_the_number_may_be_lost(self, mark):
        lines = [line.replace("、", mark, 1) if line in HEADINGS else line for line in standard()]
        assert [section.id for section in parse(lines).sections] == IDS

    def test_a_heading_with_a_tab_after_its_number(self):
        lines = [line.replace("、", "、\t", 1) if line in HEADINGS else line for line in standard()]
        assert [id for id, *_ in sections(parse(lines))] == IDS

    @given(st.sets(st.integers(1, 6), min_size=2))
    def test_a_missing_section_is_missing_and_the_others_are_not(self, kept):
        lines = standard(**{f"s{number}": [] for number in range(1, 7) if number not in kept})
        assert sections(parse(lines)) == [STANDARD[number - 1] for number in sorted(kept)]

    def test_a_section_knows_its_place(self):
        report = parse(standard())
        assert [section.place.line for section in report.sections] == list(range(3, 15, 2))


class TestIntroductoryLists:
    @pytest.mark.parametrize(
        "intro",
        [
            ["本报告由以下六部分组成：", *HEADINGS],
            ["目录", *HEADINGS, "以下为正文。"],
            ["本报告包括：", *(heading[2:] for heading in HEADINGS)],
            ["；".join(HEADINGS) + "。"],
            [
                "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况等部分组成。"
            ],
            [heading + "……" + str(page) for page, heading in enumerate(HEADINGS, 1)],
            [
                "总体情况",
                "主动公开政府信息情况",
                "行政复议和行政诉讼情况",
                "存在的主要问题、改进情况",
                "其他需要报告的事项",
            ],
        ],
    )
    def test_a_list_before_the_report_is_not_its_sections(self, intro):
        report = parse(standard(), intro=[INTRO, *intro])
        assert sections(report) == STANDARD
        assert [section.place.line for section in report.sections] == list(range(3 + len(intro), 15 + len(intro), 2))

    @pytest.mark.parametrize("number", [1, 2, 4, 6])
    def test_a_section_only_announced_is_missing(self, number):
        report = parse(standard(**{f"s{number}": []}), intro=[INTRO, "本报告由以下六部分组成：", *HEADINGS])
        assert sections(report) == [*STANDARD[: number - 1], *STANDARD[number:]]

    @pytest.mark.parametrize(
        ("number", "heading"), [(2, "二、主动公开政府信息工作开展情况"), (3, "三、收到和处理公开申请的有关情况")]
    )
    def test_a_section_announced_in_other_words_is_the_one_with_text(self, number, heading):
        lines = standard(**{f"s{number}": [heading, PROSE[number - 1]]})
        assert sections(parse(lines, intro=[INTRO, "本报告由以下六部分组成：", *HEADINGS])) == changed(
            number, heading, PROSE[number - 1]
        )

    def test_links_to_the_sections_are_none(self):
        links = "".join(f"<li><a href=#x>{heading}</a></li>" for heading in HEADINGS)
        body = "".join(f"<p>{line}</p>" for line in standard())
        page = f"<html><body><h1>{TITLE}</h1><ul>{links}</ul><p>{INTRO}</p>{body}<ul>{links}</ul></body></html>"
        assert sections(parse_source(page)) == STANDARD


class TestWhatOnlyLooksLikeAHeading:
    def test_row_labels_of_table_three(self):
        assert sections(parse(standard(s3=[HEADINGS[2], *ROW_LABELS, PROSE[2]]))) == changed(
            3, HEADINGS[2], "\n".join([*ROW_LABELS, PROSE[2]])
        )

    def test_row_labels_where_the_heading_is_missing(self):
        found = [id for id, *_ in sections(parse(standard(s3=ROW_LABELS)))]
        assert found == [id for id in IDS if id != "requests"]

    def test_row_labels_with_figures_are_no_text_at_all(self):
        rows = [f"{label} 0 0 0 0 0 0 0" for label in ROW_LABELS if "办理结果" not in label and "不予公开" not in label]
        assert sections(parse(standard(s3=[HEADINGS[2], *rows]))) == changed(3, HEADINGS[2], "")

    @pytest.mark.parametrize("cut", [4, 6, 8, 10, 12])
    def test_row_labels_broken_over_lines(self, cut):
        broken = [part for label in ROW_LABELS for part in (label[:cut], label[cut:]) if part]
        assert [id for id, *_ in sections(parse(standard(s3=[HEADINGS[2], *broken, PROSE[2]])))] == IDS

    @pytest.mark.parametrize(
        "parts", [("三、本年", "度办理结", "果"), ("三、本年度", "办理结果"), ("三、本", "年度", "办理", "结果")]
    )
    def test_the_label_of_a_group_of_rows_broken_over_lines_where_the_heading_is_missing(self, parts):
        found = [id for id, *_ in sections(parse(standard(s3=[*parts])))]
        assert found == [id for id in IDS if id != "requests"]

    @pytest.mark.parametrize(
        "problems",
        [
            [
                "一、公开意识不强",
                "二、解读形式单一",
                "三、队伍建设滞后",
                "四、平台功能不全",
                "五、监督不够有力",
                "六、培训不够深入",
                "下一步将改进。",
            ],
            [
                "一、主动公开信息不够。",
                "二、申请办理不够规范。",
                "改进措施：",
                "一、加强培训",
                "二、主动公开政府信息更加及时",
                "三、完善平台",
            ],
            ["（一）存在的问题", "一、更新不及时", "（二）改进情况", "一、建立提醒机制", "下一步将逐项落实。"],
        ],
    )
    def test_lists_of_problems_in_section_five(self, problems):
        assert sections(parse(standard(s5=[HEADINGS[4], *problems]))) == changed(5, HEADINGS[4], "\n".join(problems))

    def test_a_list_of_problems_does_not_stand_in_for_a_missing_section(self):
        problems = ["一、公开意识不强", "二、主动公开信息不够", "三、政府信息公开申请办理不规范", "下一步将改进。"]
        found = sections(parse(standard(s2=[], s5=[HEADINGS[4], *problems])))
        assert [id for id, *_ in found] == [id for id in IDS if id != "disclosure"]
        assert found[3][2] == "\n".join(problems)

    def test_lists_in_other_sections(self):
        work = ["一、强化主动公开", "二、规范依申请公开", "各项工作均已完成。"]
        matters = ["一、建议提案办理情况", "共办理若干件。", "二、政务公开创新情况", "没有。"]
        found = sections(parse(standard(s1=[HEADINGS[0], *work], s6=[HEADINGS[5], *matters])))
        assert [id for id, *_ in found] == IDS
        assert (found[0][2], found[5][2]) == ("\n".join(work), "\n".join(matters))

    def test_a_sentence_about_the_matter_is_none(self):
        prose = "主动公开政府信息情况良好，收到和处理政府信息公开申请情况正常，详见下文。"
        assert sections(parse(standard(s1=[HEADINGS[0], prose]))) == changed(1, HEADINGS[0], prose)


class TestExtraSections:
    def test_a_seventh_section(self):
        assert sections(parse([*standard(), "七、附件说明", "有关附表另行公布，请查阅。"])) == [
            *STANDARD,
            (None, "七、附件说明", "有关附表另行公布，请查阅。"),
        ]

    def test_a_section_between_the_others(self):
        lines = standard(
            s4=[HEADINGS[3], PROSE[3], "五、工作创新情况", "创新若干项，效果明显。"],
            s5=["六、存在的主要问题及改进情况", PROSE[4]],
            s6=["七、其他需要报告的事项", PROSE[5]],
        )
        assert sections(parse(lines)) == [
            *STANDARD[:4],
            (None, "五、工作创新情况", "创新若干项，效果明显。"),
            ("problems", "六、存在的主要问题及改进情况", PROSE[4]),
            ("other_matters", "七、其他需要报告的事项", PROSE[5]),
        ]


class TestFooters:
    @pytest.mark.parametrize(
        "footer",
        [
            ["青岚县水务局", "2024年1月15日"],
            ["青岚县水务局", "2024年1月15日", "【打印本页】【关闭窗口】", "分享到：微信 微博"],
            ["上一篇：青岚县水务局2022年政府信息公开工作年度报告", "下一篇：没有了"],
            ["主办单位：青岚县人民政府办公室", "备案号：云ICP备12000000号-1", "网站标识码：5300000001"],
            ["青岚县水务局", "版权所有：青岚县人民政府（建议使用1024*768以上分辨率浏览）"],
            ["青岚县水务局", "Copyright 2024 All Rights Reserved."],
            ["青岚县水务局", "联系电话：0000-1234567（工作日）", "扫一扫在手机打开当前页"],
        ],
    )
    def test_what_follows_the_report_is_not_its_last_section(self, footer):
        assert sections(parse([*standard(), *footer])) == STANDARD

    @pytest.mark.parametrize("last", ["无", "没有其他需要报告的事项", "无。"])
    def test_a_last_section_of_few_words(self, last):
        footer = ["青岚县水务局", "2024年1月15日", "主办单位：青岚县人民政府办公室"]
        assert sections(parse([*standard(s6=[HEADINGS[5], last]), *footer])) == changed(6, HEADINGS[5], last)

    def test_all_paragraphs_of_the_last_section_are_kept(self):
        text = ["（一）收费情况。", "没有收取信息处理费。", "（二）其他报告事项", "没有。"]
        found = sections(parse([*standard(s6=[HEADINGS[5], *text]), "青岚县水务局", "2024年1月15日"]))
        assert found == changed(6, HEADINGS[5], "\n".join(text))


TEXTS = ["本年公开信息若干。", "办理申请若干件。", "管理规范有序。", "平台功能完善。", "考核培训到位。"]


def aspects(lines: list[str]) -> list[tuple[str, str, str]]:
    report = parse(standard(s1=[HEADINGS[0], *lines]))
    assert report.sections[0].text == "\n".join(" ".join(line.split()) for line in lines)
    return [(aspect.id, aspect.heading, aspect.text) for aspect in report.sections[0].aspects]


class TestAspects:
    @pytest.mark.parametrize(
        "headings",
        [
            [
                "（一）主动公开",
                "（二）依申请公开",
                "（三）政府信息管理",
                "（四）政府信息公开平台建设",
                "（五）监督保障",
            ],
            [
                "（一）主动公开情况",
                "（二）依申请公开情况",
                "（三）政府信息管理情况",
                "（四）政府信息公开平台建设情况",
                "（五）监督保障情况",
            ],
            [
                "（一）主动公开方面",
                "（二）依申请公开方面",
                "（三）政府信息管理方面",
                "（四）平台建设方面",
                "（五）监督保障方面",
            ],
            [
                "（一）抓好主动公开",
                "（二）规范办理依申请公开",
                "（三）加强政府信息管理",
                "（四）平台建设",
                "（五）强化监督保障",
            ],
            ["( 一)主动公开", "(二) 依申请公开", "(三)政府信息管理", "( 四 )政府信息平台建设", "(五)监督保障"],
            ["1.主动公开", "2.依申请公开", "3、政府信息管理", "4．平台建设", "5. 监督保障"],
            ["（二）主动公开", "（三）依申请公开", "（三）政府信息管理", "（四）平台建设", "（五）监督保障"],
        ],
    )
    def test_sub_headings_seen_in_print(self, headings):
        lines = [line for pair in zip(headings, TEXTS, strict=True) for line in pair]
        assert aspects(lines) == list(zip(ASPECTS, headings, TEXTS, strict=True))

    @pytest.mark.parametrize("form", ["{}。{}", "{}：{}", "（一）{}。{}", "一是{}。{}"])
    def test_sub_headings_run_in_with_their_text(self, form):
        names = ["主动公开情况", "依申请公开情况", "政府信息管理情况", "平台建设情况", "监督保障情况"]
        found = aspects([form.format(name, text) for name, text in zip(names, TEXTS, strict=True)])
        assert [(id, text) for id, _, text in found] == list(zip(ASPECTS, TEXTS, strict=True))

    def test_an_aspect_replaced_by_another_matter_is_missing(self):
        lines = [
            "（一）主动公开",
            TEXTS[0],
            "（二）依申请公开",
            TEXTS[1],
            "（三）处理群众咨询和投诉工作情况",
            "咨询若干。",
        ]
        assert [id for id, *_ in aspects(lines)] == ["active_disclosure", "on_request"]

    def test_sentences_that_mention_an_aspect_are_no_sub_headings(self):
        assert (
            aspects(
                [
                    "我局加强主动公开，全年公开信息若干。",
                    "在依申请公开方面，共办理若干件。",
                    "主动公开政府信息100条，均已发布。",
                ]
            )
            == []
        )

    def test_only_the_overview_has_aspects(self):
        report = parse(standard(s5=[HEADINGS[4], "（一）主动公开", "更新不及时。", "（二）依申请公开", "答复不规范。"]))
        assert [section.aspects for section in report.sections] == [()] * 6
