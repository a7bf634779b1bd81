"""`kapta contact`."""

from __future__ import annotations

from kapta_tui.cli.nouns.making import noun_group

group = noun_group("contacts", "Key players at an account, with role, friendliness and decision power.")
