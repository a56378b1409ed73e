from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import reportcheck
from calling import called
from generate import to_html, true_report, with_figure
from reportcheck import batch, contract
from reportcheck.cli.commands import COMMANDS, load
from reportcheck.errors import NotAnAnnualReport, NotFound, UsageError
from reportcheck.forms import editions
from reportcheck.rules import catalogue
from reportcheck.values import Limits

TRUE = true_report(1, editions()[0].edition)
GOOD = to_html(TRUE)
CELL = ("requests", "received", "person")
BAD = to_html(with_figure(TRUE, CELL, TRUE.figures[CELL] + 5))
UNREAD = GOOD.replace("<td>", "<td>?", 40)
NOTICE = "关于做好年度报告编制工作的通知\n\n各单位：请认真做好年度报告编制工作，按时报送。\n"
CRASH = """
import reportcheck.pipeline as pipeline
judge = pipeline.judge
pipeline.judge = lambda report, judgement: 1 / 0 if report.origin == "d/a.html" else judge(report, judgement)
"""
COMMAND = [sys.executable, "-m", "reportcheck"]
ROOT = Path(reportcheck.__file__).parent.parent


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch, tmp_path):
    """Every test begins in a folder of its own, in Chinese, with nothing configured."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def folder(tmp_path):
    """A folder `d` with two reports, a notice, a data file and a pipe's worth of nothing else."""
    write("d/a.html", GOOD)
    write("d/b/c.html", BAD)
    write("d/notice.txt", NOTICE)
    write("d/data.json", "{}")
    return tmp_path / "d"


def write(name: str, text: str) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


def parsed(*words: str) -> object:
    return json.loads(called(*words)[1])


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **changes}


class TestExitCodes:
    def test_nothing_found_is_0(self):
        code, out, err = called("check", write("a.html", GOOD))
        assert (code, err) == (0, "")
        assert out.splitlines()[-1].startswith("共1份报告；应改正0项")

    def test_an_error_is_1(self):
        assert called("check", write("b.html", BAD))[0] == 1

    @pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)])
    def test_the_threshold_decides_what_is_1(self, fail_on, code):
        write("reportcheck.toml", "[severities]\n" + "\n".join(f'{rule} = "warning"' for rule in catalogue()))
        assert called("check", write("b.html", BAD), "--fail-on", fail_on)[0] == code

    def test_an_undecided_check_is_1_only_where_asked(self):
        words = ("check", write("u.html", UNREAD), "--fail-on", "never", "--select", "sums")
        assert "未能判读" in called(*words)[1]
        assert called(*words)[0] == 0
        assert called(*words, "--undecided", "fail")[0] == 1

    def test_a_target_that_cannot_be_read_is_2_and_the_others_are_still_checked(self):
        code, out, _ = called("check", "nowhere.html", write("b.html", BAD), "-j", "1")
        assert code == 2
        assert "找不到该文件" in out
        assert "应改正" in out

    def test_another_document_is_2_named_itself_and_nothing_in_a_folder(self, folder):
        assert called("check", "d/notice.txt")[0] == 2
        assert called("check", "d", "--fail-on", "never", "-j", "2")[0] == 0
        assert called("check", "d", "d/notice.txt", "--fail-on", "never", "-j", "2")[0] == 2

    @pytest.mark.parametrize("target", ["d", "d/*.html"])
    def test_a_folder_without_a_report_is_0_and_says_so(self, target):
        Path("d").mkdir()
        code, out, _ = called("check", target, "--lang", "en")
        assert code == 0
        assert out.startswith("0 reports;")

    def test_a_crash_is_2_in_one_sentence_and_a_traceback_only_for_debugging(self, monkeypatch):
        monkeypatch.setattr("reportcheck.pipeline.check_source", lambda *_: 1 / 0)
        code, out, err = called("check", write("a.html", GOOD))
        assert (code, err) == (2, "")
        assert "程序内部错误（ZeroDivisionError）" in out
        assert "Traceback" in called("check", "a.html", "--debug")[2]

    def test_a_crash_outside_any_target_is_2_in_one_sentence(self, monkeypatch):
        monkeypatch.setattr("reportcheck.sources.find", lambda _: 1 / 0)
        code, out, err = called("check", "a.html")
        assert (code, out, err) == (2, "", "程序内部错误（ZeroDivisionError）。请用 --debug 重试并反馈。\n")
        assert "Traceback" in called("check", "a.html", "--debug")[2]

    def test_an_interruption_is_130(self, monkeypatch):
        def interrupt(_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("reportcheck.sources.find", interrupt)
        assert called("check", "a.html") == (130, "", "")


class TestUsageErrors:
    @pytest.mark.parametrize(
        ("words", "zh", "en"),
        [
            (["chek"], "没有命令 chek，最接近的是 check。", "There is no command chek; the nearest is check."),
            (["check"], "缺少 TARGET...，", "TARGET... is missing;"),
            (["check", "--formt", "x"], "最接近的是 --format。", "the nearest is --format."),
            (["check", "--format", "xml", "a"], "可用：text, json, jsonl。", "use text, json, jsonl."),
            (["check", "-j", "0", "a"], "-j 的值“0”无效", "“0” is not a value for -j"),
            (["check", "--as-of", "20250101", "a"], "YYYY-MM-DD", "YYYY-MM-DD"),
            (["check", "--select", "a,,b", "x"], "--select", "--select"),
            (["check", "--select", "sum", "x"], "最接近的是 sums。", "the nearest is sums."),
            (["explain", "missing-sections"], "最接近的是 missing-section。", "the nearest is missing-section."),
            (["forms", "2022"], "没有版本 2022", "There is no edition 2022"),
            (["schema", "repot"], "可用：config, error", "use one of config, error"),
            (["forms", "a", "b"], "命令有误", "The command should read"),
        ],
    )
    def test_they_are_one_sentence_in_either_language(self, words, zh, en):
        code, out, err = called(*words)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert zh in err
        code, out, err = called(words[0], "--lang", "en", *words[1:]) if words[0] in COMMANDS else (2, "", en)
        assert (code, out) == (2, "")
        assert en in err

    def test_an_option_without_its_value(self):
        assert called("check", "a", "--lang") == (
            2,
            "",
            "选项 --lang 缺少值，或不应带值，参见 reportcheck check --help。\n",
        )

    def test_without_words_the_help_is_shown(self):
        code, out, err = called()
        assert (code, out) == (2, "")
        assert "Commands:" in err

    def test_a_wrong_configuration_is_told_in_the_language_of_the_locale(self, monkeypatch):
        write("reportcheck.toml", "job = 3")
        monkeypatch.setenv("LANG", "en_US.UTF-8")
        code, _, err = called("check", "a.html")
        assert code == 2
        assert err.endswith("there is no key job; the nearest is jobs.\n")


class TestConfiguration:
    def test_it_is_used(self):
        write("reportcheck.toml", 'lang = "en"\nselect = ["tables"]\nfail-on = "never"\n[limits]\ncells = 5')
        code, out, _ = called("check", write("b.html", BAD))
        assert code == 2
        assert "more table cells than the limit of 5" in out

    def test_the_command_line_wins(self):
        write("reportcheck.toml", 'lang = "en"\nfail-on = "never"\nignore = ["sums"]')
        code, out, _ = called("check", write("b.html", BAD), "--lang", "zh", "--fail-on", "error", "--ignore", "tables")
        assert code == 1
        assert "应改正" in out

    def test_severities_must_name_rules(self):
        write("reportcheck.toml", '[severities]\nblank-cel = "error"')
        code, _, err = called("check", write("a.html", GOOD))
        assert code == 2
        assert "blank-cell" in err


class TestFormats:
    def test_json_of_one_file_is_one_object(self):
        assert parsed("check", write("a.html", GOOD), "--format", "json")["report"]["origin"] == "a.html"
        assert parsed("parse", "a.html")["publisher"] == TRUE.publisher
        assert parsed("check", "nowhere", "--format", "json")["error"]["kind"] == "not-found"

    def test_json_of_a_folder_a_glob_or_several_targets_is_an_array(self, folder):
        documents = parsed("check", "d", "--format", "json", "-j", "2")
        origins = [document.get("origin") or document["report"]["origin"] for document in documents]
        assert origins == ["d/a.html", "d/b/c.html", "d/notice.txt"]
        assert len(parsed("parse", "d/*.html")) == 1
        assert len(parsed("parse", "d/a.html", "d/a.html")) == 1
        assert parsed("parse", "d/*.pdf") == []

    def test_jsonl_is_a_line_a_report_and_the_last_line_goes_to_stderr(self, folder):
        _, out, err = called("check", "d", "--format", "jsonl", "-j", "1")
        assert [json.loads(line)["schema"] for line in out.splitlines()] == [
            "reportcheck/result/1",
            "reportcheck/result/1",
            "reportcheck/error/1",
        ]
        assert err.startswith("共2份报告；")
        assert "跳过1个文件" in err

    def test_workers_and_this_process_say_the_same(self, folder):
        # Two of the files are of one body and year, and side by side they would be compared.
        alike = ("--format", "jsonl", "--ignore", "versions-differ")
        here = [called("check", f"d/{name}", *alike)[1] for name in ("a.html", "b/c.html", "notice.txt")]
        assert called("check", "d", *alike, "-j", "3")[1] == "".join(here)

    def test_csv_is_a_line_a_fact_and_failures_go_to_stderr(self, folder):
        code, out, err = called("parse", "d", "nowhere", "--format", "csv", "-j", "1")
        lines = list(csv.DictReader(io.StringIO(out)))
        assert code == 2
        assert {line["origin"] for line in lines} == {"d/a.html", "d/b/c.html"}
        assert (lines[0]["publisher"], lines[0]["kind"]) == (TRUE.publisher, "number")
        assert "nowhere" in err

    def test_what_is_printed_follows_its_schema(self, folder):
        for words in (("check", "d"), ("parse", "d"), ("check", "nowhere"), ("parse", "d/notice.txt")):
            documents = parsed(*words, "--format", "json", "--validate", "-j", "1")
            for document in documents if isinstance(documents, list) else [documents]:
                contract.validate(document)

    def test_output_that_breaks_its_schema_is_2(self, monkeypatch):
        monkeypatch.setattr(
            "reportcheck.outputs.documents.report_to_json", lambda _: {"schema": "reportcheck/report/1"}
        )
        code, _, err = called("parse", write("a.html", GOOD), "--validate", "--lang", "en")
        assert code == 2
        assert err.startswith("The output breaks its own schema at $")

    def test_controls_are_escaped_in_every_format(self):
        name = write("\x1b[2J\x9b\u202e.html", GOOD)
        for words in (("check",), ("check", "--format", "json"), ("parse",), ("parse", "--format", "csv")):
            out = called(*words, name)[1]
            assert not {"\x1b", "\x9b", "\u202e"} & set(out)
            assert "\\u202e" in out

    def test_a_spreadsheet_takes_no_cell_for_a_formula(self):
        from reportcheck.outputs.table import cell

        assert [cell(text) for text in ("=1+1", "+a", "-", "@x", "\tx")] == ["'=1+1", "'+a", "'-", "'@x", "'\\x09x"]
        assert [cell(text) for text in ("-3", "+2.5", "12", "", None, "无")] == ["-3", "+2.5", "12", "", "", "无"]


class TestStreams:
    def test_standard_input_is_a_target(self):
        done = subprocess.run(
            [*COMMAND, "check", "-", "--format", "json"], input=BAD.encode(), capture_output=True, env=environment()
        )
        assert done.returncode == 1
        assert json.loads(done.stdout)["report"]["origin"] == "-"

    def test_a_pipe_that_closes_early_is_no_matter(self):
        process = subprocess.Popen(
            [*COMMAND, "rules", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        )
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(timeout=20) == 141

    def test_json_is_utf8_whatever_the_locale(self):
        write("a.html", GOOD)
        done = subprocess.run(
            [*COMMAND, "parse", "a.html"], capture_output=True, env=environment(PYTHONIOENCODING="ascii")
        )
        assert TRUE.publisher in done.stdout.decode("utf-8")

    def test_text_survives_a_stream_that_lacks_the_characters(self):
        write("a.html", GOOD)
        done = subprocess.run(
            [*COMMAND, "check", "a.html"], capture_output=True, env=environment(PYTHONIOENCODING="ascii")
        )
        assert done.returncode == 0
        assert b"\\u" in done.stdout

    @pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
    def test_an_interruption_ends_it_quietly(self):
        # Whoever starts the tests in the background has SIGINT ignored, and children inherit that.
        script = (
            "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
            "from reportcheck.cli import run; print('ready', flush=True); "
            "sys.exit(run(['check', '-'], sys.stdout, sys.stderr))"
        )
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with subprocess.Popen([sys.executable, "-c", script], env=environment(), **pipes) as process:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 130
            assert process.stderr.read() == b""

    @pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
    @pytest.mark.parametrize(
        ("changes", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
    )
    def test_colour_is_for_terminals_that_want_it(self, changes, coloured):
        write("b.html", BAD)
        shown = in_terminal("check", "b.html", **changes)
        assert "应改正" in shown
        assert ("\x1b[" in shown) is coloured

    def test_progress_is_for_a_terminal_that_waits_long(self, monkeypatch):
        from reportcheck.cli import terminal

        class Screen(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setattr(terminal, "PATIENCE", -1.0)
        for stderr, shown in ((Screen(), "\r已检查1个……\r已检查2个……\r\x1b[K"), (io.StringIO(), "")):
            monkeypatch.setattr("sys.stderr", stderr)
            monkeypatch.setattr("sys.stdout", io.StringIO())
            assert list(terminal.progress("ab", "zh")) == ["a", "b"]
            assert stderr.getvalue() == shown

    def test_a_file_gets_no_colour(self):
        assert "\x1b" not in called("check", write("b.html", BAD))[1]


def in_terminal(*words: str, **changes: str) -> str:
    """What the program writes to a terminal."""
    import pty

    ours, theirs = pty.openpty()
    with open(ours, "rb", buffering=0) as screen:
        with open(theirs, "wb") as stream:
            subprocess.run([*COMMAND, *words], stdout=stream, env=environment(**{"TERM": "xterm", **changes}))
        return screen.read(100_000).decode("utf-8")


class TestCatalogue:
    def test_every_rule_is_listed(self):
        code, out, _ = called("rules")
        assert code == 0
        assert [line.split()[0] for line in out.splitlines()[1:]] == list(catalogue())

    def test_the_list_as_json(self):
        rules = parsed("rules", "--format", "json")
        assert [rule["rule"] for rule in rules] == list(catalogue())
        assert rules[0]["texts"]["en"]["why"]

    @pytest.mark.parametrize("rule", sorted(catalogue()))
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_every_rule_is_explained(self, rule, language):
        code, out, _ = called("explain", rule, "--lang", language)
        text = catalogue()[rule].texts[language]
        assert code == 0
        assert out.startswith(f"{rule}  {text['short']}\n")
        assert all(text[name][:10] in out for name in ("why", "basis", "example", "computed", "mend", "false_alarms"))

    def test_the_editions_are_listed_and_shown(self):
        assert all(form.edition in called("forms")[1] for form in editions())
        for form in editions():
            for language in ("zh", "en"):
                page = called("forms", form.edition, "--lang", language)[1]
                assert all(row.id in page for table in form.tables for row in table.rows)
                assert all(identity.holds in page for table in form.tables for identity in table.identities)

    def test_an_empty_form_is_a_page_that_is_a_report(self):
        write("blank.html", called("forms", editions()[0].edition, "--blank")[1])
        assert {fact["kind"] for fact in parsed("parse", "blank.html")["facts"]} == {"blank"}

    @pytest.mark.parametrize("name", contract.names())
    def test_the_contracts_are_printed(self, name):
        assert parsed("schema", name) == contract.load_schema(name)


class TestHelp:
    def test_the_version(self):
        assert called("--version")[1] == f"reportcheck {reportcheck.__version__}\n"

    @pytest.mark.parametrize("name", sorted(COMMANDS))
    def test_every_command_and_option_is_documented(self, name):
        text = called(name, "--help").out
        assert text.startswith(f"Usage: reportcheck {name} [OPTIONS]")
        assert COMMANDS[name].summary in " ".join(text.split())
        for option in load(name).options.values():
            assert f"\n  {option.name} " in text
            assert re.search(r"[a-z].*[一-鿿]", option.help)
            assert option.help in " ".join(text.split())

    def test_help_imports_nothing_heavy(self):
        script = (
            "import sys\n"
            "from reportcheck.cli import run\n"
            "run(['check', '--help'], sys.stderr, sys.stderr)\n"
            "print([name for name in ('lxml', 'bs4', 'rich', 'jsonschema', 'tomllib', 'http') if name in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment())
        assert done.stdout == "[]\n"


class TestLibrary:
    def test_importing_it_is_light(self):
        script = "import sys, reportcheck; print(sorted(name for name in sys.modules if 'reportcheck' in name))"
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment())
        assert done.stdout == "['reportcheck']\n"

    def test_the_public_names(self):
        assert all(hasattr(reportcheck, name) for name in reportcheck.__all__)
        with pytest.raises(AttributeError):
            reportcheck.nothing  # noqa: B018

    def test_a_target_is_read_parsed_and_checked(self, tmp_path):
        path = tmp_path / write("b.html", BAD)
        assert reportcheck.read(path).media_type == "text/html"
        [report] = reportcheck.parse(path)
        [result] = reportcheck.check(path, language="en", select=["sums"])
        assert report.publisher == TRUE.publisher
        assert {finding.family for finding in result.findings} == {"sums"}
        assert isinstance(result, reportcheck.Result)

    def test_what_cannot_be_read_raises(self, folder):
        for call in (reportcheck.read, reportcheck.parse, reportcheck.check):
            with pytest.raises(NotFound):
                call("nowhere.html")
            with pytest.raises(UsageError):
                call("d")
        with pytest.raises(NotAnAnnualReport):
            reportcheck.check("d/notice.txt")

    @pytest.mark.parametrize("options", [{"profile": "x"}, {"language": "fr"}, {"select": ["x"]}])
    def test_a_word_that_does_not_exist_raises(self, options):
        with pytest.raises(UsageError):
            reportcheck.check(write("a.html", GOOD), **options)


class TestBatch:
    def test_what_stood_among_the_targets_comes_in_their_order(self, folder, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
        selection = batch.sources.find(["d/a.html", "-", "nowhere", "d"])
        outcomes = list(batch.parse_targets(selection, Limits(), jobs=2))
        assert [outcome.origin for outcome in outcomes] == [target.origin for target in selection.targets]
        assert [len(outcome.found) for outcome in outcomes] == [1, 1, 0, 1, 0, 0]
        assert [outcome.skipped for outcome in outcomes] == [False, False, False, False, True, False]

    def test_a_crash_in_a_worker_costs_its_own_target_only(self, folder, tmp_path):
        write("patch/sitecustomize.py", CRASH)
        path = os.pathsep.join([str(tmp_path / "patch"), str(ROOT)])
        words = [*COMMAND, "check", "d", "--format", "jsonl", "-j", "2"]
        done = subprocess.run(words, capture_output=True, text=True, env=environment(PYTHONPATH=path))
        schemas = [json.loads(line)["schema"] for line in done.stdout.splitlines()]
        assert schemas == ["reportcheck/error/1", "reportcheck/result/1", "reportcheck/error/1"]
        assert json.loads(done.stdout.splitlines()[0])["error"]["kind"] == "crashed"
        assert (done.returncode, "Traceback" in done.stderr) == (2, False)
        done = subprocess.run([*words, "--debug"], capture_output=True, text=True, env=environment(PYTHONPATH=path))
        assert "Traceback" in done.stderr

    def test_a_link_that_leaves_the_folder_is_skipped(self, folder):
        Path("d/link.html").symlink_to("/etc/hostname")
        assert "跳过2个文件" in called("check", "d", "-j", "1")[1]

    def test_a_document_that_takes_too_long_is_one_failure(self, folder):
        write("reportcheck.toml", "[limits]\nseconds = 0.001")
        kinds = [document["error"]["kind"] for document in parsed("parse", "d/a.html", "d/b", "-j", "2")]
        assert kinds == ["timeout", "timeout"]
