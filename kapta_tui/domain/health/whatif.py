"""What other rules would do to the scores of a portfolio, before they are in force (features: row 60)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from kapta_tui.domain.health.score import Scores, weights_of
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.playbook.health import Bands
from kapta_tui.domain.text import counted, fold

BANDS: Final = ("healthy", "watch", "poor", None)
"""The bands from the best on; None stands for "not scored"."""

_RANK: Final = {"healthy": 2, "watch": 1, "poor": 0}
_WHOLE: Final = Fraction(100)

_UNREAD: Final = (
    "currency",
    "calendar",
    "templates",
    "reasons",
    "universal_resolutions",
    "custom_reasons",
    "custom_resolutions",
    "swot_prompts",
    "qbr_agenda",
    "jeopardy_codes",
    "universal_jeopardy_resolutions",
    "reports",
)
"""The parts of a playbook that no score depends on; a part that is added counts as read until it is named here."""


class Standing(NamedTuple):
    """How an account stands by one set of rules; all None where nothing is scored."""

    score: int | None
    """As shown, 0..100."""
    raw: Fraction | None
    """The exact score, 0..100."""
    band: str | None


class Foretold(NamedTuple):
    """An account by the rules in force and by the other ones."""

    account: int
    name: str
    before: Standing
    after: Standing

    @property
    def change(self) -> Fraction | None:
        """The exact change of the raw score; None where it is scored by one of the rules only, or by neither."""
        if self.before.raw is None or self.after.raw is None:
            return None
        return self.after.raw - self.before.raw

    @property
    def crosses(self) -> bool:
        """Whether it is in another band, or scored no longer, or at last."""
        return self.before.band != self.after.band

    @property
    def direction(self) -> int:
        """1 for a better band, -1 for a worse one; 0 for the same, and where it is scored by one of the rules only."""
        if self.before.band is None or self.after.band is None:
            return 0
        before, after = _RANK[self.before.band], _RANK[self.after.band]
        return (after > before) - (after < before)

    @property
    def moves(self) -> bool:
        """Whether anything of it changes."""
        return self.before != self.after

    @property
    def size(self) -> Fraction:
        """How large the change is, 0..100; to be scored at last, or no longer, is the largest."""
        if (change := self.change) is not None:
            return abs(change)
        return _WHOLE if self.moves else Fraction(0)


@dataclass(frozen=True)
class WhatIf:
    """Accounts in the order of the size of their change; archived ones are left out, as of all averages."""

    accounts: tuple[Foretold, ...]

    @cached_property
    def counts(self) -> dict[str | None, tuple[int, int]]:
        """By band of `BANDS`, how many accounts are in it before and after."""
        return {
            band: (
                sum(one.before.band == band for one in self.accounts),
                sum(one.after.band == band for one in self.accounts),
            )
            for band in BANDS
        }

    @cached_property
    def crossing(self) -> tuple[Foretold, ...]:
        """The accounts that cross a band: those that fall, those that rise, then those scored by one rule only."""
        place = {-1: 0, 1: 1, 0: 2}
        return tuple(sorted((o for o in self.accounts if o.crosses), key=lambda o: place[o.direction]))

    @cached_property
    def moving(self) -> tuple[Foretold, ...]:
        """The accounts of which anything changes."""
        return tuple(one for one in self.accounts if one.moves)

    @cached_property
    def means(self) -> tuple[Fraction | None, Fraction | None]:
        """The mean of the raw scores before and after, of the accounts that are scored; None where none is."""
        return (_mean(one.before.raw for one in self.accounts), _mean(one.after.raw for one in self.accounts))


def what_if(accounts: Iterable[Foretold]) -> WhatIf:
    """Return the accounts in the order of the size of their change, then of their names."""
    return WhatIf(tuple(sorted(accounts, key=lambda one: (-one.size, fold(one.name), one.account))))


def standing(scores: Scores, bands: Bands) -> Standing:
    """Return how an account with these scores stands by the bands."""
    return Standing(scores.score, scores.raw, scores.band(bands))


def reweighed(old: Playbook, new: Playbook) -> Callable[[Scores, str], Scores] | None:
    """Return what makes of the scores and type of an account those by the playbook `new`; None where facts are needed.

    Weights and bands leave the factors as they are. A plan is measured only where it is weighed.
    """
    kept = new.health._replace(weights_by_type=old.health.weights_by_type, bands=old.health.bands)
    if not _same(old, new._replace(health=kept)):
        return None
    weights = {code: weights_of(new, code) for code in new.health.weights_by_type}
    if any(weights[code]["plan"] and not weights_of(old, code)["plan"] for code in weights):
        return None

    def again(scores: Scores, account_type: str) -> Scores:
        own = weights[account_type]
        factors = tuple(factor._replace(weight=own[factor.name]) for factor in scores.factors)
        return Scores(factors, scores.deduction)

    return again


def moves_health(old: Playbook, new: Playbook) -> bool:
    """Say whether scores or bands may differ between two playbooks."""
    return not _same(old, new)


def changed_part(old: Playbook, new: Playbook) -> str:
    """Name the part of the health score in which alone two playbooks differ: "Weights"; empty where more differs."""
    if old._replace(health=new.health) != new or old == new:
        return ""
    for words, part in (("Weights", "weights_by_type"), ("Bands", "bands")):
        if old.health._replace(**{part: getattr(new.health, part)}) == new.health:
            return words
    return "Health rules"


def _same(old: Playbook, new: Playbook) -> bool:
    """Say whether two playbooks give the same scores and bands to the same facts."""
    return _read(old) == _read(new)


def _read(playbook: Playbook) -> tuple[object, ...]:
    """Return what scores depend on; of the lists of choices that is what the ratings of reviews are worth."""
    parts = playbook._asdict()
    parts["sections"] = tuple((one.code, one.audience, one.levels) for one in playbook.sections)
    parts["catalogues"] = tuple((one.code, one.value) for one in playbook.choices("qbr_rating"))
    return tuple(value for name, value in parts.items() if name not in _UNREAD)


def crossing_words(accounts: Sequence[Foretold], *, done: bool = False) -> str:
    """Say how many of these cross a band: "5 accounts cross a band (3 up, 2 down)"; `done` says "crossed"."""
    if not accounts:
        return f"no account {'crossed' if done else 'crosses'} a band"
    verb = "crossed" if done else "crosses" if len(accounts) == 1 else "cross"
    ways = (
        ("up", sum(one.direction > 0 for one in accounts)),
        ("down", sum(one.direction < 0 for one in accounts)),
        ("scored at last", sum(one.before.band is None for one in accounts)),
        ("scored no longer", sum(one.after.band is None for one in accounts)),
    )
    said = ", ".join(f"{count} {words}" for words, count in ways if count)
    return f"{counted(len(accounts), 'account')} {verb} a band ({said})"


def _mean(values: Iterable[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
