"""Family plausibility: figures that are possible but unlikely, and figures that the text of the report denies."""

from reportcheck.rules.plausibility import contradicted, unlikely

__all__ = ["contradicted", "unlikely"]
