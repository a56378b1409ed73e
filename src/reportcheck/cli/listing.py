"""`rules`, `explain`, `forms` and `schema`: what is checked and why, the editions of the form, the contracts."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from reportcheck.cli.options import LANG, choice, configuration, language_for

if TYPE_CHECKING:
    from reportcheck.values import Language


@click.command()
@choice("--format", "text", "json", default="text", help="Output format. 输出格式。")
@LANG
def rules(*, format: str, lang: Language | None) -> int:
    """列出全部规则 · List what is checked."""
    from reportcheck.codec import dumps
    from reportcheck.outputs.catalogue import rules_table, rules_to_json
    from reportcheck.rules import catalogue

    if format == "json":
        return _lines([dumps(rules_to_json(catalogue()), indent=2)], machine=True)
    return _lines(rules_table(catalogue(), language_for(lang, configuration())))


@click.command()
@click.argument("rule", metavar="RULE")
@LANG
def explain(rule: str, *, lang: Language | None) -> int:
    """说明一条规则 · Say what a rule checks, and why."""
    from reportcheck.cli.refusals import unknown
    from reportcheck.cli.terminal import columns
    from reportcheck.errors import UsageError
    from reportcheck.outputs.catalogue import rule_page
    from reportcheck.rules import catalogue, families

    known = catalogue()
    if rule in families():
        raise UsageError("family", name=rule, rules="、".join(n for n, text in known.items() if text.family == rule))
    if rule not in known:
        raise unknown("unknown-rule", rule, known)
    return _lines(rule_page(known[rule], language_for(lang, configuration()), columns()))


@click.command()
@click.argument("edition", metavar="[EDITION]", required=False)
@click.option("--blank", is_flag=True, help="An empty form as HTML. 输出空白表格（HTML）。")
@LANG
def forms(edition: str | None, *, blank: bool, lang: Language | None) -> int:
    """统一格式的版本 · List the editions of the form, or show one."""
    from reportcheck.cli.refusals import unknown
    from reportcheck.forms import editions
    from reportcheck.outputs.editions import edition_page, editions_table

    language = language_for(lang, configuration())
    known = {form.edition: form for form in editions()}
    if edition is None and not blank:
        return _lines(editions_table(known.values(), language))
    name = edition or next(iter(known))
    if name not in known:
        raise unknown("unknown-edition", name, known)
    if blank:
        from reportcheck.forms.blank import blank_form

        return _lines([blank_form(known[name]).rstrip("\n")], machine=True)
    return _lines(edition_page(known[name], language))


@click.command()
@click.argument("name", metavar="NAME")
@LANG
def schema(name: str, *, lang: Language | None) -> int:
    """输出 JSON 模式 · Print a contract: config, error, form, report, result."""
    from reportcheck.contract import schema_text

    return _lines([schema_text(name).rstrip("\n")], machine=True)


def _lines(lines: Iterable[str], *, machine: bool = False) -> int:
    from reportcheck.cli.terminal import prepare

    prepare(machine=machine)
    for line in lines:
        sys.stdout.write(line + "\n")
    return 0
