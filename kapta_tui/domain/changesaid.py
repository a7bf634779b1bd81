"""What the feed says of an edited record, and the same without the fields of features that are switched off."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from kapta_tui.domain.features import seen
from kapta_tui.domain.fields import Kind
from kapta_tui.domain.text import listed

_BETWEEN: Final = re.compile(", | and ")


def changed(kind: Kind, fields: Sequence[str], title: str) -> str:
    """Return "Changed name and satisfaction of account Acme" for the names of fields of the record `title`."""
    return f"Changed {listed([_spoken(name) for name in fields])} of {kind.spoken} {title}"


def seen_part(sentence: str, kind: Kind, off: Collection[str]) -> str:
    """Return a sentence of `changed` without the fields of the features `off`, empty where no other was changed.

    Any other sentence comes back as it is.
    """
    fields, of, title = sentence.removeprefix("Changed ").partition(f" of {kind.spoken} ")
    if not of or not sentence.startswith("Changed "):
        return sentence
    unseen = {_spoken(field.name) for field in kind.fields if not seen(field, off)}
    names = _BETWEEN.split(fields)
    kept = [name for name in names if name not in unseen]
    if kept == names:
        return sentence
    return f"Changed {listed(kept)}{of}{title}" if kept else ""


def _spoken(name: str) -> str:
    return name.removeprefix("is_").replace("_", " ")
