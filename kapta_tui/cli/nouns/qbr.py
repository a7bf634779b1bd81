"""`kapta qbr`."""

from __future__ import annotations

from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.domain.kinds import KINDS

group = noun_group(KINDS["qbrs"], "Business reviews, planned and held.")
