"""Many targets → an ordered stream of outcomes: one target is worked on in this process, several in workers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from reportcheck import sources
from reportcheck.errors import Crashed, TargetError, UnsupportedType, UsageError
from reportcheck.language import failure_sentence
from reportcheck.sources import Selection, Target
from reportcheck.tuples import NamedTuple
from reportcheck.values import Arguments, Checked, Failure, Judgement, Language, Limits, Report, Source

if TYPE_CHECKING:
    from reportcheck import workers

Found = TypeVar("Found", Checked, Report)
Json = dict[str, Any]

SEVERITIES = ("error", "warning", "note")


class Outcome(NamedTuple, Generic[Found]):
    """What came of one target: the reports found in it, or why there are none.

    `skipped` = found in a folder or glob and no reader claims it. Then `found` is empty and `failure` None.
    """

    origin: str
    named: bool
    found: tuple[Found, ...] = ()
    failure: Failure | None = None
    skipped: bool = False

    @property
    def is_error(self) -> bool:
        """Whether it makes exit code 2: any failure, but another document found in a folder is none."""
        return self.failure is not None and (self.named or self.failure.kind != "not-an-annual-report")


class Work(NamedTuple, Generic[Found]):
    """What is done with each target: `find` with its source here, `task` by its name in a worker, whose answer a
    function of `codec` named `decode` reads.

    `job` is what both need to know beside the target, as JSON; `limits` and `language` are those of the whole batch.
    """

    find: Callable[[Json, Source], Iterable[Found]]
    task: str
    decode: str
    job: Json
    limits: Limits
    language: Language


class Totals:
    """The running count of a stream, and the exit code it amounts to."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self.counts: Counter[str] = Counter()
        self.errors = 0
        self.undecided_errors = 0

    def counting(self, outcomes: Iterable[Outcome[Found]]) -> Iterator[Outcome[Found]]:
        """The same outcomes, each counted before it goes on."""
        for outcome in outcomes:
            self._count(outcome)
            yield outcome

    def exit_code(
        self, fail_on: Literal["error", "warning", "note", "never"], undecided: Literal["pass", "fail"]
    ) -> int:
        """2 if a target could not be checked, 1 if a live finding reaches the threshold, else 0."""
        if self.errors:
            return 2
        grave = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        failed = any(self.counts[severity] for severity in grave)
        return int(failed or (undecided == "fail" and self.undecided_errors > 0))

    def _count(self, outcome: Outcome[Found]) -> None:
        self.errors += outcome.is_error
        self.counts["reports"] += len(outcome.found)
        self.counts["skipped"] += outcome.skipped
        if outcome.failure is not None:
            self.counts["others" if outcome.failure.kind == "not-an-annual-report" else "failures"] += 1
        for checked in outcome.found:
            if isinstance(checked, Checked):
                self._count_findings(checked)

    def _count_findings(self, checked: Checked) -> None:
        for finding in checked.result.findings:
            live = finding.status == "live"
            name = finding.severity if finding.outcome == "broken" else "undecided"
            self.counts[name if live else finding.status] += 1
            self.undecided_errors += live and name == "undecided" and finding.severity == "error"


def check_targets(
    selection: Selection,
    judgement: Judgement,
    limits: Limits,
    *,
    jobs: int | None = None,
    allow_private: bool = False,
    debug: bool = False,
) -> Iterator[Outcome[Checked]]:
    """The outcome of each target in order, its reports judged. Raises nothing but UsageError for a wrong judgement
    or one that leaves no rule to run: what nothing was asked of has not passed.

    `jobs` is the number of workers, None for one per processor. With `debug` the traceback of a crash goes to stderr.
    """
    from reportcheck.rules import selected

    if not selected(judgement):
        raise UsageError("no-rules")
    job = _job(limits, allow_private=allow_private, debug=debug) | {"judgement": judgement._asdict()}
    work = Work(_check, f"{__name__}:check_job", "checked_from_json", job, limits, judgement.language)
    return _compared(_outcomes(selection, work, jobs), judgement)


def parse_targets(
    selection: Selection,
    limits: Limits,
    *,
    language: Language = "zh",
    jobs: int | None = None,
    allow_private: bool = False,
    debug: bool = False,
) -> Iterator[Outcome[Report]]:
    """The outcome of each target in order, its reports unjudged; `language` is that of the failures' sentences."""
    job = _job(limits, allow_private=allow_private, debug=debug)
    work = Work(_parse, f"{__name__}:parse_job", "report_from_json", job, limits, language)
    return _outcomes(selection, work, jobs)


def check_job(job: Json) -> str:
    """One target of `check_targets` in a worker: the JSON text of its checked reports; raises what reading raises."""
    from reportcheck.codec import checked_to_json, dumps

    with _crashes_shown(job):
        return dumps([checked_to_json(checked) for checked in _check(job, _source(job))])


def parse_job(job: Json) -> str:
    """One target of `parse_targets` in a worker: the JSON text of its reports; raises what reading raises."""
    from reportcheck.codec import dumps, report_to_json

    with _crashes_shown(job):
        return dumps([report_to_json(report) for report in _parse(job, _source(job))])


def _check(job: Json, source: Source) -> list[Checked]:
    from reportcheck.pipeline import check_source

    return check_source(source, _judgement(job["judgement"]), Limits(**job["limits"]))


def _parse(job: Json, source: Source) -> list[Report]:
    from reportcheck.pipeline import parse_source

    return parse_source(source, Limits(**job["limits"]))


@contextmanager
def _crashes_shown(job: Json) -> Iterator[None]:
    """Where debugging is asked for, a crash is shown on stderr before it becomes a sentence."""
    try:
        yield
    except TargetError:
        raise
    except Exception:
        if job["debug"]:
            import traceback

            traceback.print_exc()
        raise


def _job(limits: Limits, *, allow_private: bool, debug: bool) -> Json:
    return {"limits": limits._asdict(), "allow_private": allow_private, "debug": debug}


def _source(job: Json) -> Source:
    return sources.read(Target(**job["target"]), Limits(**job["limits"]), allow_private=job["allow_private"])


def _judgement(data: Json) -> Judgement:
    """What `asdict` made of a judgement, its lists tuples again."""
    names = {key: tuple(data[key]) for key in ("select", "ignore")}
    pairs = {key: tuple((name, said) for name, said in data[key]) for key in ("severities", "thresholds", "packs")}
    return Judgement(**{**data, **names, **pairs})


def _compared(outcomes: Iterator[Outcome[Checked]], judgement: Judgement) -> Iterator[Outcome[Checked]]:
    """The same outcomes, each report held against the others of the call; a report by itself costs nothing."""
    first = list(islice(outcomes, 2))
    if len(first) < 2 and all(len(outcome.found) < 2 for outcome in first):
        yield from first
        return
    from reportcheck.companions import beside_each_other

    groups = ((outcome, outcome.found) for outcome in chain(first, outcomes))
    for outcome, found in beside_each_other(groups, judgement):
        yield outcome._replace(found=found)


def _outcomes(selection: Selection, work: Work[Found], jobs: int | None) -> Iterator[Outcome[Found]]:
    targets = selection.targets
    alone = len(targets) == 1
    # Standard input belongs to this process, so it is read here wherever it stands among the targets.
    for here, group in groupby(targets, key=lambda target: alone or target.kind == "stdin"):
        members = tuple(group)
        yield from (_here(target, work) for target in members) if here else _in_workers(members, work, jobs)
    for origin in selection.skipped:
        yield Outcome(origin, named=False, skipped=True)


def _here(target: Target, work: Work[Found]) -> Outcome[Found]:
    """Read in this process; what only a worker should take apart is handed on, its bytes with it."""
    from reportcheck.readers.hazard import is_hazardous

    try:
        with _crashes_shown(work.job):
            source = _source(work.job | {"target": target._asdict()})
            if not is_hazardous(source.data):
                return Outcome(target.origin, target.named, tuple(work.find(work.job, source)))
    except TargetError as error:
        return _failed(target, error, work.language)
    except Exception as error:
        return _failed(target, Crashed("exception", name=type(error).__name__), work.language)
    return next(_in_workers((sources.held(target, source),), work, 1))


def _in_workers(targets: tuple[Target, ...], work: Work[Found], jobs: int | None) -> Iterator[Outcome[Found]]:
    tasks = (work.job | {"target": target._asdict()} for target in targets)
    count = min(jobs or _processors(), len(targets))
    from reportcheck import workers

    answers = workers.run(work.task, tasks, workers=count, limits=work.limits, show_stderr=work.job["debug"])
    with closing(answers):
        for target, answer in zip(targets, answers, strict=True):
            yield _answered(target, answer, work)


def _answered(target: Target, answer: workers.Answer[Json], work: Work[Found]) -> Outcome[Found]:
    if answer.error is not None:
        if work.job["debug"] and isinstance(answer.error, Crashed):
            import traceback

            traceback.print_exception(answer.error)
        return _failed(target, answer.error, work.language)
    from reportcheck import codec

    decode: Callable[[Json], Found] = getattr(codec, work.decode)
    return Outcome(target.origin, target.named, tuple(map(decode, codec.loads(answer.value))))


def _failed(target: Target, error: TargetError, language: Language) -> Outcome[Any]:
    # A reader claims what it needs another program for: such a report is not passed over in silence.
    if isinstance(error, UnsupportedType) and error.detail != "no-office" and not target.named:
        return Outcome(target.origin, named=False, skipped=True)
    message = failure_sentence(error.kind, error.detail, error.arguments, language)
    failure = Failure(target.origin, error.kind, message, _arguments(error))
    return Outcome(target.origin, target.named, failure=failure)


def _arguments(error: TargetError) -> Arguments:
    """What the error knows, its detail among it; fractions as the decimals JSON is written from."""
    facts = {name: Decimal(str(fact)) if isinstance(fact, float) else fact for name, fact in error.arguments.items()}
    return {**({} if error.detail is None else {"detail": error.detail}), **facts}


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
