"""The summary row of each account: what lists sort by, kept by whoever changes the facts behind it.

Plain sqlite3, because the read side renews the rows whose facts have changed by the mere passing of days.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from kapta_tui.data.read.money import in_force, minor_units

_MANY = 2000
"""From this many accounts on, aggregating everything is faster than looking each account up."""

COLUMNS = (
    "account_id, valid_from, valid_until, currency, contract_value_minor, other_currencies, contracts, "
    "contract_expiration, nearest_contract_end, risk_id, risk_severity, risk_status, open_actions, overdue, "
    "last_contact, children"
)
"""The columns of a summary in the order in which they are computed."""

_SELECT = f"""
WITH live AS (
  SELECT account_id, currency, coalesce(value_minor, 0) AS value_minor, "end"
  FROM contract WHERE {in_force("contract")} {{some}}
), term AS (
  SELECT account_id, count(*) AS contracts, max("end") AS farthest, min("end") AS nearest
  FROM live GROUP BY account_id
), worth AS (
  SELECT account_id, currency, sum(value_minor) AS value_minor FROM live GROUP BY account_id, currency
), ranked AS (
  SELECT w.*, row_number() OVER (
           PARTITION BY w.account_id
           ORDER BY w.currency IS a.currency DESC,
                    w.value_minor * 1.0 / {minor_units("w.currency")} DESC, w.currency
         ) AS place
  FROM worth w JOIN account a ON a.id = w.account_id
), money AS (
  SELECT r.account_id, coalesce(a.currency, r.currency) AS currency, r.currency AS first, r.value_minor
  FROM ranked r JOIN account a ON a.id = r.account_id WHERE r.place = 1
), others AS (
  SELECT w.account_id, count(*) AS other_currencies
  FROM worth w JOIN money m ON m.account_id = w.account_id AND m.currency <> w.currency
  WHERE w.value_minor <> 0 GROUP BY w.account_id
), work AS (
  SELECT account_id, count(*) AS open_actions, sum(due < :today) AS overdue
  FROM action WHERE completed_at IS NULL {{some}} GROUP BY account_id
), chores AS (
  SELECT t.account_id, sum(coalesce(t.due, x.due) < :today) AS overdue
  FROM task t LEFT JOIN action x ON x.id = t.action_id WHERE t.done_at IS NULL {{some_t}} GROUP BY t.account_id
), talk AS (
  SELECT account_id, max(date) AS last_contact FROM note WHERE date <= :today {{some}} GROUP BY account_id
), days (account_id, day) AS (
  SELECT account_id, start FROM contract WHERE start IS NOT NULL AND NOT is_archived {{some}}
  UNION ALL
  SELECT account_id, date("end", '+1 day') FROM contract WHERE "end" IS NOT NULL AND NOT is_archived {{some}}
  UNION ALL
  SELECT account_id, date(due, '+1 day') FROM action WHERE completed_at IS NULL AND due IS NOT NULL {{some}}
  UNION ALL
  SELECT t.account_id, date(coalesce(t.due, x.due), '+1 day')
  FROM task t LEFT JOIN action x ON x.id = t.action_id
  WHERE t.done_at IS NULL {{some_t}}
  UNION ALL
  SELECT account_id, last_contact FROM talk
  UNION ALL
  SELECT account_id, date FROM note WHERE date > :today {{some}}
), span AS (
  SELECT account_id, max(CASE WHEN day <= :today THEN day END) AS since,
         date(min(CASE WHEN day > :today THEN day END), '-1 day') AS until
  FROM days GROUP BY account_id
), family AS (
  SELECT parent_id, count(*) AS children FROM account
  WHERE parent_id IS NOT NULL AND NOT archived GROUP BY parent_id
)
SELECT a.id, coalesce(s.since, '0001-01-01'), coalesce(s.until, '9999-12-31'),
       coalesce(m.currency, a.currency, :currency), CASE WHEN m.currency = m.first THEN m.value_minor ELSE 0 END,
       coalesce(o.other_currencies, 0), coalesce(e.contracts, 0), e.farthest, e.nearest, r.id, r.severity, r.status,
       coalesce(k.open_actions, 0), coalesce(k.overdue, 0) + coalesce(c.overdue, 0), t.last_contact,
       coalesce(f.children, 0)
FROM account a
LEFT JOIN money m ON m.account_id = a.id
LEFT JOIN others o ON o.account_id = a.id
LEFT JOIN term e ON e.account_id = a.id
LEFT JOIN work k ON k.account_id = a.id
LEFT JOIN chores c ON c.account_id = a.id
LEFT JOIN talk t ON t.account_id = a.id
LEFT JOIN span s ON s.account_id = a.id
LEFT JOIN family f ON f.parent_id = a.id
LEFT JOIN risk r ON r.account_id = a.id AND r.closed_at IS NULL
{{where}}
"""

_PRESENT = "SELECT account_id FROM ({}) WHERE account_id IS NOT NULL"
_TOUCHED = "account_id IN (SELECT account_id FROM temp.touched)"


def renew(
    connection: sqlite3.Connection,
    accounts: Iterable[int] | str,
    today: date,
    currency: str,
    given: Mapping[str, int] | None = None,
    *,
    schema: str = "main",
) -> None:
    """Write the summary rows of `accounts` as they stand on `today`, inside the caller's transaction.

    The accounts are ids, or a query for `account_id` with its parameters in `given`. `currency` is the playbook's, for
    accounts that name none. `schema` is the store's own (main) or that of the connection (temp).
    """
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (account_id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.touched")
    if isinstance(accounts, str):
        connection.execute(f"INSERT OR IGNORE INTO temp.touched {_PRESENT.format(accounts)}", given or {})
    else:
        connection.executemany(
            "INSERT OR IGNORE INTO temp.touched VALUES (?)", ((account,) for account in accounts)
        )
    (count,) = connection.execute("SELECT count(*) FROM temp.touched").fetchone()
    if not count:
        return
    connection.execute(f"DELETE FROM {schema}.account_summary WHERE {_TOUCHED}")
    few = count < _MANY
    select = _SELECT.format(
        some=f"AND {_TOUCHED}" if few else "",
        some_t=f"AND t.{_TOUCHED}" if few else "",
        where="WHERE a.id IN (SELECT account_id FROM temp.touched)",
    )
    parameters = {"today": today.isoformat(), "currency": currency}
    connection.execute(f"INSERT INTO {schema}.account_summary ({COLUMNS}) {select}", parameters)


def stale_accounts(connection: sqlite3.Connection, today: date) -> list[int]:
    """Return the accounts whose summary in the store does not hold on `today`."""
    # The first condition of each is that of an index, so that the many that hold for ever are not looked at.
    found = connection.execute(
        "SELECT account_id FROM main.account_summary WHERE valid_until < '9999-12-31' AND valid_until < :today "
        "UNION SELECT account_id FROM main.account_summary "
        "WHERE valid_from > '0001-01-01' AND valid_from > :today",
        {"today": today.isoformat()},
    )
    return [account for (account,) in found]


def wrong_rows(connection: sqlite3.Connection, currency: str, today: date) -> list[int]:
    """Return the accounts whose kept summary differs from one computed afresh, or that have none.

    Of summaries that say themselves that they do not hold on `today`, nothing can be said.
    """
    select = _SELECT.format(some="", some_t="", where="")
    fresh = "SELECT id FROM account WHERE id NOT IN (SELECT account_id FROM main.account_summary)"
    parameters = {"today": today.isoformat(), "currency": currency}
    missing = connection.execute(fresh)
    different = connection.execute(
        f"SELECT account_id FROM (SELECT {COLUMNS} FROM main.account_summary "
        f"WHERE :today BETWEEN valid_from AND valid_until EXCEPT SELECT * FROM ({select}))",
        parameters,
    )
    return sorted({account for (account,) in (*missing, *different)})
