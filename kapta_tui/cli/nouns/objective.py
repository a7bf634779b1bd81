"""`kapta objective`."""

from __future__ import annotations

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.completing import completing
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.nouns.verbs import plain
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["objectives"]
_REOPEN = "Take an objective's completion back."

app = plain_app()
completing(app, KIND)
plain(app, KIND, "reopen", "take its completion back", _REOPEN, "plans:reopen_objective")

group = noun_group(KIND, "The steps between a goal and its actions.", app)
