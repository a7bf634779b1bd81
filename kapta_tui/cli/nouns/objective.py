"""`kapta objective`."""

from __future__ import annotations

from kapta_tui.cli.nouns.making import noun_group

group = noun_group("objectives", "The steps between a goal and its actions.")
