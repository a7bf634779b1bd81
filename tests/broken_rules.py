"""Values that break a rule, with what is said of them: the same by verb, form, import and command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Broken(NamedTuple):
    """Texts by field that break a rule in a record of `kind`; `words` are part of what everybody is told."""

    kind: str
    noun: str
    values: Mapping[str, str]
    words: str


BROKEN: Final = {
    "contract_ends_before_it_starts": Broken(
        "contracts",
        "contract",
        {"name": "C-1", "start": "2026-05-01", "end": "2026-04-01"},
        "The end 2026-04-01 is before the start 2026-05-01.",
    ),
    "notice_after_the_end": Broken(
        "contracts",
        "contract",
        {"name": "C-1", "end": "2026-05-01", "notice_date": "2026-06-01"},
        "The end 2026-05-01 is before the notice date 2026-06-01.",
    ),
    "website_that_is_none": Broken(
        "accounts",
        "account",
        {"name": "Newco", "website": "no site"},
        "'no site' is no web address.",
    ),
    "answer_dated_ahead": Broken(
        "voc",
        "voc",
        {"question": "obstacles", "text": "Too few people", "date": "2027-01-04"},
        "Nobody can have answered on 2027-01-04: that day is ahead.",
    ),
    "review_completed_ahead": Broken(
        "qbrs",
        "qbr",
        {"name": "Next", "stage": "completed", "date": "2027-01-04"},
        "The review cannot have taken place on 2027-01-04: that day is ahead.",
    ),
    "value_measured_ahead": Broken(
        "metrics",
        "metric",
        {"name": "Reach", "value": "5", "date": "2027-01-04"},
        "Nothing can have been measured on 2027-01-04: that day is ahead.",
    ),
    "satisfaction_dated_ahead": Broken(
        "satisfaction",
        "satisfaction",
        {"score": "5", "date": "2027-01-04"},
        "Nobody can have been asked on 2027-01-04 how pleased they are: that day is ahead.",
    ),
    "logo_that_is_no_image": Broken(
        "accounts",
        "account",
        {"name": "Newco", "logo": "/etc/hosts"},
        "'/etc/hosts' is no image file.",
    ),
}
"""Rule to values that break it when a record is added; documents too long for a path stand in tests of documents."""
