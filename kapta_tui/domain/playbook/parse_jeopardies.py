"""Reading jeopardy codes: origination, then code, then resolution codes (domain.md 3.9)."""

from __future__ import annotations

from collections.abc import Collection

from kapta_tui.domain.playbook.catalogues import check_codes
from kapta_tui.domain.playbook.model import Choice, JeopardyCode
from kapta_tui.domain.playbook.problems import one_of
from kapta_tui.domain.playbook.reader import Table


def read_jeopardy_codes(
    table: Table, originations: Collection[str], resolutions: Collection[str]
) -> tuple[JeopardyCode, ...]:
    """Return all codes, by origination, in the order written."""
    codes: list[JeopardyCode] = []
    owners: dict[str, str] = {}
    for origination, group in table.children():
        if origination not in originations:
            table.problem(
                origination,
                f"codes are given for {origination!r}, which is no origination",
                one_of(origination, originations),
            )
        for code, entry in group.children():
            codes.append(_code(entry, code, origination, resolutions))
            if owners.setdefault(code.lower(), origination) != origination:
                group.problem(
                    code,
                    f"the code {code!r} stands under {owners[code.lower()]!r} as well",
                    "give each its own code",
                )
        check_codes(group, [Choice(c.code, c.label) for c in codes if c.origination == origination])
    return tuple(codes)


def _code(entry: Table, code: str, origination: str, resolutions: Collection[str]) -> JeopardyCode:
    found = JeopardyCode(
        code=code,
        label=entry.text("label"),
        origination=origination,
        resolutions=entry.words("resolutions", resolutions),
        describe=entry.flag("describe"),
        retired=entry.flag("retired"),
    )
    entry.done()
    return found
