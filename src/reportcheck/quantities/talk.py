"""The words of the clauses so far → what the text is about: its topic, the rows and verbs named last."""

from __future__ import annotations

from reportcheck.quantities.clauses import Said

VERBS = frozenset({"issued", "made", "repealed", "in_force", "published", "decided"})
DOCUMENTS = frozenset({"regulation", "normative_document"})
DECISIONS = frozenset({"licensing", "penalty", "coercion"})
ROWS = {
    "direct": "disputes.litigation.direct",
    "after": "disputes.litigation.after_reconsideration",
    "reconsideration": "disputes.reconsideration",
    "litigation": "disputes.litigation",
}
"""Cue → row or group of rows of table four."""


class Talk:
    """What the text is about at this point: it carries from clause to clause.

    Of the rows of table four, `rows` were named last, `since` since the last semicolon, `named` in this sentence, and
    `settled` are those with an outcome. `flow` is the row its applicants stand in; `handled`: the sentence has said how
    many requests were handled.
    """

    __slots__ = (
        "document",
        "flow",
        "handled",
        "informational",
        "named",
        "rows",
        "settled",
        "since",
        "topic",
        "verb",
    )

    def __init__(self, topic: str | None) -> None:
        self.topic = topic
        self.informational = topic in ("requests", "disputes")
        self.rows = self.since = self.named = self.settled = frozenset[str]()
        self.verb: str | None = None
        self.document: str | None = None
        self.flow = "received"
        self.handled = False

    def open_sentence(self, topic: str | None) -> None:
        """Another sentence goes on about requests and disputes, not about other cases."""
        self.handled = False
        self.since = self.named = self.settled = frozenset()
        if self.topic not in ("requests", "disputes", "processing_fee"):
            self.topic = topic

    def hear(self, said: Said, *, counting: bool) -> None:
        """Take note of the words of a clause; another kind of case is the topic only where such are counted."""
        for name in said.names:
            if name in ("request", "on_request", "information"):
                self.informational = True
            if name in ("request", "on_request") or (name.startswith("applicant.") and self.topic is None):
                self.topic = "requests"
            elif name == "published" and counting and not said.after and self.topic in (None, "foreign"):
                self.topic, self.verb = "published", name
            elif name in ROWS:
                self.topic = "disputes"
            elif name in DOCUMENTS or name in DECISIONS:
                self.topic, self.document = name, name
            elif name in ("processing_fee", "fee") or (name == "foreign" and counting and not said.after):
                self.topic = name
            elif name in VERBS:
                self.verb = name
            elif name in ("received", "accepted", "handled"):
                self.flow = "handled" if name == "handled" else "received"
                self.verb = "decided" if name == "handled" and DECISIONS & set(said.names) else self.verb
        rows = rows_of(said)
        if rows:
            self.rows = rows
            self.since = (self.since - self.settled) | rows
            self.named |= rows
        if not counting and any(name.startswith("outcome.") for name in said.names):
            self.settled |= self.rows

    def pass_semicolon(self) -> None:
        """What follows 行政复议3件；行政诉讼2件，其中 is about the lawsuits."""
        self.since = frozenset()

    def row(self) -> str | None:
        """The one row of table four an outcome may be of: of two in one breath it is of neither."""
        rows = self.since or (self.rows if self.rows <= self.settled else self.named - self.settled) or self.rows
        rows -= {"litigation"} if rows & {"direct", "after"} else frozenset()
        return next(iter(rows)) if len(rows) == 1 else None


def rows_of(said: Said) -> frozenset[str]:
    """The rows of table four a clause names: the kind of lawsuit rather than lawsuits."""
    rows = frozenset(name for name in said.names if name in ROWS)
    kinds = rows & {"direct", "after"}
    return kinds if kinds and "reconsideration" not in rows else rows
