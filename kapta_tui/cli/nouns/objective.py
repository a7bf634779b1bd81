"""`kapta objective`."""

from __future__ import annotations

from kapta_tui.cli.nouns.completing import completing
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.nouns.verbs import plain
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["objectives"]

group = noun_group(
    KIND.name,
    "The steps between a goal and its actions.",
    {
        **completing(KIND),
        **plain(
            KIND,
            "reopen",
            "take its completion back",
            "Take an objective's completion back.",
            "plans:reopen_objective",
        ),
    },
)
