"""The commands about people: who knows whom, what is missing, what was reviewed, what the customer said."""

from __future__ import annotations

from tests.cli.program import TODAY, Program


def test_a_colleague_knows_a_contact_and_no_more(full: Program) -> None:
    ran = full("contact", "relate", "Ana Ruiz", "kim", "Trusted", "--json")
    assert ran.json["relationships"] == ["kim: Trusted"]
    assert "kim knows Ana Ruiz of Acme Corp: trusted" in ran.err
    assert full("contact", "relate", "Acme Corp", "Ana Ruiz", "kim", "none").code == 0
    assert full("contact", "show", "Ana Ruiz", "--json").json["relationships"] == []


def test_a_relationship_says_what_it_lacks(full: Program) -> None:
    short = full("contact", "relate", "Ana Ruiz", "kim")
    assert short.code == 2
    assert "a contact, a colleague and a strength" in short.err
    wrong = full("contact", "relate", "Ana Ruiz", "kim", "friends")
    assert wrong.code == 2
    assert "none, met, working, trusted" in wrong.err
    assert full("user", "list", "--filter", "kim", "--json").json == []


def test_gaps_are_named_with_their_rule_role_and_contacts(filled: Program) -> None:
    found = filled("contact", "gaps", "Acme Corp", "--json").json
    assert {gap["role"] for gap in found} == {"executive_sponsor", "decision_maker", "champion"}
    assert found[0] == {
        "rule": "role_empty",
        "text": "Nobody is executive sponsor.",
        "role": "executive_sponsor",
        "contacts": [],
    }
    assert filled("contact", "gaps", "Acme Corp").lines[1] == ["role_empty", "Nobody is decision maker."]


def test_items_are_reviewed_today_by_id(full: Program) -> None:
    add = ("swot", "add", "Acme Corp", "--quadrant", "strengths", "--reviewed-on", "2026-01-01")
    ids = [full(*add, "--text", text).out.strip() for text in ("Fast", "Kind")]
    ran = full("swot", "review", *ids, "--json")
    assert [item["reviewed_on"] for item in ran.json] == [TODAY, TODAY]
    assert "Reviewed 2 SWOT items of Acme Corp" in ran.err
    assert full("swot", "review", "999").code == 1


def test_questions_stand_with_their_newest_answer(full: Program) -> None:
    answer = ("voc", "add", "Acme Corp", "--question", "goals", "--contact", "Ana Ruiz")
    full(*answer, "--text", "To grow", "--date", "2024-01-01")
    stale = full("voc", "questions", "Acme Corp", "--json").json[0]
    assert (stale["answer"], stale["stale"], stale["contact"]) == ("To grow", True, "Ana Ruiz")
    full(*answer, "--text", "To last", "--date", "2026-11-01")
    found = full("voc", "questions", "Acme Corp", "--json").json
    assert len(found) == 10
    assert (found[0]["answer"], found[0]["stale"], found[0]["answers"]) == ("To last", False, 2)
    assert (found[1]["answer"], found[1]["answers"]) == (None, 0)
    listed = full("voc", "list", "Acme Corp", "--filter", "stale:yes", "--json").json
    assert [one["text"] for one in listed] == ["To grow"]
