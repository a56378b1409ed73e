"""The type is in the bytes: what each reader claims, and what none does."""

from __future__ import annotations

import json
import zipfile
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportcheck import readers
from reportcheck.errors import Damaged, Encrypted, TargetError, UnsupportedType
from reportcheck.readers.sniff import sniff
from reportcheck.values import Limits, Source

HTML, TEXT, PDF = "text/html", "text/plain", "application/pdf"
RTF = "application/rtf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAGIC = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff\xe0": "image/jpeg",
    b"GIF89a": "image/gif",
    b"GIF87a": "image/gif",
    b"RIFF\x10\0\0\0WEBP": "application/octet-stream",
    b"{\\rtf1\\ansi": "application/rtf",
    b"\x1f\x8b\x08\0": "application/gzip",
    b"Rar!\x1a\x07": "application/vnd.rar",
    b"7z\xbc\xaf\x27\x1c": "application/x-7z-compressed",
    OLE: "application/x-ole-storage",
    b"PK\x03\x04": "application/zip",
    b"%PDF-1.7\n": PDF,
}
TITLE = "青岚县水务局2023年政府信息公开工作年度报告"


def bytes_of(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def read(data: bytes) -> object:
    return readers.read(Source("x", "", data, sha256(data).hexdigest()), Limits())


def zipped(*names: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "甲")
    return buffer.getvalue()


def claimed_by_none(content: str | bytes) -> None:
    with pytest.raises(UnsupportedType):
        read(bytes_of(content))


@pytest.mark.parametrize(("magic", "media_type"), MAGIC.items(), ids=list(MAGIC.values()))
def test_magic_bytes_tell_the_type(magic, media_type):
    assert sniff(magic + b"\0\x01\x02" * 50) == media_type


@pytest.mark.parametrize("magic", [magic for magic, media_type in MAGIC.items() if media_type not in (PDF, RTF)])
def test_what_has_no_reader_is_unsupported(magic):
    claimed_by_none(magic + b"\0\x01\x02" * 50)


@pytest.mark.parametrize("before", [b"", b"\n\n", b"  "])
def test_a_pdf_is_recognised(before):
    assert sniff(before + b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n") == PDF


def test_a_word_document_is_recognised_among_zip_files():
    assert sniff(zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml")) == DOCX


@pytest.mark.parametrize(
    "names",
    [
        ("xl/workbook.xml", "[Content_Types].xml"),
        ("OFD.xml",),
        ("report.html",),
        ("keyword/list.txt",),
        ("word/read me.txt",),
    ],
)
def test_other_zip_files_are_no_word_documents(names):
    assert sniff(zipped(*names)) == "application/zip"


def test_an_encrypted_office_document_says_so():
    with pytest.raises(Encrypted):
        sniff(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100)
    assert sniff(OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le")) == "application/msword"


def test_a_word_document_in_a_zip_file_does_not_make_it_one():
    inner = zipped("[Content_Types].xml", "word/document.xml")
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("报告.docx", inner)
    assert sniff(buffer.getvalue()) == "application/zip"
    assert sniff(inner[: len(inner) // 2]) == DOCX


def test_a_word_document_without_its_text_is_damaged():
    data = zipped("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml")
    assert sniff(data) == DOCX
    with pytest.raises(Damaged):
        read(data)


@pytest.mark.parametrize("part", range(1, 20))
def test_a_word_document_cut_anywhere_is_damaged(part):
    data = zipped("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "word/styles.xml", "word/document.xml")
    with pytest.raises(Damaged):
        read(data[: max(len(data) * part // 20, 50)])


def test_a_table_cut_anywhere_is_no_word_document():
    data = zipped("[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml")
    assert sniff(data[:200]) == "application/zip"


def test_a_text_of_libreoffice_is_known_by_its_first_entry():
    head = b"PK\x03\x04" + bytes(26) + b"mimetype"
    assert (
        sniff(head + b"application/vnd.oasis.opendocument.text" + bytes(9)) == "application/vnd.oasis.opendocument.text"
    )
    assert sniff(head + b"application/vnd.oasis.opendocument.spreadsheet" + bytes(9)) == "application/zip"


@pytest.mark.parametrize(
    "content",
    [
        "<!DOCTYPE html><html><body>甲</body></html>",
        "<!doctype HTML>\n<p>甲",
        "<HTML><BODY>甲",
        "\ufeff<html><body>甲",
        "\n\n  <html>",
        "<html><body>hello</body></html>",
        "<!-- 甲 --><html><body>乙",
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x">\n<html><body>甲',
        '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>甲',
        '\ufeff<?xml version="1.0"?><html><body>甲',
        f'<html><head><script>var a = {{"甲": 1}}; function f() {{}}</script></head><body>{TITLE}</body></html>',
    ],
)
def test_a_page_is_html(content):
    assert sniff(bytes_of(content)) == HTML


@pytest.mark.parametrize(
    "content",
    [
        *(
            "<p>甲</p>",
            "<div class=x>甲<br></div>",
            "  \n<table><tr><td>甲",
            "<h1>甲</h1>",
            "甲<br>乙",
            "甲\n乙\n<p>丙</p><table><tr><td>丁</td></tr></table>",
            "甲\n乙<br>\n<table><tr><td>丁</td></tr></table>",
            "<span>甲</span>",
        ),
        *("<section>甲</section>", "<ul><li>甲</li></ul>", "<article><strong>甲</strong></article>"),
        *("<style>p { color: red }</style><p>甲", f"<section data-x='{'y' * 300}'><section>甲</section></section>"),
    ],
)
def test_a_fragment_of_a_page_is_html(content):
    assert sniff(bytes_of(content)) == HTML


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    ("content", "media_type"), [(f"{TITLE}\n一、总体情况\n", TEXT), (f"<html><body><p>{TITLE}</p>", HTML)]
)
def test_encodings_do_not_matter(content, media_type, encoding):
    assert sniff(content.encode(encoding)) == media_type


@pytest.mark.parametrize("shift", [0, 1, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_long_text_is_a_text_wherever_its_head_is_cut(shift, encoding):
    data = ("x" * shift + f"{TITLE}。\n" * 3000).encode(encoding)
    assert len(data) > 65_536
    assert sniff(data) == TEXT


@pytest.mark.parametrize(
    "content",
    [
        TITLE,
        f"# {TITLE}\n\n## 一、总体情况\n\n| 规章 | 1 |\n|---|---|\n",
        f"# {TITLE}\n\n| 本年新<br/>制作数量 | 1 |\n|---|---|\n| 规章 | 2 |\n",
        "规章\t1\t0\t3\n行政规范性文件\t5\t0\t41\n",
        f"{TITLE}\n[附件]\n总数 = 5 件\n",
        f"{{{TITLE}}}",
        f"[{TITLE}]\n一、总体情况\n",
        "本报告依据条例编制,内容包括六个部分,数据完整。\n如有疑问,请联系我局,电话见下。",
        "一,二,三。\n四,五。\n六。",
        f"{TITLE}\n全年共召开会议3次,培训2次,共120人。\n收到申请5件,答复5件,结转0件。\n其余内容见附表。\n",
        "政府信息公开条例 import 进口商品 class 分类\n",
        f"{TITLE}\n一、总体情况\n<table><tr><td>规章</td></tr></table>\n二、其他\n",
        f"{TITLE}\n\n**一、总体情况**\n\n<div align=center>\n\n<table>\n<tr><td><p>规章</p><br></td></tr>\n</table>\n\n</div>\n",
    ],
)
def test_running_text_in_chinese_is_text(content):
    assert sniff(bytes_of(content)) == TEXT


class TestClaimedByNone:
    @pytest.mark.parametrize(
        "content",
        [
            *(json.dumps({"标题": TITLE}, ensure_ascii=False), json.dumps([TITLE], ensure_ascii=False, indent=2)),
            *(
                json.dumps({"html": f"<table><p>{TITLE}"}, ensure_ascii=False),
                '\ufeff{"标题": "甲"}',
                '\n {"标题": "甲"}\n',
            ),
            *('{"标题": "甲乙"}'.encode("gb18030"), '{"标题": "甲"}'.encode("utf-16")),
        ],
    )
    def test_json(self, content):
        claimed_by_none(content)

    @pytest.mark.parametrize("text", [TITLE, f"<table><tr><td>{TITLE}"])
    def test_json_lines(self, text):
        claimed_by_none("".join(json.dumps({"title": text, "part": n}, ensure_ascii=False) + "\n" for n in range(3)))

    @pytest.mark.parametrize(
        "content",
        [
            *(
                '标题 = 1\ntitle = "甲"\n'.removeprefix("标题 = 1\n"),
                '[report]\ntitle = "甲"\n',
                '# 注释\n[[a]]\nb = "甲"\n',
            ),
            *('x = "<table>甲"\n', "[a] # 甲\nb = 1\n", 'a-b = """\n甲\n"""\n', 'a.b = "甲"\n', '"键" = "甲"\n'),
        ],
    )
    def test_toml(self, content):
        claimed_by_none(content)

    @pytest.mark.parametrize(
        "content",
        [
            *('<?xml version="1.0"?><a>甲</a>', '<?xml version="1.0"?><rss><channel><title>甲</title></channel></rss>'),
            *(
                '\ufeff<?xml version="1.0"?>\n<urlset><url>甲</url></urlset>',
                '<rss version="2.0"><channel><title>甲</title></channel></rss>',
            ),
            *('<svg xmlns="http://www.w3.org/2000/svg"><title>甲</title></svg>', "<报告><标题>甲</标题></报告>"),
        ],
    )
    def test_xml_that_is_no_page(self, content):
        claimed_by_none(content)

    @pytest.mark.parametrize(
        "content",
        [
            "名称,年度,数量\n甲,2023,4\n乙,2023,5\n",
            "\ufeff名称,年度,数量\r\n甲,2023,4\r\n乙,2023,5\r\n",
            '名称,年度,数量\n甲,2023,"1,234"\n乙,2023,5\n',
            '名称,年度,说明\n甲,2023,"两行\n文字"\n乙,2023,无\n',
            "年度,数量\n2022,甲\n2023,乙\n",
        ],
        ids=["plain", "with a mark", "with a quoted comma", "with a quoted line break", "of two columns"],
    )
    def test_comma_separated_values(self, content):
        claimed_by_none(content)

    @pytest.mark.parametrize(
        "content",
        [
            '"""模块"""\nimport os\nprint("甲")\n',
            '# 注释\nfrom os import path\n\nPAGE = "<table><tr><td>甲"\n',
            "# 注释\nclass A:\n    pass\n",
            'var x = "<div>甲</div>";\n',
            "// 注释\nfunction f() { return '甲'; }\n",
            "$(function () {\n  alert('甲');\n});\n",
            "package a.b;\n// 甲\nclass A {}\n",
            "// 甲\n#include <stdio.h>\n",
            "#!/bin/sh\n# 甲\necho 乙\n",
            "<?php\n// 甲\necho '<p>甲</p>';\n",
            "-- 甲\nSELECT 标题 FROM t WHERE 年度 = '甲';\n",
            "/* 甲 */\n.a { color: red; }\n",
            '// 甲\nfn main() {\n    println!("甲");\n}\n',
        ],
        ids=[
            "python",
            "python with markup",
            "class",
            "js with markup",
            "js",
            "jquery",
            "java",
            "c",
            "shell",
            "php",
            "sql",
            "css",
            "rust",
        ],
    )
    def test_program_text(self, content):
        claimed_by_none(content)

    @pytest.mark.parametrize(
        "content", ["hello world\n", "1 2 3\n", bytes(range(256)) * 4, b"\0" * 100, b"\xff\xfe\xfd" * 50]
    )
    def test_what_has_no_chinese_character_or_is_no_text(self, content):
        claimed_by_none(content)


@pytest.mark.parametrize("filling", ["\n", " ", "\t", "<", "[", "{", "-", ",\n", "#\n", "a="])
def test_a_hostile_text_costs_no_more_than_its_length(filling):
    data = ("甲" + filling * 20_000 + "乙").encode()
    started = process_time()
    with suppress(TargetError):
        sniff(data)
    assert process_time() - started < 1.0


@given(
    st.sampled_from([b"", b"<html>", b"PK\x03\x04", OLE, b"{", b"<?xml", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.binary(max_size=300),
)
def test_no_bytes_make_the_reader_fall(before, data):
    try:
        media_type = sniff(before + data)
        read(before + data)
    except TargetError:
        return
    assert media_type in readers.READERS


@given(st.text(max_size=200) | st.text("{}[]\"'=<>,:#\n 甲a1", max_size=200))
def test_no_text_makes_the_reader_fall(text):
    with suppress(TargetError):
        read(text.encode("utf-8", errors="replace"))
