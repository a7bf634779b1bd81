"""The playbook as the rest of the program asks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.features import seen
from kapta_tui.domain.fields import Field, Kind
from kapta_tui.domain.kinds import kind_named
from kapta_tui.domain.playbook.health import HealthRules
from kapta_tui.domain.playbook.model import (
    Calendar,
    Choice,
    CoverageRules,
    CustomField,
    JeopardyCode,
    Reason,
    Section,
    SwotPrompt,
)
from kapta_tui.domain.playbook.templates import Template


class Playbook(NamedTuple):
    """All rules an administrator sets. `currency` is the ISO code of the base currency.

    `catalogues` holds the scales and lists by name, retired choices included, in the order written.
    `required_fields` maps kind, then account type or "all", to field names.
    """

    currency: str
    calendar: Calendar
    features: Mapping[str, bool]
    catalogues: Mapping[str, tuple[Choice, ...]]
    reasons: tuple[Reason, ...]
    universal_resolutions: tuple[Choice, ...]
    custom_reasons: bool
    custom_resolutions: bool
    sections: tuple[Section, ...]
    templates: tuple[Template, ...]
    fields: tuple[CustomField, ...]
    required_fields: Mapping[str, Mapping[str, tuple[str, ...]]]
    health: HealthRules
    coverage: CoverageRules
    swot_prompts: tuple[SwotPrompt, ...]
    qbr_agenda: tuple[str, ...]
    jeopardy_codes: tuple[JeopardyCode, ...]
    universal_jeopardy_resolutions: tuple[str, ...]
    reports: tuple[str, ...]

    def enabled(self, feature: str) -> bool:
        """Say whether a feature is switched on."""
        return self.features[feature]

    def offers(self, kind: Kind) -> bool:
        """Say whether the records of a kind are shown: those of a feature that is off are kept, and nowhere seen."""
        return not kind.feature or self.features[kind.feature]

    @property
    def off(self) -> frozenset[str]:
        """The features that are switched off."""
        return frozenset(name for name, is_on in self.features.items() if not is_on)

    def shows(self, field: Field) -> bool:
        """Say whether a field is shown: those of a feature that is off are kept, and nowhere seen."""
        return seen(field, self.off)

    def choices(self, name: str) -> tuple[Choice, ...]:
        """Return a catalogue by name with its retired choices, for reading what records hold.

        Besides the tables of the text there are `reasons`, `resolutions`, `section` and, for a custom
        field of type choice, `<kinds>.<name>` such as `accounts.region`.
        """
        return self.catalogues[name]

    def offered(self, name: str) -> tuple[Choice, ...]:
        """Return the choices of a catalogue that may be taken now."""
        return tuple(choice for choice in self.catalogues[name] if not choice.retired)

    def choice(self, name: str, code_or_label: str, *, retired: bool = False) -> Choice:
        """Find a choice by code or label, whatever its case; `retired` allows retired ones too.

        Raises UsageError listing the choices that may be taken.
        """
        return find(self.catalogues[name], code_or_label, name.replace("_", " "), retired=retired)

    def label(self, name: str, code: str | None) -> str:
        """Return the label of a code; "" for None, and the code itself when the playbook lost it."""
        if code is None:
            return ""
        return next((choice.label for choice in self.catalogues[name] if choice.code == code), code)

    def reason(self, code_or_label: str, *, retired: bool = False) -> Reason:
        """Find a risk reason by code or label. Raises UsageError listing the reasons."""
        found = find(self.catalogues["reasons"], code_or_label, "reason", retired=retired)
        return next(reason for reason in self.reasons if reason.code == found.code)

    def resolutions_for(self, reason_codes: Iterable[str | None]) -> tuple[Choice, ...]:
        """Return the resolutions offered for reasons in their order, then the universal ones.

        Custom reasons (None) add nothing. Text of the user's own comes on top where `custom_resolutions`.
        """
        by_code = {reason.code: reason.resolutions for reason in self.reasons}
        own = (choice for code in dict.fromkeys(reason_codes) if code for choice in by_code.get(code, ()))
        return tuple(choice for choice in (*own, *self.universal_resolutions) if not choice.retired)

    def section(self, code_or_label: str) -> Section:
        """Find a plan section by code or label. Raises UsageError listing the sections."""
        found = find(self.catalogues["section"], code_or_label, "plan section", retired=True)
        return next(item for item in self.sections if item.code == found.code)

    @property
    def first_section(self) -> str:
        """The code of the section that new goals go to when nobody names one: the first in use."""
        return self.offered("section")[0].code

    def template(self, code_or_label: str) -> Template:
        """Find a plan template by code or label. Raises UsageError listing the templates."""
        choices = tuple(Choice(item.code, item.label) for item in self.templates)
        found = find(choices, code_or_label, "template")
        return next(item for item in self.templates if item.code == found.code)

    def custom_fields(self, kind: str) -> tuple[CustomField, ...]:
        """Return the administrator's fields of a kind (`account` or `accounts`), retired ones included."""
        noun = kind_named(kind).noun
        return tuple(item for item in self.fields if item.kind == noun)

    def required(self, kind: str, account_type: str | None = None) -> tuple[str, ...]:
        """Return the names of fields, built-in and custom, that records of a kind must fill.

        What is switched off can be filled on no screen, so nobody must.
        """
        kinds = {"all", account_type}
        by_type = self.required_fields.get(kind_named(kind).noun, {})
        named = [name for scope, names in by_type.items() if scope in kinds for name in names]
        custom = [f.name for f in self.custom_fields(kind) if not f.retired and kinds & set(f.required_for)]
        built_in = kind_named(kind).by_name
        shown = (name for name in named + custom if name not in built_in or self.shows(built_in[name]))
        return tuple(dict.fromkeys(shown))

    def codes_for(self, origination: str) -> tuple[JeopardyCode, ...]:
        """Return the jeopardy codes offered for an origination."""
        return tuple(c for c in self.jeopardy_codes if c.origination == origination and not c.retired)

    def jeopardy_resolutions_for(self, code: str) -> tuple[Choice, ...]:
        """Return the resolutions offered for a jeopardy code, then the universal ones."""
        own = next((item.resolutions for item in self.jeopardy_codes if item.code == code), ())
        wanted = (*own, *self.universal_jeopardy_resolutions)
        by_code = {choice.code: choice for choice in self.offered("jeopardy_resolution")}
        return tuple(by_code[item] for item in dict.fromkeys(wanted) if item in by_code)


def find(choices: Iterable[Choice], text: str, what: str, *, retired: bool = False) -> Choice:
    """Find the choice whose code or label is `text`, whatever its case. Raises UsageError with the list."""
    known = tuple(choices)
    offered = [choice for choice in known if not choice.retired]
    for choice in known if retired else offered:
        if choice.matches(text):
            return choice
    gone = any(choice.matches(text) for choice in known)
    cause = f"The {what} {text!r} is retired." if gone else f"There is no {what} {text!r}."
    listed = ", ".join(choice.code for choice in offered)
    raise UsageError(cause, f"Use one of {listed}." if listed else "The playbook defines none.")
