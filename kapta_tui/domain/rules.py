"""Rules that one record's own values must keep; form, import and command line ask here alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kapta_tui.domain import happened, reviews
from kapta_tui.domain.addresses import WEB, brief, has_address
from kapta_tui.domain.currencies import is_currency
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value, Values

_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_PICTURE = re.compile(r".*\.(png|jpe?g|gif|webp|bmp|ico)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """A check over `fields`: `broken` says what is wrong, or None. The last field is the one to mend.

    Texts without outer blanks that match `pattern` as a whole keep the rule; it answers for many at once.
    """

    fields: tuple[str, ...]
    broken: Callable[..., str | None]
    remedy: str
    pattern: re.Pattern[str] | None = None

    def check(self, values: Values) -> RuleError | None:
        """Return the error, or None when the values keep the rule; an absent value is None."""
        cause = self.broken(*(values.get(name) for name in self.fields))
        return None if cause is None else RuleError(cause, self.remedy, self.fields[-1])


def _website(value: Value) -> str | None:
    if value is None or WEB.fullmatch(str(value).strip()):
        return None
    return f"'{value}' is no web address."


def _email(value: Value) -> str | None:
    if value is None or _EMAIL.fullmatch(str(value).strip()):
        return None
    return f"'{value}' is no e-mail address."


def _picture(value: Value) -> str | None:
    if value is None or _PICTURE.fullmatch(str(value).strip()):
        return None
    return f"'{brief(str(value))}' is no image file."


def _currency(value: Value) -> str | None:
    if value is None or is_currency(str(value)):
        return None
    return f"'{value}' is no currency code."


def _ordered(first: str, second: str) -> Callable[[Value, Value], str | None]:
    def broken(start: Value, end: Value) -> str | None:
        if not (isinstance(start, date) and isinstance(end, date)) or start <= end:
            return None
        return f"The {second} {end.isoformat()} is before the {first} {start.isoformat()}."

    return broken


def _amount(label: str) -> Rule:
    """Return the rule of an amount that is never below 0: sums of a portfolio would hide it."""

    def broken(value: Value) -> str | None:
        if value is None or Decimal(str(value)) >= 0:
            return None
        return f"The {label} is below 0."

    return Rule((label,), broken, "Give 0 or more, or leave it empty.")


def _links(value: Value) -> str | None:
    # Rows keep several texts as one, with a separator between them that nobody can type.
    entries = value if isinstance(value, tuple) else str(value).split("\x1f") if value else ()
    return next((f"'{brief(text)}' has no address." for text in entries if not has_address(text)), None)


def _rated(stage: Value, rating: Value) -> str | None:
    if rating is None or stage in reviews.TOOK_PLACE:
        return None
    return "A rating wants a completed review."


def _ends_early(due: Value, recurrence: Value) -> str | None:
    """Say that the last day of a recurrence lies before the first; what is no recurrence is refused elsewhere."""
    if not isinstance(due, date) or not recurrence:
        return None
    from kapta_tui.domain.recurrence import parts_of, read_recurrence

    try:
        last = parts_of(read_recurrence(str(recurrence))).get("UNTIL")
    except ValueError:
        return None
    if last is None or last >= due.isoformat().replace("-", ""):
        return None
    return f"The recurrence ends on {last[:4]}-{last[4:6]}-{last[6:]}, before the task is due on {due}."


_MONEY_CODE = Rule(("currency",), _currency, "Use a code of ISO 4217 in capitals, such as EUR.")
_SPAN = Rule(("start", "due"), _ordered("start", "due date"), "Change one of the two dates.")

RULES: dict[str, tuple[Rule, ...]] = {
    "users": (Rule(("email",), _email, "Write it as name@example.com, or leave it empty.", _EMAIL),),
    "accounts": (
        Rule(
            ("website",),
            _website,
            "Write it as example.com or https://example.com, or leave it empty.",
            WEB,
        ),
        Rule(("links",), _links, "Write a label and an address, such as 'Slack https://acme.slack.com'."),
        Rule(
            ("logo",),
            _picture,
            "Name a file that ends in .png, .jpg, .jpeg, .gif, .webp, .bmp or .ico, or leave it empty.",
            _PICTURE,
        ),
        _MONEY_CODE,
    ),
    "contacts": (Rule(("email",), _email, "Write it as name@example.com, or leave it empty.", _EMAIL),),
    "contracts": (
        _MONEY_CODE,
        _amount("value"),
        Rule(("start", "end"), _ordered("start", "end"), "Change one of the two dates."),
        Rule(
            ("end", "notice_date"),
            lambda end, notice: _ordered("notice date", "end")(notice, end),
            "Give notice before the contract ends.",
        ),
    ),
    "opportunities": (_MONEY_CODE, _amount("amount")),
    "products": (_MONEY_CODE, _amount("price")),
    "qbrs": (
        Rule(("stage", "rating"), _rated, "Set the stage to held or completed, or leave the rating empty."),
    ),
    "risks": (
        Rule(("opened_at", "closed_at"), _ordered("opening", "closing date"), "Change one of the two dates."),
    ),
    "goals": (_SPAN,),
    "objectives": (_SPAN,),
    "actions": (_SPAN,),
    "tasks": (
        Rule(
            ("due", "recurrence"), _ends_early, "Let it end on the due day or later, or change the due date."
        ),
    ),
}
"""Kind name to its rules."""


def faults(kind: str, values: Values, today: date) -> dict[str, str]:
    """Return by the field to mend what `values`, a record of `kind` or a part of one, gives cause for `today`."""
    errors = [rule.check(values) for rule in RULES.get(kind, ())]
    errors.append(happened.fault(kind, values, today))
    return {error.field: str(error) for error in errors if error is not None and error.field is not None}


def check(kind: str, values: Values) -> None:
    """Raise the first RuleError that `values`, a whole record of `kind`, gives cause for."""
    for rule in RULES.get(kind, ()):
        error = rule.check(values)
        if error is not None:
            raise error
