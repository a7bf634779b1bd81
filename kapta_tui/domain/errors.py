"""Errors meant for people: one sentence of cause, one of remedy, one exit code (interface.md 1)."""

from __future__ import annotations

from typing import ClassVar


class KaptaError(Exception):
    """Something a person can understand and mend.

    `cause` says what is wrong, `remedy` what to do next; both are plain sentences that may quote the
    user's own text. `exit_code` is what the command line ends with.
    """

    exit_code: ClassVar[int] = 1
    field: str | None = None
    """Name of the offending field, where there is one."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(cause, remedy)
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.cause} {self.remedy}"


class RuleError(KaptaError):
    """A rule of the domain refuses the change."""

    def __init__(self, cause: str, remedy: str, field: str | None = None) -> None:
        super().__init__(cause, remedy)
        self.field = field


class NameTaken(RuleError):
    """Another record has what tells it apart: the name of users, products and an account's metrics, a day of its
    satisfaction."""


class NotFound(KaptaError):
    """No record has the given name, reference or id. `noun` is the kind looked for, where one was."""

    def __init__(self, cause: str, remedy: str, noun: str = "") -> None:
        super().__init__(cause, remedy)
        self.noun = noun


class Ambiguous(KaptaError):
    """Several records have the given name."""


class Conflict(KaptaError):
    """A newer change stands in the way: a record saved by someone else, or an undo whose rows moved on."""


class UsageError(KaptaError):
    """The command, option, file or filter is not usable as given."""

    exit_code = 2


class RejectedRows(KaptaError):
    """An import finished, but some rows were rejected."""

    exit_code = 3


class StoreError(KaptaError):
    """The store cannot be used."""

    exit_code = 4


class StoreBusy(StoreError):
    """Another process keeps the store locked."""


class StoreNewer(StoreError):
    """The store was written by a newer version of the program."""


class StoreDamaged(StoreError):
    """The file is no store, or a damaged one."""


class StoreReadOnly(StoreError):
    """The store, its folder or its disk cannot be written."""
