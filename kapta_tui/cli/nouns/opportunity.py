"""`kapta opportunity`."""

from __future__ import annotations

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.nouns.planning import planning
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["opportunities"]

app = plain_app()
planning(app, KIND)

group = noun_group(KIND, "What could be sold next.", app)
