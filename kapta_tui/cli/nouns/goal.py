"""`kapta goal`."""

from __future__ import annotations

from kapta_tui.cli.nouns.completing import completing
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.nouns.verbs import plain
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["goals"]

group = noun_group(
    KIND.name,
    "What the plan for an account wants to reach.",
    {
        **completing(KIND),
        **plain(
            KIND, "reopen", "take its completion back", "Take a goal's completion back.", "plans:reopen_goal"
        ),
    },
)
