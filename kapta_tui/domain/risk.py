"""Rules of account risks over plain values (mission S0; domain.md 3.1 and 3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from kapta_tui.domain.errors import RuleError, UsageError

if TYPE_CHECKING:
    # The first list reckons losses, and reads no playbook for it.
    from kapta_tui.domain.playbook import Choice, Playbook

MARK = "⚑"
"""Stands beside the name of an account at risk, wherever it appears (features: row 38)."""

PRIORITY_FROM: Final = ((12, "p1"), (8, "p2"), (4, "p3"))
"""The least product of severity and likelihood that proposes a priority (domain.md 3.2)."""
_LEAST: Final = "p4"

# A risk closed this way was none, so there is nothing to have resolved (domain.md 3.2).
NEVER_A_RISK = "closed_invalid"
UNADDRESSED = "no open action or task addresses it"
"""What makes an active risk unaddressed (features: row 55)."""

_AT_THE_END = ("resolutions", "closed_at")


class Labelled(NamedTuple):
    """A reason or resolution of a risk: a code of the playbook with its label, or code None and own words."""

    code: str | None
    label: str


class RiskFacts(NamedTuple):
    """What the rules look at. `reasons` stand most important first; `values` holds every further field,
    custom ones included, by name, so that required ones can be checked."""

    status: str
    reasons: tuple[Labelled, ...]
    opened_at: date
    closed_at: date | None = None
    resolutions: tuple[Labelled, ...] = ()
    severity: str | None = None
    likelihood: str | None = None
    values: Mapping[str, object] = {}


def is_closed(status: str) -> bool:
    """Say whether a status closes the risk: its code begins with `closed_`."""
    return status.startswith("closed_")


def primary(reasons: Sequence[str]) -> tuple[str, str]:
    """Return the primary reason and how many more there are: "Sponsor lost" and "+1", or ""."""
    if not reasons:
        return "", ""
    return reasons[0], f"+{len(reasons) - 1}" if len(reasons) > 1 else ""


def days_open(opened_at: date, closed_at: date | None, today: date) -> int:
    """Return whole days from opening to closing, or to `today` while active; 0 for a later opening."""
    return max(0, ((closed_at or today) - opened_at).days)


def priority(severity: int, likelihood: int) -> str:
    """Return p1..p4 for the values of severity and likelihood (1..4 each; domain.md 3.2)."""
    product = severity * likelihood
    return next((code for least, code in PRIORITY_FROM if product >= least), _LEAST)


def priority_rule(playbook: Playbook) -> str:
    """Return from which product on each priority is proposed: "12 or more is P1, 8 or more P2, … less P4"."""
    (most, first), *others = ((least, playbook.label("priority", code)) for least, code in PRIORITY_FROM)
    words = [f"{most} or more is {first}", *(f"{least} or more {label}" for least, label in others)]
    return ", ".join((*words, f"less {playbook.label('priority', _LEAST)}"))


def proposed_priority(playbook: Playbook, severity: str | None, likelihood: str | None) -> str | None:
    """Return the priority proposed for two codes, None unless both are set."""
    if severity is None or likelihood is None:
        return None
    return priority(_value(playbook, "severity", severity), _value(playbook, "likelihood", likelihood))


def settle_priority(
    playbook: Playbook, severity: str | None, likelihood: str | None, wanted: str | None
) -> tuple[str | None, bool]:
    """Return the priority to store and whether it counts as set by hand.

    No wish means the proposal. A wish equal to the proposal is no override, so that an export that is
    imported again marks nothing.
    """
    proposed = proposed_priority(playbook, severity, likelihood)
    return (proposed, False) if wanted in (None, proposed) else (wanted, True)


def expected_loss(contract_value: int, percent: int | None) -> int | None:
    """Return contract value x likelihood in minor units, half up; None when no likelihood is known.

    `contract_value` is in minor units and at least 0, `percent` 0..100.
    """
    return None if percent is None else (contract_value * percent + 50) // 100


def read_reasons(playbook: Playbook, texts: Iterable[str]) -> tuple[Labelled, ...]:
    """Return the reasons that codes, labels or own words name, in their order."""
    return _read(playbook.choices("reasons"), texts)


def read_resolutions(
    playbook: Playbook, reasons: Iterable[Labelled], texts: Iterable[str]
) -> tuple[Labelled, ...]:
    """Return the resolutions that codes, labels or own words name, those of the given reasons first."""
    offered = playbook.resolutions_for(reason.code for reason in reasons)
    return _read((*offered, *playbook.choices("resolutions")), texts)


def foreign_resolutions(
    playbook: Playbook, reasons: Mapping[int, Iterable[str | None]]
) -> dict[int, frozenset[str]]:
    """Return by risk the codes of resolutions on offer that belong to the reasons of other risks only.

    `reasons` are the codes of each risk's reasons, None for own words.
    """
    offered = {
        risk: frozenset(choice.code for choice in playbook.resolutions_for(codes))
        for risk, codes in reasons.items()
    }
    every = frozenset().union(*offered.values())
    return {risk: every - own for risk, own in offered.items()}


def check_start(
    playbook: Playbook, risk: RiskFacts, account_type: str | None, *, another_active: bool
) -> None:
    """Refuse a new risk that breaks a rule. `another_active`: the account has an active risk already.

    Raises RuleError naming the field.
    """
    _check_status(playbook, risk.status)
    if another_active and not is_closed(risk.status):
        raise RuleError(
            "The account has an active risk already.", "Add a reason to it, or close it first.", "status"
        )
    _check_reasons(playbook, risk.reasons, ())
    _check_required(playbook, risk, account_type, None)
    _check_end(playbook, risk, ())


def check_change(
    playbook: Playbook, old: RiskFacts, new: RiskFacts, account_type: str | None, *, another_active: bool
) -> None:
    """Refuse a change that breaks a rule; closing and reopening are changes of the status.

    What the old risk already held is not held against the new one, retired codes for instance.
    `another_active`: the account has an active risk besides this one. Raises RuleError naming the field.
    """
    if new.status != old.status:
        _check_status(playbook, new.status)
    if another_active and is_closed(old.status) and not is_closed(new.status):
        raise RuleError(
            "The risk cannot be reopened while the account has another active risk.",
            "Close the active risk first, or add the reason to it.",
            "status",
        )
    _check_reasons(playbook, new.reasons, old.reasons)
    _check_required(playbook, new, account_type, old)
    _check_end(playbook, new, old.resolutions)


def check_close(playbook: Playbook, old: RiskFacts, new: RiskFacts, account_type: str | None) -> None:
    """Refuse to close `old` as `new`. Raises RuleError naming the field."""
    if is_closed(old.status):
        raise RuleError("The risk is closed already.", "Reopen it first, or edit it.", "status")
    if not is_closed(new.status):
        raise RuleError(
            f"The status {new.status} does not close the risk.",
            f"Use one of {', '.join(choice.code for choice in closing_statuses(playbook))}.",
            "status",
        )
    check_change(playbook, old, new, account_type, another_active=False)


def closing_statuses(playbook: Playbook) -> tuple[Choice, ...]:
    """Return the statuses on offer that close a risk."""
    return tuple(choice for choice in playbook.offered("risk_status") if is_closed(choice.code))


def _value(playbook: Playbook, scale: str, code: str) -> int:
    return int(playbook.choice(scale, code, retired=True).value or 0)


def _read(choices: Iterable[Choice], texts: Iterable[str]) -> tuple[Labelled, ...]:
    known = tuple(choices)
    found: list[Labelled] = []
    for text in texts:
        choice = next((item for item in known if item.matches(text)), None)
        found.append(Labelled(choice.code, choice.label) if choice else Labelled(None, text.strip()))
    return tuple(dict.fromkeys(item for item in found if item.label))


def _check_status(playbook: Playbook, status: str) -> None:
    try:
        playbook.choice("risk_status", status)
    except UsageError as error:
        raise RuleError(error.cause, error.remedy, "status") from None


def _check_reasons(playbook: Playbook, reasons: tuple[Labelled, ...], before: tuple[Labelled, ...]) -> None:
    if not reasons:
        raise RuleError(
            "A risk needs at least one reason.", "Name one of the reasons, or your own.", "reasons"
        )
    _check_once(reasons, "reason", "reasons")
    offered = [choice.code for choice in playbook.offered("reasons")]
    for reason in reasons:
        allowed = playbook.custom_reasons if reason.code is None else reason.code in offered
        if not allowed and not _held(reason, before):
            raise _unknown(reason, "reason", "reasons", offered)


def _check_end(playbook: Playbook, risk: RiskFacts, before: tuple[Labelled, ...]) -> None:
    if is_closed(risk.status):
        _check_closing(playbook, risk)
    elif risk.closed_at is not None:
        raise RuleError(
            "An active risk has no closing date.", "Take the date out, or close the risk.", "closed_at"
        )
    _check_once(risk.resolutions, "resolution", "resolutions")
    offered = [choice.code for choice in playbook.resolutions_for(reason.code for reason in risk.reasons)]
    for resolution in risk.resolutions:
        allowed = playbook.custom_resolutions if resolution.code is None else resolution.code in offered
        if not allowed and not _held(resolution, before):
            raise _unknown(resolution, "resolution", "resolutions", offered)


def _held(item: Labelled, before: Iterable[Labelled]) -> bool:
    """Say whether the risk had the item before; a code is the same under another label."""
    return any(old.code == item.code and (item.code or old.label == item.label) for old in before)


def _check_closing(playbook: Playbook, risk: RiskFacts) -> None:
    if not risk.resolutions and risk.status != NEVER_A_RISK:
        raise RuleError(
            "Closing a risk needs at least one resolution.",
            f"Say how it ended, or choose the status “{playbook.label('risk_status', NEVER_A_RISK)}”.",
            "resolutions",
        )
    if risk.closed_at is None:
        raise RuleError("A closed risk needs a closing date.", "Give the day it was closed.", "closed_at")
    if risk.closed_at < risk.opened_at:
        raise RuleError(
            f"The risk would be closed on {risk.closed_at}, before it was opened on {risk.opened_at}.",
            "Change one of the two dates.",
            "closed_at",
        )


def _check_required(
    playbook: Playbook, risk: RiskFacts, account_type: str | None, before: RiskFacts | None
) -> None:
    for name in playbook.required("risk", account_type):
        if _holds(risk, name):
            continue
        # Resolutions belong to the end of a risk; required or not, an active one has none yet. What the playbook came
        # to demand later does not keep a risk from being worked on, or closed.
        is_due = is_closed(risk.status) if name in _AT_THE_END else before is None or _holds(before, name)
        if is_due:
            label = name.replace("_", " ")
            raise RuleError(f"The playbook demands {label} for a risk.", f"Fill {label}.", name)


def _holds(risk: RiskFacts, name: str) -> bool:
    own = {"severity": risk.severity, "likelihood": risk.likelihood, "resolutions": risk.resolutions}
    value = own[name] if name in own else getattr(risk, name, risk.values.get(name))
    return value not in (None, "", ())


def _check_once(items: tuple[Labelled, ...], word: str, name: str) -> None:
    seen: set[str] = set()
    for item in items:
        if not item.label.strip():
            raise RuleError(f"A {word} is empty.", "Write it out, or take it away.", name)
        if (item.code or item.label.casefold()) in seen:
            raise RuleError(f"The {word} '{item.label}' is named twice.", "Take one of them away.", name)
        seen.add(item.code or item.label.casefold())


def _unknown(item: Labelled, word: str, name: str, offered: Iterable[str]) -> RuleError:
    cause = f"'{item.label}' is no {word} that can be taken here."
    return RuleError(cause, f"Use one of {', '.join(offered)}.", name)
