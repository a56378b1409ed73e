"""`rules`, `explain`, `packs`, `forms` and `schema`: what is checked and why, the editions, the contracts."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportcheck.cli.options import LANG, MANY, PACK, Command, Targets, choice, configuration, language_for, switch

if TYPE_CHECKING:
    from reportcheck.configuration import Configuration
    from reportcheck.rules import RuleText
    from reportcheck.values import Language


def rules(*, format: str, packs: tuple[str, ...], lang: Language | None) -> int:
    """List what is checked."""
    from reportcheck.codec import dumps
    from reportcheck.outputs.catalogue import rules_table, rules_to_json

    configured = configuration()
    known = _catalogue(configured, packs)
    if format == "json":
        return _lines([dumps(rules_to_json(known), indent=2)], machine=True)
    return _lines(rules_table(known, language_for(lang, configured)))


def packs(*files: str, lang: Language | None) -> int:
    """Say what is wrong with local rule packs: 2, or 1 where it is only redundant."""
    from reportcheck.configuration import pack_files
    from reportcheck.language import failure_sentence, printable, sentence
    from reportcheck.rules.packs import problems, refusal

    configured = configuration()
    language = language_for(lang, configured)
    found = problems(pack_files(configured, files))
    errors = [refusal(problem) for problem in found]
    lines = [printable(failure_sentence(error.kind, error.detail, error.arguments, language)) for error in errors]
    _lines(lines or [sentence("packs.clean", language, count=len(files))])
    return 2 if any(not problem.is_redundant for problem in found) else int(bool(found))


def explain(rule: str, *, packs: tuple[str, ...], lang: Language | None) -> int:
    """Say what a rule checks, and why."""
    from reportcheck.cli.refusals import unknown
    from reportcheck.cli.terminal import columns
    from reportcheck.errors import UsageError
    from reportcheck.outputs.catalogue import rule_page
    from reportcheck.rules import families

    configured = configuration()
    known = _catalogue(configured, packs)
    if rule in families():
        raise UsageError("family", name=rule, rules="、".join(n for n, text in known.items() if text.family == rule))
    if rule not in known:
        raise unknown("unknown-rule", rule, known)
    return _lines(rule_page(known[rule], language_for(lang, configured), columns()))


def forms(edition: str | None = None, *, blank: bool, lang: Language | None) -> int:
    """List the editions of the form, or show one."""
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


def schema(name: str, *, lang: Language | None) -> int:
    """Print a contract: config, error, form, report, result."""
    from reportcheck.contract import schema_text

    return _lines([schema_text(name).rstrip("\n")], machine=True)


RULES = Command(
    rules,
    Targets(),
    {
        "format": choice("--format", "text", "json", default="text", help="Output format. 输出格式。"),
        "packs": PACK,
        "lang": LANG,
    },
)
PACKS = Command(packs, Targets("FILE...", least=1, most=MANY), {"lang": LANG})
EXPLAIN = Command(explain, Targets("RULE", least=1, most=1), {"packs": PACK, "lang": LANG})
FORMS = Command(
    forms,
    Targets("[EDITION]", most=1),
    {"blank": switch("--blank", "An empty form as HTML. 输出空白表格（HTML）。"), "lang": LANG},
)
SCHEMA = Command(schema, Targets("NAME", least=1, most=1), {"lang": LANG})


def _catalogue(configured: Configuration, packs: tuple[str, ...]) -> dict[str, RuleText]:
    """Every rule by name, those of the packs last."""
    from reportcheck.configuration import pack_files
    from reportcheck.rules import catalogue, local_rules
    from reportcheck.values import Judgement

    return {**catalogue(), **local_rules(Judgement(packs=pack_files(configured, packs)))}


def _lines(lines: Iterable[str], *, machine: bool = False) -> int:
    from reportcheck.cli.terminal import prepare

    prepare(machine=machine)
    for line in lines:
        sys.stdout.write(line + "\n")
    return 0
