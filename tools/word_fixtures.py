"""The figures of origin.toml and the prose below → source.docx of the Word fixtures; `soffice` saves one of them anew.

Run as `python tools/word_fixtures.py NAME…` from the root; a fixture written anew has another digest in its JSON.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from reportcheck import forms
from reportcheck.forms import FormTable
from reportcheck.forms.blank import PrintedCell, table_rows
from word_files import docx, line, para, plain_cell, run, styled, table
from word_habits import abstract, bare, deleted, level, style, tracked

Prose = dict[str, list[str]]

CIVIL_AFFAIRS: Prose = {
    "overview": [
        "（一）主动公开",
        "围绕低保、临时救助、养老服务公开政策和办理结果，全年发布信息三百余条。",
        "（二）依申请公开",
        "申请一律登记编号，由业务处室提出意见，法规处复核后答复。",
        "（三）政府信息管理",
        "制发文件同时确定公开属性，年底清理失效文件一次。",
        "（四）政府信息公开平台建设",
        "把救助标准做成可按区县查询的栏目，链接每周检查。",
        "（五）监督保障",
        "列入处室考核，全年培训两次，没有责任追究情形。",
    ],
    "problems": ["问题：解读材料偏长，群众不易看懂。改进：要点做成一页图，由窗口同志试读后再发布。"],
    "other_matters": ["本年度没有收取信息处理费，没有其他需要报告的事项。"],
}
STATISTICS: Prose = {
    "overview": [
        "（一）主动公开",
        "按月公布主要统计指标，统计公报和调查方案同日上网。",
        "（二）依申请公开",
        "多数申请涉及分乡镇数据，能提供的当场提供。",
        "（三）政府信息管理",
        "历史年鉴扫描入库，逐册核对后开放查询。",
        "（四）政府信息公开平台建设",
        "栏目由八个并为五个，手机上也能打开表格。",
        "（五）监督保障",
        "请人大代表看过一次栏目，意见都已回复；没有被追究责任的情形。",
    ],
    "problems": ["主要问题是指标解释太专业。下一步每个指标配一句白话说明，并组织股室互相校读。"],
    "other_matters": ["本年度没有收取信息处理费。没有其他事项。"],
}
FORESTRY: Prose = {
    "overview": [
        "（一）主动公开",
        "公开林木采伐许可、森林防火、造林补助等信息，行政许可结果七日内上网。",
        "（二）依申请公开",
        "设专人收件，当日登记，疑难的会同律师研究。",
        "（三）政府信息管理",
        "目录按科室重编，文件逐件标明有效或者废止。",
        "（四）平台建设",
        "政务网站与公众号由同一人审核后同时发布。",
        "（五）监督保障",
        "年中自查一次，未发生责任追究。",
    ],
    "problems": ["存在更新不够及时、图表偏少的问题。下一步按周提醒科室，并学习兄弟单位的做法加以改进。"],
    "other_matters": ["没有需要报告的其他事项，没有收取信息处理费。"],
}


def main(names: list[str]) -> int:
    """Write the sources of these fixtures, of all where none is named."""
    for name in names or list(FIXTURES):
        folder = ROOT / "fixtures" / name
        truth = tomllib.loads((folder / "origin.toml").read_text(encoding="utf-8"))["truth"]
        (folder / "source.docx").write_bytes(FIXTURES[name](truth))
    return 0


def figures(truth: dict[str, object]) -> dict[tuple[str, str, str], str]:
    """The figures of the truth by cell, as they are to be printed."""
    found = {}
    for each in forms.edition(str(truth["edition"])).tables:
        rows = truth.get(each.id, {})
        assert isinstance(rows, dict)
        for row, cells in rows.items():
            printed = ("" if cell == "_" else cell.partition("=")[0] for cell in cells.split())
            found.update(
                {(each.id, row, column): cell for column, cell in zip(each.row(row).columns, printed, strict=True)}
            )
    return found


def body(
    truth: dict[str, object],
    prose: Prose,
    draw: Callable[[FormTable], str],
    heading: Callable[[str], str],
    sub_heading: Callable[[str], str],
) -> str:
    """The report below its title."""
    parts = [line(f"发布日期：{truth['published']}")]
    for section in forms.edition(str(truth["edition"])).sections:
        parts.append(heading(f"{section.numeral}、{section.headings[0]}"))
        parts += [(sub_heading if text.startswith("（") else line)(text) for text in prose.get(section.id, ())]
        if section.table:
            parts.append(draw(forms.edition(str(truth["edition"])).table(section.table)))
    return "".join(parts)


def numbered(truth: dict[str, object]) -> bytes:
    """Headings numbered by their styles, a revision tracked in every third figure, a comment; saved by LibreOffice."""
    known, count = figures(truth), iter(range(10_000))

    def content(cell: PrintedCell) -> str:
        if not cell.is_figure or next(count) % 3:
            return plain_cell(cell)
        return para(deleted("待核") + tracked(run(cell.text)))

    numbering = abstract(
        1, level(0, "chineseCounting", "%1、", style="h1") + level(1, "chineseCounting", "（%2）", style="h2")
    )
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    styles = style("h1", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>')
    styles += style("h2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>', "h1")
    inside = body(
        truth,
        CIVIL_AFFAIRS,
        lambda each: table(table_rows(each, lambda *cell: known[cell]), content),
        lambda text: styled("h1")(bare(text)),
        lambda text: styled("h2")(bare(text)),
    )
    signature = line(str(truth["publisher"])) + line("2025年1月14日")
    return saved_by_libreoffice(
        docx(line(str(truth["title"])) + inside + signature, styles=styles, numbering=numbering)
    )


def pasted(truth: dict[str, object]) -> bytes:
    """Copied from the own web page: frames, controls, hidden remarks of the editor, full-width figures, a text box."""
    known = figures(truth)

    def content(cell: PrintedCell) -> str:
        return para(run(cell.text) + run("（已核）", "<w:vanish/>")) if cell.is_figure else plain_cell(cell)

    heading = lambda text: para(run(text) + "<w:r><w:br/></w:r>", "<w:jc w:val='center'/>")  # noqa: E731
    draw = lambda each: table(table_rows(each, lambda *cell: known[cell]), content, scale=lambda column: 1 + column % 2)  # noqa: E731
    inside = body(truth, STATISTICS, draw, heading, line)
    menu = "".join(
        f'<w:hyperlink w:anchor="m">{run(word)}</w:hyperlink>' for word in ("首页", "统计数据", "政府信息公开")
    )
    box = f"<w:txbxContent>{line(str(truth['title']))}</w:txbxContent>"
    title = para(f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>")
    control = f"<w:sdt><w:sdtPr><w:id w:val='7'/></w:sdtPr><w:sdtContent>{title}{inside}</w:sdtContent></w:sdt>"
    foot = para(run("版权所有：青岚县统计局"))
    cells = "".join(f"<w:tr><w:tc><w:tcPr/>{each}<w:p/></w:tc></w:tr>" for each in (para(menu), control, foot))
    frame = f"<w:tbl><w:tblPr/>{cells}</w:tbl>"
    return docx(frame + para(run("编辑备注：发布前删去", "<w:vanish/>")))


def with_object(truth: dict[str, object]) -> bytes:
    """An old version's merges; table three is a sheet of Excel laid into the text, shown by a picture."""
    known = figures(truth)
    sheet = (
        '<w:r><w:object><v:shape style="width:400pt;height:300pt"><v:imagedata r:id="r1"/></v:shape>'
        '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="r2"/></w:object></w:r>'
    )

    def draw(each: FormTable) -> str:
        return (
            para(sheet)
            if each.id == "requests"
            else table(table_rows(each, lambda *cell: known[cell]), across="hMerge")
        )

    inside = body(truth, FORESTRY, draw, line, line)
    signature = line(str(truth["publisher"])) + line("2021年1月18日")
    return docx(line(str(truth["title"])) + inside + signature, header1=line("内部资料"), footer1=line("— 1 —"))


def saved_by_libreoffice(data: bytes) -> bytes:
    """The same document as LibreOffice writes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.docx")
        path.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", f"{folder}/out", str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return Path(folder, "out", "made.docx").read_bytes()


FIXTURES: dict[str, Callable[[dict[str, object]], bytes]] = {
    "2020-yunpi-linyeju-word-table-three-as-object": with_object,
    "2022-qinglan-tongjiju-word-pasted-from-a-page": pasted,
    "2024-yunpi-minzhengju-word-numbered-automatically": numbered,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
