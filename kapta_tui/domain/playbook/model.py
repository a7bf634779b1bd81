"""Values a playbook is made of; every one is immutable and compares by content."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from kapta_tui.domain.text import fold

Audience = Literal["customer", "internal"]
CustomType = Literal["text", "number", "money", "date", "flag", "choice"]


class Choice(NamedTuple):
    """One entry of a scale or catalogue.

    `code` is the stable key that records store, `label` what people read. `value` is the rank on a scale
    (severity 1..4), the probability in percent of an opportunity stage, or None. `percent` is the
    probability 0..100 of a likelihood. A retired choice stays readable on old records but is not offered.
    """

    code: str
    label: str
    value: Decimal | int | None = None
    retired: bool = False
    percent: int | None = None

    def matches(self, text: str) -> bool:
        """Say whether `text` is the code or the label, whatever its case and accents."""
        return key(text) in (key(self.code), key(self.label))


class Reason(NamedTuple):
    """Why an account is at risk, with the resolutions that belong to it (domain.md 3.1)."""

    code: str
    label: str
    resolutions: tuple[Choice, ...] = ()
    retired: bool = False


class Section(NamedTuple):
    """A plan section: whose goals it holds and how many levels (1 goals, 2 actions, 3 objectives between)."""

    code: str
    label: str
    audience: Audience
    levels: int
    retired: bool = False


class CustomField(NamedTuple):
    """A field the administrator adds to a kind; `required_for` holds account types, or "all"."""

    kind: str
    name: str
    label: str
    type: CustomType
    choices: tuple[Choice, ...] = ()
    required_for: tuple[str, ...] = ()
    retired: bool = False

    @property
    def code(self) -> str:
        """`<kind>.<name>`, such as `account.region`."""
        return f"{self.kind}.{self.name}"


class JeopardyCode(NamedTuple):
    """A risk code of orders: its origination and its own resolution codes, without the universal ones.

    `describe` demands a description, so that "other" cannot swallow the catalogue (domain.md 3.9).
    """

    code: str
    label: str
    origination: str
    resolutions: tuple[str, ...] = ()
    describe: bool = False
    retired: bool = False


class SwotPrompt(NamedTuple):
    """A question that helps to fill one quadrant, seen through one lens (domain.md 3.5)."""

    lens: str
    quadrant: str
    text: str


class Calendar(NamedTuple):
    """Days off: weekday numbers (Monday 0) and the ISO code of the country whose holidays count, or ""."""

    weekend: tuple[int, ...]
    holidays: str


class CoverageRules(NamedTuple):
    """When the key players of an account leave a gap (domain.md 3.3); spans are days."""

    core_roles: tuple[str, ...]
    strong_power: int
    strong_contact_days: int
    single_thread_days: int


def key(text: str) -> str:
    """Return the form in which codes and labels are compared: no case, no accents, `_` and `-` as blanks."""
    return fold(text.replace("_", " ").replace("-", " "))
