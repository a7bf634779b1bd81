"""Finding choices, reasons, resolutions and codes in a playbook."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.playbook import default, default_text, parse


@pytest.mark.parametrize("text", ["in_process", "In process", "IN PROCESS", "in-process", " In  process "])
def test_a_choice_is_found_by_code_or_label_whatever_the_case(text: str) -> None:
    assert default().choice("risk_status", text).code == "in_process"


@given(st.sampled_from(sorted(default().catalogues)), st.data())
def test_every_choice_is_found_by_its_code_and_by_its_label(name: str, data: st.DataObject) -> None:
    choices = default().choices(name)
    if choices:
        choice = data.draw(st.sampled_from(choices))
        assert default().choice(name, choice.code.upper(), retired=True) == choice
        assert default().choice(name, choice.label.upper(), retired=True) == choice


def test_an_unknown_choice_is_refused_with_the_choices() -> None:
    with pytest.raises(UsageError) as caught:
        default().choice("severity", "urgent")
    assert caught.value.cause == "There is no severity 'urgent'."
    assert caught.value.remedy == "Use one of low, medium, high, critical."


def test_a_retired_choice_is_not_offered_but_readable() -> None:
    with pytest.raises(UsageError, match="is retired"):
        default().choice("contact_role", "blocker")
    assert default().choice("contact_role", "blocker", retired=True).label == "Blocker"


def test_a_code_the_playbook_lost_is_shown_as_it_is() -> None:
    assert default().label("severity", "apocalyptic") == "apocalyptic"
    assert default().label("severity", None) == ""


def test_resolutions_come_in_the_order_of_the_reasons_then_the_universal_ones() -> None:
    codes = [choice.code for choice in default().resolutions_for(["RIVAL", None, "QUIET", "RIVAL"])]
    assert codes == [
        *("KEPT", "SHARED_FOOTPRINT", "LOCKED_IN", "OFFER_MATCHED"),
        *("MEETING_RESTORED", "CONTACT_FOUND", "EXEC_ANSWERED", "SILENCE_EXPLAINED"),
        "NO_LONGER_APPLIES",
    ]


def test_a_retired_resolution_is_not_offered() -> None:
    text = default_text().replace(
        'KEPT = "kept after comparison"', 'KEPT = { label = "kept", retired = true }'
    )
    assert "KEPT" not in {choice.code for choice in parse(text).resolutions_for(["RIVAL"])}


def test_an_unknown_reason_section_and_template_are_refused() -> None:
    for find in (default().reason, default().section, default().template):
        with pytest.raises(UsageError, match="There is no"):
            find("nonsense")


def test_a_reason_is_found_by_its_label() -> None:
    assert default().reason("customer gone QUIET").code == "QUIET"


def test_sections_are_found_by_code() -> None:
    assert default().section("customer").audience == "customer"


def test_codes_depend_on_the_origination_and_resolutions_on_the_code() -> None:
    book = default()
    assert {code.code[:2] for code in book.codes_for("provider")} == {"PR"}
    assert book.codes_for("nobody") == ()
    assert [choice.code for choice in book.jeopardy_resolutions_for("CU-OTHER")] == [
        "REDATED",
        "LINE_CXL",
        "RAISED_ERR",
    ]


def test_features_can_be_switched_off() -> None:
    assert default().enabled("swot")
    assert not parse("[features]\nswot = false").enabled("swot")
