"""The keys of a pack file and the example packs → docs/packs.md."""

from __future__ import annotations

from collections.abc import Mapping

from generated import ROOT
from pages.markdown import blocks, code, escaped, table
from reportcheck.rules.packs.keys import ENTRIES, ENTRY, PACK, Key

INTRODUCTION = """\
A pack is a TOML file with what a province, a city or a ministry asks beyond the official form. It holds data, no code.

```text
reportcheck check reports --pack province.toml --pack city.toml
reportcheck packs province.toml city.toml        is anything wrong with them?
reportcheck rules --pack city.toml               their rules, after those of the catalogue
reportcheck explain RULE --pack city.toml
```

In the configuration: `packs = ["province.toml"]`, paths from the folder of that file; `--pack` replaces them. Every
entry is a rule of the family `local` by the name `name-id`, to be selected, ignored, regraded and counted like any
other. Where a report cannot be read well enough, a local rule is undecided as those of the catalogue are; identities
treat blanks, dashes and illegible cells as the sums of the form do, and are confirmed like them before they are called
broken. A file has at most 30 identities and 300 entries of each other kind."""

LINT = """\
Packs are examined when they are loaded, and by `reportcheck packs`; every sentence names file and line.

- **Unknown** keys, rules, sections, tables, rows, columns, and what is no value: exit 2, with the nearest known name.
- **Contradictory**: exit 2. An identity that, together with those of the form or of a pack before it, only figures of 0
  could keep; ranges that nothing can meet; a day later than the law's; two severities for one rule.
- **Redundant**: what the form, the law or a pack before it asks already. It takes no part, so that nothing is told
  twice; `reportcheck packs` says so and ends with exit 1."""

LIMITS = """\
Of `at_least` and `at_most` one must be there. The limit of a share (`share_of`) is a part of 1, `0.8`, or a percentage,
`"80%"`. A bare `80` is refused: it would be 8,000 %. So is every number above 1; a share that may be larger than its
whole is given in per cent: `"120%"`. `1` is 100 %. `reportcheck explain` shows the limits of shares in per cent."""

TITLES = {
    "identities": "Sums that must be equal",
    "statements": "Something that must be said",
    "lengths": "Lengths of sections",
    "dates": "Last days for publishing",
    "thresholds": "Limits of a figure or a share",
}


def page() -> str:
    """The page."""
    entries = [blocks(f"### `[[{kind}]]`: {TITLES[kind]}", _keys(keys)) for kind, keys in ENTRIES.items()]
    examples = [
        blocks(f"### packs/{path.name}", f"```toml\n{path.read_text(encoding='utf-8').rstrip()}\n```")
        for path in sorted((ROOT / "packs").glob("*.toml"))
    ]
    return blocks(
        "# Local rule packs",
        INTRODUCTION,
        "## What is wrong with a pack",
        LINT,
        "## The keys of the file",
        _keys(PACK),
        '`[severities]` holds severities for rules of the catalogue: `blank-cell = "warning"`. What the configuration '
        "says goes before it.",
        "## The keys of every entry",
        'A text is a string, or `{ zh = "…", en = "…" }`; without English words the Chinese ones stand for them. '
        "What the file says of `kinds`, `bodies`, years and `basis` holds for entries that do not say otherwise.",
        _keys(ENTRY),
        "## The entries",
        LIMITS,
        *entries,
        "## Examples",
        *examples,
    )


def _keys(keys: Mapping[str, Key]) -> str:
    rows = [
        (code(name), "yes" if key.required else "", f"`{key.shown}`", escaped(key.meaning))
        for name, key in keys.items()
    ]
    return table(("key", "required", "value", "meaning"), rows)
