"""`kapta document`."""

from __future__ import annotations

from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.domain.kinds import KINDS

group = noun_group(KINDS["documents"], "Files and links about an account.")
