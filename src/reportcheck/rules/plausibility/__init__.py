"""Family plausibility: figures that are possible but unlikely, and figures that the text of the report denies."""

from reportcheck.rules.plausibility import contradicted, unlikely
from reportcheck.rules.rule import with_last_year

__all__ = ["contradicted", "unlikely"]

with_last_year("implausible-fee", f"{__name__}.fee")
