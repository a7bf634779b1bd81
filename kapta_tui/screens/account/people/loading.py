"""What the section of key players shows, read in one go."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read import people, worked
from kapta_tui.data.read.among import Several, each
from kapta_tui.data.read.families import Named, named
from kapta_tui.data.read.people import Colleague, Strengths
from kapta_tui.data.read.records import View
from kapta_tui.domain.contacts import Gap, KeyPlayer, coverage_gaps
from kapta_tui.domain.orgchart import Branch, org_chart
from kapta_tui.screens.account.kin import told_apart
from kapta_tui.screens.account.panes import RecordIds


@dataclass(frozen=True, slots=True)
class Group:
    """An account of a family where somebody is known."""

    account: Named
    short: str
    """What tells its name from that of the family's first."""
    contacts: tuple[int, ...]
    """Ids in the order of the tree."""
    gaps: range
    """Places of its gaps among those of the family."""


@dataclass(frozen=True, slots=True)
class People(RecordIds):
    """The key players of an account, or of a family, in every view; `ids` are in the order of the list."""

    today: date
    players: Mapping[int, KeyPlayer]
    gaps: tuple[Gap, ...]
    branches: Mapping[int, Branch]
    """By contact, in the order of the tree."""
    colleagues: tuple[Colleague, ...]
    strengths: Strengths
    groups: tuple[Group, ...]
    """The accounts of a family in its order, none where the page is about one account."""
    group_by_contact: Mapping[int, Group]
    """The same by contact: drawing asks it for every cell."""
    actions: Mapping[int, tuple[str, ...]]
    """By contact the names of the open actions they are part of; contacts without any are absent."""

    def group_of(self, contact: int | None) -> Group | None:
        """Return the account of a contact, None where the page is about one account."""
        return None if contact is None else self.group_by_contact.get(contact)

    def group_of_gap(self, place: int) -> Group | None:
        """Return the account whose gap stands at `place` of `gaps`, None where the page is about one account."""
        return next((group for group in self.groups if place in group.gaps), None)


def load_people(connection: sqlite3.Connection, account: Several, view: View, listed: RecordIds) -> People:
    """Return the people of an account or of several with their contacts in the order `listed`.

    Gaps are those of each account: who decides at one of them decides nothing at another.
    """
    found = people.by_account(connection, account, view.today)
    is_family = len(each(account)) > 1
    names = named(connection, each(account)) if is_family else {}
    groups: list[Group] = []
    gaps: list[Gap] = []
    branches: dict[int, Branch] = {}
    for number, players in found.items():
        if is_family and not players:
            continue
        tree = org_chart({player.id: player.reports_to for player in players})
        branches |= {branch.id: branch for branch in tree}
        first = len(gaps)
        gaps += coverage_gaps(players, view.playbook, view.today)
        if number in names:
            contacts = tuple(branch.id for branch in tree)
            short = told_apart(names[number], names.get(each(account)[0], ""))
            groups.append(Group(Named(number, names[number]), short, contacts, range(first, len(gaps))))
    return People(
        listed.ids,
        listed.playbook,
        view.today,
        {player.id: player for players in found.values() for player in players},
        tuple(gaps),
        branches,
        people.colleagues(connection, account),
        people.strengths(connection, account),
        tuple(groups),
        {contact: group for group in groups for contact in group.contacts},
        worked.of_players(connection, account) if view.playbook.enabled("plans") else {},
    )
