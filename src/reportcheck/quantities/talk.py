"""The words of the clauses so far → what the text is about: its topic, the rows and verbs named last."""

from __future__ import annotations

from reportcheck.quantities.clauses import Said

VERBS = frozenset({"issued", "made", "repealed", "in_force", "published", "decided"})
DOCUMENTS = frozenset({"regulation", "normative_document"})
OLD_COLUMNS = {"newly_published": "published", "published_total": "published_total"}
"""Cue → column of the form of 2019."""
DECISIONS = frozenset({"licensing", "penalty", "coercion", "other_service"})
ROWS = {
    "direct": "disputes.litigation.direct",
    "after": "disputes.litigation.after_reconsideration",
    "reconsideration": "disputes.reconsideration",
    "litigation": "disputes.litigation",
}
"""Cue → row or group of rows of table four."""

_SHOWN = ("公开", "公示", "公布", "发布", "归集", "推送", "上传", "报送", "刊登")


class Talk:
    """What the text is about at this point: it carries from clause to clause.

    Of the rows of table four, `rows` were named last, `since` since the last semicolon, `named` in this sentence, and
    `settled` are those with an outcome; `closing`: its disputes are counted by who decides them. `flow` is the row its
    applicants stand in. `tabled`: it stands in the section of table two. Of the sentence: `handled`, it has said how
    many requests were handled; `hinted`, it speaks as one does of requests; `shown`, it has said what was published;
    `limited`, it tells of some requests only (同一申请人); `lasting`, it tells of several years; `past`, of what last
    year left.
    """

    __slots__ = (
        "closing",
        "document",
        "flow",
        "handled",
        "hinted",
        "informational",
        "lasting",
        "limited",
        "named",
        "past",
        "rows",
        "settled",
        "shown",
        "since",
        "tabled",
        "topic",
        "verb",
    )

    def __init__(self, topic: str | None, *, tabled: bool = False) -> None:
        self.tabled = tabled
        self.topic = topic
        self.informational = topic in ("requests", "disputes")
        self.rows = self.since = self.named = self.settled = frozenset[str]()
        self.verb: str | None = None
        self.document: str | None = None
        self.flow = "received"
        self.handled = self.hinted = self.shown = self.past = self.lasting = self.closing = self.limited = False

    def open_sentence(self, topic: str | None) -> None:
        """Another sentence goes on about requests and disputes, not about other cases."""
        self.handled = self.shown = self.past = self.lasting = self.limited = False
        self.since = self.named = self.settled = frozenset()
        self.flow = "received" if self.flow.startswith("carried") else self.flow
        if self.topic not in ("requests", "disputes", "processing_fee"):
            self.topic = topic

    def hear(self, said: Said, *, counting: bool, within: bool = False) -> None:
        """Take note of the words of a clause; another kind of case is the topic only where such are counted.

        `within`: it is a part of a count of requests, which it does not lead away from.
        """
        self.shown |= "published" in said.names and any(word in said.text for word in _SHOWN)
        self.lasting |= "long" in said.names and not counting
        for name in said.names:
            if name in ("request", "on_request", "information"):
                self.informational = True
            if name in ("request", "on_request") or (name.startswith("applicant.") and self.topic is None):
                self.topic = "requests"
            elif name == "published" and counting and not said.after and self.topic in (None, "foreign"):
                self.topic, self.verb = "published", name
            elif name in ROWS:
                self.topic = "disputes"
            elif within and (name in DOCUMENTS or name in DECISIONS or name in ("foreign", "fee")):
                continue
            elif name in DOCUMENTS or name in DECISIONS:
                self.topic, self.document = name, name
            elif name in ("processing_fee", "fee", "procurement") or (
                name == "foreign" and counting and not said.after
            ):
                self.topic = name
            elif name in VERBS:
                self.verb = name
            elif name in ("received", "accepted", "handled"):
                self.flow = "handled" if name == "handled" else "received"
                self.verb = "decided" if name == "handled" and DECISIONS & set(said.names) else self.verb
        rows = rows_of(said)
        if rows:
            self.closing = not {"accepted", "handled"}.isdisjoint(said.names)
            self.rows = rows
            self.since = (self.since - self.settled) | rows
            self.named |= rows
        if not counting and any(name.startswith("outcome.") for name in said.names):
            self.settled |= self.rows

    def pass_semicolon(self) -> None:
        """What follows 行政复议3件；行政诉讼2件，其中 is about the lawsuits."""
        self.since = frozenset()
        self.lasting = False

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
