"""`kapta user`."""

from __future__ import annotations

from kapta_tui.cli.nouns.making import noun_group

group = noun_group("users", "Colleagues and queues: whoever can own, do or take on something.")
