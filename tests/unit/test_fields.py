"""What the types of fields have in common, for every reader and writer alike."""

from __future__ import annotations

from kapta_tui.domain.fields import FieldType

WITHOUT_WORDS = {
    *(FieldType.INTEGER, FieldType.PERCENT, FieldType.NUMBER, FieldType.MONEY),
    *(FieldType.DATE, FieldType.INSTANT, FieldType.FLAG, FieldType.CHOICE),
}


def test_every_type_but_figures_days_flags_and_codes_is_written_in_words() -> None:
    assert {kind for kind in FieldType if not kind.is_words} == WITHOUT_WORDS
