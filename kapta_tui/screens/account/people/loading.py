"""What the section of key players shows, read in one go."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read import people
from kapta_tui.data.read.people import Colleague, Strengths
from kapta_tui.data.read.records import View
from kapta_tui.domain.contacts import Gap, KeyPlayer, coverage_gaps
from kapta_tui.domain.orgchart import Branch, org_chart
from kapta_tui.screens.account.panes import RecordIds


@dataclass(frozen=True, slots=True)
class People(RecordIds):
    """The key players of an account in every view; `ids` are in the order of the list."""

    today: date
    players: Mapping[int, KeyPlayer]
    gaps: tuple[Gap, ...]
    branches: Mapping[int, Branch]
    """By contact, in the order of the tree."""
    colleagues: tuple[Colleague, ...]
    strengths: Strengths


def load_people(connection: sqlite3.Connection, account: int, view: View, listed: RecordIds) -> People:
    """Return the people of an account with its contacts in the order `listed`."""
    players = people.key_players(connection, account, view.today)
    return People(
        listed.ids,
        listed.playbook,
        view.today,
        {player.id: player for player in players},
        coverage_gaps(players, view.playbook, view.today),
        {branch.id: branch for branch in org_chart({player.id: player.reports_to for player in players})},
        people.colleagues(connection, account),
        people.strengths(connection, account),
    )
