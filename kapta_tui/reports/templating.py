"""From values to Markdown by the templates in `templates/*.md.j2`."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kapta_tui.domain.text import counted, days_words
from kapta_tui.reports import words
from kapta_tui.reports.escaping import finalized
from kapta_tui.reports.ownwords import quoted

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES: Final = Path(__file__).with_name("templates")
"""The folder of the templates."""

_ENDS: Final = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)
_GAPS: Final = re.compile(r"\n{3,}")


def fill(template: str, values: dict[str, Any]) -> str:
    """Return the template called `<template>.md.j2` filled with `values`, as Markdown with one line break at its end.

    Every text is escaped as it is written, except by the filter `own`, which quotes the Markdown of a user.
    """
    text = _environment().get_template(f"{template}.md.j2").render(values)
    return _GAPS.sub("\n\n", _ENDS.sub("", text)).strip() + "\n"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=finalized,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "own": quoted,
        "money": words.money_words,
        "counted": counted,
        "days": days_words,
        "day": words.day_words,
        "ahead": words.ahead_words,
    }
    return made
