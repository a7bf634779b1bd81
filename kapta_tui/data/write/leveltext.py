"""The levels of a plan section in the playbook's text, changed where they are written."""

from __future__ import annotations

from kapta_tui.domain.playbook.parse import completed, load


def with_levels(text: str, section: str, levels: int) -> str:
    """Return the playbook `text` with other levels for the section of that code; comments and order stay."""
    import tomlkit

    document = tomlkit.parse(text.removeprefix("\ufeff"))
    written = document.get("sections")
    if not isinstance(written, dict):
        # A table left out stands for the shipped one; once written it has to hold all of it.
        written = tomlkit.table()
        for code, entry in completed(load(text))["sections"].items():
            inline = tomlkit.inline_table()
            inline.update(entry)
            written[code] = inline
        document["sections"] = written
    written[section]["levels"] = levels
    return tomlkit.dumps(document)
