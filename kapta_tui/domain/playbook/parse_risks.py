"""Reading risk reasons and their resolutions."""

from __future__ import annotations

from collections.abc import Mapping

from kapta_tui.domain.playbook.catalogues import Catalogue, read_catalogue
from kapta_tui.domain.playbook.model import Choice, Reason
from kapta_tui.domain.playbook.problems import one_of
from kapta_tui.domain.playbook.reader import Table

UNIVERSAL = "universal"


def read_resolutions(top: Table) -> tuple[tuple[Choice, ...], dict[str, tuple[Choice, ...]]]:
    """Return the universal resolutions, and those of each reason by its code.

    A code may stand once only in all of them, because a closed risk stores nothing but the code.
    """
    table = top.table("resolutions")
    reasons = top.values.get("reasons")
    known = [UNIVERSAL, *reasons] if isinstance(reasons, dict) else [UNIVERSAL]
    found = {
        UNIVERSAL: (),
        **{name: read_catalogue(group, Catalogue(optional=True)) for name, group in table.children()},
    }
    owners: dict[str, str] = {}
    for name, choices in found.items():
        if name not in known:
            table.problem(
                name, f"resolutions are given for {name!r}, which is no reason", one_of(name, known)
            )
        for choice in choices:
            if owners.setdefault(choice.code.lower(), name) != name:
                table.problems.add(
                    (*table.path, name, choice.code),
                    f"the resolution {choice.code!r} stands under {owners[choice.code.lower()]!r} as well",
                    "give each resolution a code of its own",
                )
    return found.pop(UNIVERSAL), found


def read_reasons(table: Table, resolutions: Mapping[str, tuple[Choice, ...]]) -> tuple[Reason, ...]:
    """Return the reasons in the order written, each with its resolutions."""
    choices = read_catalogue(table, Catalogue())
    return tuple(Reason(c.code, c.label, resolutions.get(c.code, ()), c.retired) for c in choices)
