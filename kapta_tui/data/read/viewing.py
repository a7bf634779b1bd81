"""Who looks, for reads that need no more of the playbook than its scales."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Protocol

from kapta_tui.data.read.labels import KeptScales
from kapta_tui.domain.scales import Scales
from kapta_tui.domain.text import fold


class Viewing(Protocol):
    """A `records.View`, or a `FirstView`."""

    @property
    def today(self) -> date:
        """The day on which one looks."""

    @property
    def playbook(self) -> Scales:
        """The rules by which one looks."""

    @property
    def parameters(self) -> Mapping[str, str | int | float]:
        """The parameters that expressions of a source may use."""


class FirstView(NamedTuple):
    """Who looks at all accounts when a list is drawn first, for which no playbook is read."""

    today: date
    user: str
    playbook: KeptScales

    @property
    def parameters(self) -> dict[str, str | int | float]:
        """The parameters that expressions of a source may use."""
        return {"today": self.today.isoformat(), "me": fold(self.user)}
