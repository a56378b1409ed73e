"""The exceptions of reportcheck. An exception says that something could not be checked, never that a report is wrong.

    ReportcheckError
    ├── UsageError           the words of the command line, the configuration, a name that does not exist
    └── TargetError          one target could not be checked; `kind` is the word of the JSON contract
        ├── NotFound             not-found
        ├── Empty                empty
        ├── TooLarge             too-large
        ├── UnsupportedType      unsupported-type
        ├── Damaged              damaged
        ├── Encrypted            encrypted
        ├── NeedsOcr             needs-ocr
        ├── NotAnAnnualReport    not-an-annual-report
        ├── Timeout              timeout
        ├── LimitExceeded        limit
        ├── NetworkFailure       network
        ├── Refused              refused
        └── Crashed              crashed

Each carries typed `arguments`; the sentence for people is made from them in language.py.
"""

from __future__ import annotations

from typing import ClassVar


class ReportcheckError(Exception):
    """The root: everything the library raises on purpose. `arguments` are the facts a message is made from."""

    kind: ClassVar[str] = "crashed"

    def __init__(self, detail: str | None = None, **arguments: str | int | float) -> None:
        """`detail` picks the sentence among those of the kind (None: the general one)."""
        self.detail = detail
        self.arguments = arguments
        super().__init__(detail, arguments)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        head = self.kind if self.detail is None else f"{self.kind}.{self.detail}"
        return f"{head} ({facts})" if facts else head


class UsageError(ReportcheckError):
    """Wrong words on the command line or in the configuration; the program ends with exit code 2."""

    kind = "usage"


class TargetError(ReportcheckError):
    """One target could not be checked."""


class NotFound(TargetError):
    """The path or address leads nowhere, or vanished meanwhile."""

    kind = "not-found"


class Empty(TargetError):
    """No byte, or nothing but white space."""

    kind = "empty"


class TooLarge(TargetError):
    """More bytes than the limit."""

    kind = "too-large"


class UnsupportedType(TargetError):
    """No reader claims the content."""

    kind = "unsupported-type"


class Damaged(TargetError):
    """The content claims a type and breaks its rules."""

    kind = "damaged"


class Encrypted(TargetError):
    """The content is protected by a password."""

    kind = "encrypted"


class NeedsOcr(TargetError):
    """Pages are pictures; there is no text to read."""

    kind = "needs-ocr"


class NotAnAnnualReport(TargetError):
    """The document is something else: a budget, a notice, a list page, a letter."""

    kind = "not-an-annual-report"


class Timeout(TargetError):
    """Reading took longer than the limit."""

    kind = "timeout"


class LimitExceeded(TargetError):
    """A named limit other than bytes and seconds was exceeded."""

    kind = "limit"


class NetworkFailure(TargetError):
    """The address could not be fetched."""

    kind = "network"


class Refused(TargetError):
    """The address is one we do not connect to, or the server refuses us."""

    kind = "refused"


class Crashed(TargetError):
    """Our own fault: the program or a worker died over this target."""

    kind = "crashed"


TARGET_ERRORS: dict[str, type[TargetError]] = {error.kind: error for error in TargetError.__subclasses__()}
