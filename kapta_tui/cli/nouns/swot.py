"""`kapta swot`."""

from __future__ import annotations

from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.domain.kinds import KINDS

group = noun_group(KINDS["swot"], "Strengths, weaknesses, opportunities and threats of an account.")
