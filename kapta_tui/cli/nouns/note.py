"""`kapta note`."""

from __future__ import annotations

from kapta_tui.cli.nouns.making import noun_group

group = noun_group("notes", "What was said, to whom and when; --text - reads standard input.")
