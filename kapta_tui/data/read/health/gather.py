"""The facts of health, gathered with one statement per sort for one account, some or all (domain.md 4.2)."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from kapta_tui.data.read.health.sql import ALL, ONE, TOUCHED, Statements, statements
from kapta_tui.domain.dates import days_before
from kapta_tui.domain.health.facts import (
    ActionFact,
    ActiveRisk,
    HealthFacts,
    NoteFacts,
    PlanFacts,
    Player,
    Review,
    Satisfied,
    TaskFact,
)
from kapta_tui.domain.health.profile import NO_CONTRACT, PART_CONTRACT, WHOLE_CONTRACT, ProfileFacts
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.playbook.health import FACTORS

__all__ = ["ALL", "EVERYTHING", "ONE", "RISK", "TOUCHED", "gather"]

RISK: Final = "risk"
"""What is asked for beside the factors: the active risks."""

EVERYTHING: Final = frozenset({*FACTORS, RISK})

_NO_PLAN: Final = PlanFacts()
_NO_NOTES: Final = NoteFacts()
_day = date.fromisoformat

Rows = Iterable[tuple[Any, ...]]


def gather(
    connection: sqlite3.Connection,
    day: date,
    playbook: Playbook,
    scope: str = ALL,
    account: int | None = None,
    only: Collection[str] = EVERYTHING,
) -> list[HealthFacts]:
    """Return what is known on `day` of the accounts of `scope`, by id; `account` is meant by `ONE`.

    Facts of later days are left out. Undated ones are as they stand in the tables that the connection sees. What
    is not of `only`, factors and `RISK`, is not asked for.
    """
    rules = _rules(playbook)
    found = _Facts(connection, day, rules, statements(scope, by_type=len(rules.notes) > 1), account, only)
    if "notes" in only or "freshness" in only:
        for group, types in rules.notes.items():
            found.take_notes(*group, types)
    return found.all()


class _Rules(NamedTuple):
    """What the statements are told of a playbook.

    `notes` are the ways of counting notes (window, shortest, per day), each with the account types that have it, as
    JSON; `single` the sections of one level, as JSON too.
    """

    playbook: Playbook
    notes: Mapping[tuple[int, int, int], str]
    single: str
    audiences: Mapping[str, str]
    ratings: Mapping[str, int]


_last: list[_Rules] = []


def _rules(playbook: Playbook) -> _Rules:
    """Return what the statements need; of the playbook asked for last it is kept, because a change asks again."""
    if not _last or _last[0].playbook is not playbook:
        groups: dict[tuple[int, int, int], list[str]] = defaultdict(list)
        for code, rules in playbook.health.notes_by_type.items():
            groups[rules.window_days, rules.min_length, rules.per_day].append(code)
        _last[:] = [
            _Rules(
                playbook,
                {group: json.dumps(types) for group, types in groups.items()},
                json.dumps([one.code for one in playbook.sections if one.levels == 1]),
                {section.code: section.audience for section in playbook.sections},
                {choice.code: int(choice.value or 1) for choice in playbook.choices("qbr_rating")},
            )
        ]
    return _last[0]


class _Facts:
    def __init__(
        self,
        connection: sqlite3.Connection,
        day: date,
        rules: _Rules,
        sql: Statements,
        account: int | None,
        only: Collection[str],
    ) -> None:
        self._connection = connection
        self._day = day
        self._rules = rules
        self._sql = sql
        self._only = only
        self._given: dict[str, Any] = {
            "account": account,
            "today": day.isoformat(),
            "plan_since": days_before(day, rules.playbook.health.plan.window_days).isoformat(),
            "single": rules.single,
        }
        self._on_day: dict[int, dict[str, int]] = defaultdict(dict)
        self._talked: dict[int, set[int]] = defaultdict(set)
        self._newest: dict[int, str] = {}
        self._met: dict[int, str] = {}

    def _ask_for(self, factor: str, select: str) -> Rows:
        """Return the rows of a statement whose facts belong to one factor."""
        return self._ask(select) if factor in self._only else ()

    def _ask(self, select: str, **more: Any) -> Rows:
        return self._connection.execute(select, {**self._given, **more})

    def take_notes(self, window: int, shortest: int, per_day: int, types: str) -> None:
        """Count the notes of accounts of these types."""
        since = days_before(self._day, window).isoformat()
        newest, met, on_day = self._newest, self._met, self._on_day
        last = 0
        for account, note, day, contact in self._ask(self._sql.notes, min_length=shortest, types=types):
            if note != last:
                last = note
                if day > newest.get(account, ""):
                    newest[account] = day
                if day >= since:
                    on_day[account][day] = min(per_day, on_day[account].get(day, 0) + 1)
            if contact is not None:
                if day > met.get(contact, ""):
                    met[contact] = day
                if day >= since:
                    self._talked[account].add(contact)

    def all(self) -> list[HealthFacts]:
        """Return the facts of every account that the statements are about."""
        sql = self._sql
        players, filled = self._players()
        known = self._known()
        plans = self._plans() if "plan" in self._only else {}
        reviews = {
            account: Review(number, _day(day), self._rules.ratings.get(rating, 1))
            for account, number, day, rating in self._ask_for("qbr", sql.reviews)
        }
        risks = self._risks()
        custom = self._custom()
        found = []
        for account, type_, created, archived, website, description, own, score, scored_on in self._ask(
            sql.accounts
        ):
            mine = players.get(account, ())
            profile = ProfileFacts(
                website=bool(website),
                description=bool(description),
                custom=custom(type_, own),
                roles=frozenset(player.role for player in mine if player.role),
                players=len(mine),
                filled=filled.get(account, 0),
                swot=known["swot"].get(account, {}),
                voc=known["voc"].get(account, {}),
                contract=_contract(known["contract"].get(account, {}).get("")),
            )
            found.append(
                HealthFacts(
                    account,
                    type_,
                    _day(created) if created else date.min,
                    bool(archived),
                    profile,
                    plans.get(account, _NO_PLAN),
                    self._notes(account),
                    tuple(mine),
                    reviews.get(account),
                    self._satisfied(score, scored_on),
                    tuple(risks.get(account, ())),
                )
            )
        return found

    def _notes(self, account: int) -> NoteFacts:
        newest = self._newest.get(account)
        if newest is None:
            return _NO_NOTES
        counted = sum(self._on_day[account].values())
        return NoteFacts(counted, len(self._talked[account]), _day(newest))

    def _satisfied(self, score: int | None, on: str | None) -> Satisfied | None:
        if score is None or on is None or (day := _day(on)) > self._day:
            return None
        return Satisfied(score, day)

    def _plans(self) -> dict[int, PlanFacts]:
        covered: dict[int, set[str]] = defaultdict(set)
        for account, section, is_covered in self._ask(self._sql.goals):
            audiences = covered[account]
            if is_covered:
                audiences.add(self._rules.audiences.get(section, ""))
        actions: dict[int, list[ActionFact]] = defaultdict(list)
        for account, kind, number, begins, due, percent, completed, touched in self._ask(self._sql.actions):
            actions[account].append(
                ActionFact(
                    kind,
                    number,
                    _day(begins) if begins else date.min,
                    _day(due) if due else None,
                    percent,
                    _day(completed) if completed else None,
                    _day(touched) if touched else date.min,
                )
            )
        tasks: dict[int, list[TaskFact]] = defaultdict(list)
        for account, number, due, done in self._ask(self._sql.tasks):
            tasks[account].append(TaskFact(number, _day(due), _day(done) if done else None))
        return {
            account: PlanFacts(
                account in covered,
                frozenset(covered.get(account, ())),
                tuple(actions.get(account, ())),
                tuple(tasks.get(account, ())),
            )
            for account in covered.keys() | tasks.keys()
        }

    def _players(self) -> tuple[Mapping[int, list[Player]], Mapping[int, int]]:
        """Return the key players of each account, and how many of what is asked of them is filled."""
        filled: dict[int, int] = defaultdict(int)
        players: dict[int, list[Player]] = defaultdict(list)
        if "profile" in self._only or "freshness" in self._only:
            for account, contact, role, count in self._ask(self._sql.players):
                met = self._met.get(contact)
                players[account].append(Player(contact, role, _day(met) if met else None))
                filled[account] += count
        return players, filled

    def _known(self) -> Mapping[str, Mapping[int, Mapping[str, Any]]]:
        """Return by sort, account and code: days of `swot` and `voc`, and of a `contract` whether it is whole."""
        found: dict[str, dict[int, dict[str, Any]]] = {"swot": {}, "voc": {}, "contract": {}}
        for account, sort, code, value in self._ask_for("profile", self._sql.known):
            found[sort].setdefault(account, {})[code] = value if sort == "contract" else _day(value)
        return found

    def _risks(self) -> Mapping[int, list[ActiveRisk]]:
        found: dict[int, list[ActiveRisk]] = defaultdict(list)
        for account, *rest in self._ask_for(RISK, self._sql.risks):
            found[account].append(ActiveRisk(*rest))
        return found

    def _custom(self) -> Callable[[str, str | None], Mapping[str, bool]]:
        """Return what says of each custom field that accounts of a type must fill whether it is filled."""
        playbook = self._rules.playbook
        own = [item.name for item in playbook.custom_fields("accounts")]
        if not own:
            return lambda type_, held: {}
        needed: dict[str, list[str]] = {}

        def custom(type_: str, held: str | None) -> dict[str, bool]:
            if type_ not in needed:
                required = playbook.required("accounts", type_)
                needed[type_] = [name for name in own if name in required]
            names = needed[type_]
            values = json.loads(held or "{}") if names else {}
            return {name: values.get(name) not in (None, "") for name in names}

        return custom


def _contract(is_whole: int | None) -> Decimal:
    if is_whole is None:
        return NO_CONTRACT
    return WHOLE_CONTRACT if is_whole else PART_CONTRACT
