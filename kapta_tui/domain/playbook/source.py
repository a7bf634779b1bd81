"""The text of the shipped playbook."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any


@cache
def default_text() -> str:
    """Return the shipped playbook as TOML, with its comments for the administrator."""
    return (resources.files("kapta_tui.domain") / "default_playbook.toml").read_text(encoding="utf-8")


@cache
def default_values() -> dict[str, Any]:
    """Return the shipped playbook as plain tables; callers must not change them."""
    return tomllib.loads(default_text(), parse_float=Decimal)
