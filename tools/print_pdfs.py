"""True reports → tests/printed/*.pdf by real tool chains, each with its truth beside it as JSON.

Chromium prints pages, LibreOffice prints pages and Word files. Run where `chromium`, `soffice`, the font WenQuanYi
Zen Hei and python-docx are installed; the files are committed, so tests need none of them. Two are printed with a real
font, the others with our own small one. `made_with` in each truth says by which version.
`python tools/print_pdfs.py [NAME…]`.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import habits
import more_habits
from generate import Truth, true_report
from print_words import word_file

FOLDER = ROOT / "tests" / "printed"
COLLAPSED = "table{border-collapse:collapse;width:100%}td{border:1px solid #000;padding:2px;text-align:center}"
OWN, REAL = "body{font-family:Boxes}", "body{font-family:'WenQuanYi Zen Hei'}h1,h2{font-weight:normal}"
CHROMIUM = (
    "chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --disable-background-networking "
    "--disable-component-update --disable-sync --disable-quic --no-first-run --disable-pdf-tagging"
).split()
OFFICE = "soffice --headless --norestore --convert-to pdf".split()


@dataclass(frozen=True, slots=True)
class Print:
    """One example: which report, how its page or Word file is made, and by what it is printed."""

    seed: int
    edition: str
    largest: int
    make: Callable[[Truth, random.Random], str | bytes]
    tool: str = "chromium"


def page(habit: habits.Habit, style: str, change: tuple[tuple[str, str], ...] = ()) -> habits.Habit:
    """A page in one habit with a style sheet, and words of its markup replaced."""

    def make(truth: Truth, chance: random.Random) -> str:
        markup = habit(truth, chance)
        for old, new in (*change, ("</head>", f"<style>{style}</style></head>")):
            markup = markup.replace(old, new)
        return markup

    return make


HEAD_ROWS = "tr:nth-child(-n+3){display:table-header-group}"
UPRIGHT = "td[rowspan='22'],td[rowspan='20']{writing-mode:vertical-rl}"
ZEBRA = "p{background:#fff}tr:nth-child(odd) td{background:#eef}td{background:#fff}"
PRINTS = {
    "chromium_plain": Print(1, "2021", 9_999, page(habits.plain, REAL + COLLAPSED)),
    "chromium_separate_borders": Print(2, "2021", 40, page(habits.plain, OWN + "td{padding:1px}")),
    "chromium_2019": Print(3, "2019", 99_999, page(habits.plain, OWN + COLLAPSED)),
    "chromium_word_paste": Print(4, "2021", 40, page(habits.word, OWN + COLLAPSED)),
    "chromium_vertical_label": Print(5, "2021", 999, page(habits.plain, OWN + COLLAPSED + UPRIGHT)),
    "chromium_shaded": Print(6, "2019", 40, page(habits.editor, OWN + COLLAPSED + ZEBRA)),
    "chromium_landscape": Print(7, "2021", 99_999, page(habits.plain, OWN + COLLAPSED + "@page{size:A4 landscape}")),
    "chromium_small_pages": Print(8, "2021", 40, page(habits.plain, OWN + COLLAPSED + "@page{size:A5;margin:1cm}")),
    "chromium_narrow_labels": Print(9, "2021", 40, page(habits.vertical_labels, OWN + COLLAPSED)),
    "chromium_header_in_two_rows": Print(10, "2019", 40, page(habits.header_over_two_rows, OWN + COLLAPSED)),
    "chromium_kinds_of_headings": Print(11, "2021", 40, page(more_habits.headings_of_all_kinds, OWN + COLLAPSED)),
    "libreoffice_page": Print(12, "2021", 9_999, page(habits.plain, OWN + COLLAPSED), "office"),
    "libreoffice_page_separate_borders": Print(13, "2019", 40, page(habits.plain, OWN), "office"),
    "libreoffice_kinds_of_headings": Print(14, "2021", 40, page(more_habits.headings_of_all_kinds, OWN), "office"),
    "libreoffice_docx": Print(15, "2021", 9_999, word_file(font="WenQuanYi Zen Hei"), "office"),
    "libreoffice_docx_2019": Print(16, "2019", 40, word_file(vertical_label=True), "office"),
    "libreoffice_docx_repeated_header": Print(17, "2021", 99_999, word_file(repeat_header=True, footer=True), "office"),
    "libreoffice_docx_landscape": Print(18, "2021", 40, word_file(landscape=True, numbered=True), "office"),
    "libreoffice_docx_small_pages": Print(
        19, "2021", 40, word_file(height=14.0, footer=True, vertical_label=True), "office"
    ),
}


def print_one(name: str, chosen: Print) -> None:
    truth = true_report(chosen.seed, chosen.edition, chosen.largest)
    made = chosen.make(truth, random.Random(chosen.seed))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"{name}.{'html' if isinstance(made, str) else 'docx'}")
        source.write_bytes(made.encode() if isinstance(made, str) else made)
        printed = Path(folder, f"{name}.pdf")
        PRINTERS[chosen.tool](source, printed)
        FOLDER.joinpath(f"{name}.pdf").write_bytes(printed.read_bytes())
    FOLDER.joinpath(f"{name}.json").write_text(truth_json(truth, version(chosen.tool)), encoding="utf-8")


def by_chromium(source: Path, printed: Path) -> None:
    profile = source.parent / "profile"
    run([*CHROMIUM, f"--user-data-dir={profile}", f"--print-to-pdf={printed}", source.as_uri()], source.parent)


def by_office(source: Path, printed: Path) -> None:
    profile = (source.parent / "profile").as_uri()
    web = ["--infilter=HTML (StarWriter)"] if source.suffix == ".html" else []
    command = [*OFFICE, f"-env:UserInstallation={profile}", *web, "--outdir", str(source.parent), str(source)]
    run(command, source.parent)


def run(command: list[str], folder: Path) -> None:
    """Run a printer that finds our font among the user's."""
    fonts = folder / "fonts"
    fonts.mkdir()
    fonts.joinpath("boxes.ttf").write_bytes(FOLDER.joinpath("boxes.ttf").read_bytes())
    environment = {**os.environ, "XDG_DATA_HOME": str(folder)}
    subprocess.run(command, check=True, capture_output=True, timeout=240, env=environment)


PRINTERS = {"chromium": by_chromium, "office": by_office}


def version(tool: str) -> str:
    command = ["chromium", "--version"] if tool == "chromium" else ["soffice", "--version"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return " ".join(said[:2])


def truth_json(truth: Truth, made_with: str) -> str:
    """What the print says: a line a row of the form."""
    said = {
        "made_with": made_with, "title": truth.title, "publisher": truth.publisher, "year": truth.year,
        "published": truth.published, "edition": truth.form.edition,
    }  # fmt: skip
    rows = [
        f'  "{table.id}/{row.id}": {json.dumps([truth.figures[table.id, row.id, column] for column in row.columns])}'
        for table in truth.form.tables
        for row in table.rows
    ]
    head = json.dumps(said, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{head},\n "figures": {{\n' + ",\n".join(rows) + "\n }\n}\n"


def main() -> None:
    """Print the named examples, or all."""
    for name in sys.argv[1:] or PRINTS:
        print_one(name, PRINTS[name])
        print(name, FOLDER.joinpath(f"{name}.pdf").stat().st_size)


if __name__ == "__main__":
    main()
