"""What a change of the playbook changes, in sentences for the feed and before an import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from kapta_tui.domain.playbook.book import Playbook

# Entries of these attributes are compared one by one, by code.
_LISTS = {
    "sections": "plan section",
    "templates": "template",
    "fields": "field",
    "reasons": "risk reason",
    "jeopardy_codes": "jeopardy code",
}
# Reasons and sections stand in a list of their own, with more to tell than their catalogue holds.
_DERIVED = ("reasons", "section")
_MISSING = "nothing"


class _Entry(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...


def differences(old: Playbook, new: Playbook) -> tuple[str, ...]:
    """Return one sentence for each thing that differs; none when the playbooks are equal."""
    found: list[str] = []
    for name in dict.fromkeys((*old.catalogues, *new.catalogues)):
        if name not in _DERIVED:
            word = "resolution" if name == "resolutions" else name.replace("_", " ")
            found += _entries(word, old.catalogues.get(name, ()), new.catalogues.get(name, ()))
    for name, word in _LISTS.items():
        found += _entries(word, getattr(old, name), getattr(new, name))
    before, after = old._asdict(), new._asdict()
    for name in after:
        if name not in ("catalogues", "universal_resolutions", *_LISTS):
            found += _values(name.replace("_", " "), before[name], after[name])
    return tuple(dict.fromkeys(found))


def _entries(word: str, old: Iterable[_Entry], new: Iterable[_Entry]) -> Iterator[str]:
    before = {entry.code: entry for entry in old}
    after = {entry.code: entry for entry in new}
    for code, entry in after.items():
        if code not in before:
            yield f'The {word} "{entry.label}" is new.'
        else:
            yield from _changes(f'The {word} "{before[code].label}"', before[code], entry)
    yield from (f'The {word} "{entry.label}" is gone.' for code, entry in before.items() if code not in after)
    if list(before) != list(after) and set(before) == set(after):
        yield f"The order is now {', '.join(entry.label for entry in after.values())} ({word})."


def _changes(what: str, old: object, new: object) -> Iterator[str]:
    before, after = _parts(old), _parts(new)
    for name, value in after.items():
        if before[name] == value or (name == "resolutions" and not _plain(value)):
            continue
        if name == "retired":
            yield f"{what} is {'retired' if value else 'in use again'}."
        elif name == "label":
            yield f'{what} is now called "{value}".'
        elif _plain(value) and _plain(before[name]):
            yield f"{what} has {name.replace('_', ' ')} {_text(value)} instead of {_text(before[name])}."
        else:
            yield f"{what} has other {name.replace('_', ' ')}."


def _values(words: str, old: object, new: object) -> Iterator[str]:
    """Compare settings down to single values: "health bands: watch is 45 instead of 50."."""
    if old == new:
        return
    before, after = _parts(old), _parts(new)
    if not before and not after:
        if _plain(old) and _plain(new):
            yield f"{words.capitalize()} is {_text(new)} instead of {_text(old)}."
        else:
            yield f"{words.capitalize()} changed."
        return
    for name in dict.fromkeys((*before, *after)):
        part = f"{words}: {name.removesuffix('_by_type').replace('_', ' ')}"
        first, second = before.get(name, _MISSING), after.get(name, _MISSING)
        if name.endswith("_by_type") and _same_for_all(first) and _same_for_all(second):
            first, second = (next(iter(_parts(value).values())) for value in (first, second))
        yield from _values(part, first, second)


def _same_for_all(by_type: object) -> bool:
    """Say whether a rule per account type is the same for every type, so that one sentence tells all."""
    values = list(_parts(by_type).values())
    return all(value == values[0] for value in values)


def _parts(value: object) -> dict[str, object]:
    if isinstance(value, tuple):
        # A list of values has no parts; a record has those that it names.
        return {name: getattr(value, name) for name in getattr(value, "_fields", ())}
    return {str(key): item for key, item in value.items()} if isinstance(value, Mapping) else {}


def _plain(value: object) -> bool:
    if isinstance(value, tuple):
        return not _parts(value) and all(_plain(item) for item in value)
    return not isinstance(value, Mapping)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or _MISSING
    return str(value) if value not in ("", None) else _MISSING
