"""Lists of fields as people type them."""

from __future__ import annotations


def names_of(text: str) -> list[str]:
    """Return the field names in a list such as "name,-contract-value"; the leading sign stays."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    return [name[0] + name[1:].replace("-", "_") for name in names]
