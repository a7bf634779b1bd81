"""`kapta contract`."""

from __future__ import annotations

from kapta_tui.cli.nouns.making import noun_group

group = noun_group("contracts", "What an account has signed.")
