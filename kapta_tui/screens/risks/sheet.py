"""The sheet beside the risks, from which the keys of the list reach the risk that it is about."""

from __future__ import annotations

from kapta_tui.commands.bindings import bindings
from kapta_tui.widgets.preview import FactSheet

_VERBS = ("new", "edit", "remove", "archive", "filter", "named-filters", "editor", "history", "why")


class RiskSheet(FactSheet):
    """The facts of the risk under the cursor."""

    BINDINGS = bindings(*(f"list.{verb}" for verb in _VERBS))
