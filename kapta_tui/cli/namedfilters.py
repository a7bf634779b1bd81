"""Filters kept under a name in the settings: `--filter @name`."""

from __future__ import annotations

from kapta_tui.cli.session import session
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Kind


def filter_of(kind: Kind, query: str) -> str:
    """Return the filter that `query` means: what `@name` was kept for in lists of `kind`, else the text itself.

    `"@name"` in quotes is a word to search for.

    Raises UsageError when nothing is kept under the name, with the names there are.
    """
    name = query.strip()
    if not name.startswith("@"):
        return query
    named = session().settings.filters.get(kind.name, {})
    found = named.get(name[1:])
    if found is None:
        known = (
            f"There are: {', '.join(sorted(named))}." if named else "There is none; the app's f keeps them."
        )
        raise UsageError(f"No filter for {kind.many} is called '{name[1:]}'.", known)
    return found
