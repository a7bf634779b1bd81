"""`kapta metric`."""

from __future__ import annotations

from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.domain.kinds import KINDS

group = noun_group(KINDS["metrics"], "What is measured about an account, with start, target and history.")
