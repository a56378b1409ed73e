"""Family years: a report held against the one of the same body for the year before."""

from reportcheck.rules.rule import with_last_year

for _name, _module in (
    ("carry-over-broken", "flows"),
    ("in-force-flow-broken", "flows"),
    ("figures-reused", "figures"),
    ("text-reused", "texts"),
    ("section-five-reused", "texts"),
    ("sudden-jump", "jumps"),
):
    with_last_year(_name, f"{__name__}.{_module}")
