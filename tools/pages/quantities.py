"""The cues of the reader of running text → docs/quantities.md."""

from __future__ import annotations

from pages.markdown import blocks, code, escaped, table
from pages.measured import chapter
from reportcheck.quantities.cues import CUES

INTRODUCTION = """\
Figures in the running text of a report are read clause by clause: the number, its unit, and the cues below that stand
before it in its clause (or behind it, where nothing stands before it: 2件予以公开). No model and no guess: what the
cues do not decide has the meaning `null`, because a figure taken for another would accuse an innocent body."""

RULES = """\
- **A meaning is given only where no other word stands among or behind the cues.** 收到政府信息公开申请12件 counts
  what came in; 收到涉及征地的政府信息公开申请12件 counts a part of it, and 收到意见12条 something else.
- **Topics carry on.** 办结12件 counts requests where requests are the topic of the sentence, the paragraph or its
  heading. Disputes are compared only where they are said to be about information (信息公开, 依申请), or under their
  own heading.
- **Whose.** 我局, 本机关 and the publisher's name are `body`; 全市, 全县, 各部门 are `region` in the report of an
  office, a department, a township, and `body` in the report of a government or zone; 政府办, 代表…政府, 政府本级
  are `office` in the latter; another named body is `other`. A scope holds for what follows in the paragraph until
  another is named.
- **When.** A year named in the clause, or by a clause of its own, is the figure's; 去年 and 上年 (but for 上年结转)
  the year before. The figure compared with (比2023年的41件多, 较去年同期（41件）) is that of the other year.
  Differences (增长, 减少 N 件), several years (五年来) and parts of a year (第四季度, 12月) have no meaning.
- **Parts.** 其中, 含, 包括 and a bracket behind a figure open a list; 另有, or the next whole, ends it.
  收到15件（含上年结转2件） makes the 15 what came in and was carried in. 登记25件，受理23件 are two figures: the
  first is what came in. Two values of one thing in one sentence are withdrawn, unless the last is their sum. In a
  list of bodies (县政府办21件、县直部门195件) the name alone stands before the figure; 合计 sums up what stands before.
  行政复议39件，其中信息公开类6件: the 6 are meant and the 39 withdrawn.
- **Percentages** are shares (占, 占比 or a bracket behind a count), joined with that count and, where the text shows
  it, with the whole, or growth (同比增长) of a figure with a meaning. Rates have no meaning.
- **None.** 未收到, 没有, 无, 零, 未发生 with a request, what is carried over, disputes, documents, decisions or the
  processing fee count 0.
- **Not counts:** dates, document numbers, articles, telephone numbers, ordinals, numbers torn by white space,
  what was to be answered (应办), what a number was before (由12件降至9件),
  numbers without a unit unless the sentence states them (申请数量为12; 新收71，结转3，办结70). A sentence of more than
  1,500 characters is no prose and is not read. Ten thousands and thousands (1.2万件) are approximate."""

NAMES = """\
Besides `table.row.column` of the form: a group of rows (`requests.result.refused.total`, `disputes.litigation.total`),
a group of columns (`requests.received.organization.total`), what came in and was carried in together
(`requests.received_and_carried_in.total`), what was granted wholly or partly
(`requests.result.granted_and_partly_granted.total`), `percentage` and `processing_fee`."""


BLIND = """\
Two sets were written without sight of the reader, by the text of real reports alone. Neither is changed; the
bounds of their tests only become stricter.

`tests/quantity_sentences.toml`: sentences with the figures a person reads in them. First run: of 771 figures
comparable with a table 567 were found (73.5 %); 10 counts of something else were given the meaning of a table,
4 another than their own.

`tests/sentences_beside_tables.toml`: 612 sentences beside the whole tables of 30 generated reports, 494 true of
them and 118 false, each put in the report and the whole of it checked. First run, before anything was mended:

| | error | warning | note | undecided | nothing |
| --- | --- | --- | --- | --- | --- |
| true sentences, 494 | 0 | 2 | 0 | 15 | 477 |
| false sentences, 118 | 0 | 37 | 2 | 18 | 61 |
| true sentences now | 0 | 0 | 0 | 4 | 490 |
| false sentences now | 0 | 66 | 4 | 4 | 44 |

None of the true ones contradicts its tables when looked at by hand. The kinds of the two false accusations: a
number of ten thousands with decimals (1.23万件 of 12,333) taken for exact; of
上年结转3509件与新收6745件合计10254件 the sum taken for what came in, as the verb before the next figure was
read as the noun of the last one. Kinds of the fifteen left undecided: a count of the region (3, rightly); no
requests of one kind of applicant taken for no requests at all (3); parts of the answered requests (2); rounded
ten thousands, several years, what last year left named by its year, two reasons of one result, matters looked
through before they were requests, answers given in two names, and disputes said not to be about information (1
each).

All that is told of a false sentence now names a cell it contradicts. What passes in silence: disputes not said to be
about information (16), rounded numbers (4), sums over several rows, growth and shares of what only the table gives,
fees, figures in another's name, and words no rule knows. `tests/innocent_figures.txt` holds further sentences in
good faith, made to mislead: reports may say them over the tables of the tests, and nobody is told a contradiction."""


def page() -> str:
    """The page."""
    rows = [(code(cue.name), escaped(cue.example), f"`{cue.pattern.replace('|', chr(92) + '|')}`") for cue in CUES]
    return blocks(
        "# Figures in running text",
        INTRODUCTION,
        "## How they are read",
        RULES,
        "## Names of meanings",
        NAMES,
        chapter(),
        "## The cues",
        "The earlier wins over the later at the same place.",
        table(("cue", "example", "pattern"), rows),
        "## Sentences written blind",
        BLIND,
    )
