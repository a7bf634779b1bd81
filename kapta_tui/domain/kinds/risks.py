"""Account risks (mission S0; domain.md 3.1, 3.2)."""

from __future__ import annotations

from kapta_tui.domain.fields import Field, FieldType, Kind
from kapta_tui.domain.kinds import common

RISKS = Kind(
    name="risks",
    noun="risk",
    table="risk",
    feature="risks",
    match=("external_id",),
    sort=("priority", "account"),
    columns=(
        "account",
        "reasons",
        "severity",
        "likelihood",
        "priority",
        "status",
        "assignee",
        "days_open",
        "contract_value",
        "currency",
    ),
    ready=frozenset({"mine", "at-risk", "contributing", "overdue", "unaddressed", "strategic", "archived"}),
    synonyms=("risk",),
    fields=(
        common.ID,
        common.ACCOUNT,
        Field(
            "reasons",
            FieldType.LABELS,
            "Reasons",
            required=True,
            choices="reasons",
            synonyms=("reason", "risk reason", "risk reasons"),
            searched=True,
            help="Most important first; your own words are welcome",
        ),
        Field(
            "primary_reason",
            FieldType.LABELS,
            "Primary reason",
            choices="reasons",
            writable=False,
            help="The first of its reasons",
        ),
        Field("status", FieldType.CHOICE, "Status", choices="risk_status", default="open"),
        Field("severity", FieldType.CHOICE, "Severity", choices="severity"),
        Field("likelihood", FieldType.CHOICE, "Likelihood", choices="likelihood"),
        Field(
            "priority",
            FieldType.CHOICE,
            "Priority",
            choices="priority",
            help="Empty means proposed from severity and likelihood",
        ),
        common.user("assignee", "Assigned to", "assigned to", "owner", "risk owner"),
        Field("details", FieldType.LONG, "Details", synonyms=("description", "risk details"), searched=True),
        Field(
            "resolutions", FieldType.LABELS, "Resolutions", choices="resolutions", synonyms=("resolution",)
        ),
        Field("opened_at", FieldType.DATE, "Opened", synonyms=("opened on", "start date", "created date")),
        Field("closed_at", FieldType.DATE, "Closed", synonyms=("closed on", "end date")),
        common.EXTERNAL,
        Field(
            "stages",
            FieldType.LABELS,
            "Statuses",
            writable=False,
            apart=True,
            help="Each status it had with the day since which it had it",
        ),
        Field(
            "priority_by_hand",
            FieldType.FLAG,
            "Set by hand",
            writable=False,
            help="The priority is not the one that severity and likelihood propose",
        ),
        Field("active", FieldType.FLAG, "Active", writable=False),
        Field(
            "archived",
            FieldType.FLAG,
            "Account archived",
            writable=False,
            help="Lists hide the risks of archived accounts; archived:yes,no finds them too",
        ),
        Field("days_open", FieldType.INTEGER, "Days open", writable=False),
        Field("contract_value", FieldType.MONEY, "Contract value", writable=False, feature="contracts"),
        Field("expected_loss", FieldType.MONEY, "Expected loss", writable=False, feature="contracts"),
        Field("currency", FieldType.TEXT, "Currency", writable=False, feature="contracts"),
        Field("nearest_contract_end", FieldType.DATE, "Nearest end", writable=False, feature="contracts"),
        Field(
            "contract_expiration", FieldType.DATE, "Contract expiration", writable=False, feature="contracts"
        ),
        common.CREATED,
        common.UPDATED,
    ),
)
