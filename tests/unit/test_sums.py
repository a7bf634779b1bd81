"""Sums of several currencies: what cannot be named is counted, in one way everywhere."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from kapta_tui.data.read.losses import expected_loss
from kapta_tui.data.read.money import NO_MONEY, Money
from kapta_tui.data.read.risks import Totals
from kapta_tui.screens.accounts.screen import title as accounts_title
from kapta_tui.screens.risks.quick import ACTIVE
from kapta_tui.screens.risks.words import brief_words, head_words, title
from kapta_tui.screens.sums import sums_words, ways_to_say

WORTH = Money((("EUR", 88_500_000), ("GBP", 30_600_000), ("JPY", 9_120_000), ("USD", 110_000_000)))
LOSS = Money((("EUR", 56_200_000), ("GBP", 12_700_000)))
TOTALS = Totals(12, 12, WORTH, LOSS)


def test_every_sum_is_named_or_counted() -> None:
    assert sums_words(WORTH) == "€885k + £306k + ¥9.12M + $1.10M"
    assert sums_words(WORTH, 2) == "€885k + £306k + 2 more currencies"
    assert sums_words(WORTH, 3) == "€885k + £306k + ¥9.12M + 1 more currency"
    assert sums_words(WORTH, 1, is_short=True) == "€885k +3"
    assert sums_words(Money(WORTH.sums[:1]), 1, is_short=True) == "€885k"


def test_the_ways_go_from_all_sums_to_a_number() -> None:
    assert [way.count("k") + way.count("M") for way in ways_to_say(WORTH)] == [4, 3, 2, 1, 1]
    assert ways_to_say(WORTH)[-1] == "€885k +3"
    assert ways_to_say(NO_MONEY) == []


def test_the_title_names_every_currency_where_there_is_room() -> None:
    words = title(TOTALS, ACTIVE, "", 120)
    assert words == (
        "Risks 12 active · €885k + £306k + ¥9.12M + $1.10M at stake · expected loss €562k + £127k"
    )


def test_what_is_at_stake_is_named_before_what_may_be_lost() -> None:
    assert title(TOTALS, ACTIVE, "", 60) == "Risks 12 active · €885k + £306k + ¥9.12M + $1.10M at stake"


@pytest.mark.parametrize("width", range(36, 121))
def test_a_title_fits_and_hides_no_currency_without_a_word(width: int) -> None:
    words = title(TOTALS, ACTIVE, "", width)
    assert cell_len(words) <= width
    stake = words.split(" at stake", maxsplit=1)[0]
    named = sum(sign in stake for sign in "€£¥$")
    assert named == 4 or f"+ {4 - named} more" in stake or f"+{4 - named}" in stake


def test_the_accounts_say_it_in_the_same_way() -> None:
    assert accounts_title(27, WORTH, 80) == "Accounts 27 · €885k + £306k + ¥9.12M + $1.10M"
    assert accounts_title(27, WORTH, 40) == "Accounts 27 · €885k + 3 more currencies"
    assert accounts_title(27, WORTH, 30) == "Accounts 27 · €885k +3"
    assert accounts_title(10_000, NO_MONEY, 30) == "Accounts 10 000"


def test_a_head_of_the_board_counts_what_it_cannot_name() -> None:
    assert head_words(2, WORTH) == "2 · €885k + £306k + ¥9.12M + $1.10M"
    assert brief_words(2, WORTH) == "2 · €885k +3"
    assert brief_words(2, NO_MONEY) == "2"


def test_the_expected_loss_is_reckoned_per_currency() -> None:
    assert expected_loss(LOSS, 50) == Money((("EUR", 28_100_000), ("GBP", 6_350_000)))
    assert expected_loss(LOSS, None) == NO_MONEY
