"""The accounts of the worked examples as CSV files, with the days on which they are imported (domain.md 4.4, 4.5)."""

from __future__ import annotations

_OWN = "".join(
    f'[fields.account.{name}]\nlabel = "{name}"\ntype = "text"\nrequired_for = ["normal"]\n'
    for name in ("region", "segment", "branch", "size")
)
_WEIGHED = "\n".join(
    f"{name} = 0" for name in ("profile", "plan", "notes", "qbr", "freshness", "satisfaction", "delivery")
)
PLAYBOOK_CHANGES = {
    "[account_type]\n": '[account_type]\nyoung = "Young"\n',
    "[fields]\n": f"[fields]\n{_OWN}",
    "[health.bands]\n": f"[health.weights_for.strategic]\n{_WEIGHED}\n[health.bands]\n",
}
"""What stands in the shipped playbook and what takes its place: four fields that accounts of the type normal alone
must fill, and accounts of the type strategic of which nothing is weighed."""

_ACCOUNT = """name,type,website,description,region,segment,branch,size
A,normal,a.test,Makes parts,North,Large,Metal,900
"""
_GOAL = """account,section,name
A,customer,Live in three sites
"""
_UNTOUCHED = """account,goal,name,start,due,percent
A,Live in three sites,Train the team,2026-06-30,2026-07-20,0
"""
_BELOW = """name,type,parent,website
B,young,A,b.test
Unweighed,strategic,A,
"""
_ACTIONS = """account,goal,name,start,due,percent
A,Live in three sites,Connect site one,2026-06-15,2026-07-15,60
A,Live in three sites,Connect site two,2026-06-10,2026-07-20,25
A,Live in three sites,Survey,2026-06-01,2026-06-20,80
"""
_TASKS = "account,action,name,due\n" + "".join(
    f"A,Connect site one,Task {number},2026-06-20\n" for number in range(1, 11)
)
_CONTACTS = """account,name,role,title,friendliness,power
A,Sara Sponsor,executive_sponsor,Director,supporter,final_say
A,Dan Decider,decision_maker,Head of IT,neutral,strong
A,Pia,influencer,Planner,neutral,some
A,Tom,,Fitter,,
B,Bea,decision_maker,Owner,supporter,
"""
_CONTRACTS = """account,name,value,currency,start,end
A,C-A,100000,EUR,2025-01-01,2027-03-31
B,C-B,50000,EUR,2026-06-10,
Unweighed,C-C,70000,EUR,2026-06-10,2027-06-10
"""
_SWOT = """account,quadrant,text,reviewed_on
A,strengths,They like us,2026-06-01
A,weaknesses,Few people know us,2026-06-01
A,opportunities,More sites,2025-12-01
"""
_FRESH = ("goals", "obstacles", "expectations", "strengths", "shortfalls")
_STALE = ("worth", "changes")
_VOC = "account,question,text,date\n" + "".join(
    [f"A,{code},An answer,2026-06-01\n" for code in _FRESH]
    + [f"A,{code},An old answer,2025-05-01\n" for code in _STALE]
)
_NOTES = """account,text,date,contacts
A,Walked through the renewal plan,2026-03-18,Sara Sponsor
A,Too short,2026-06-25,
A,Sent the figures of the quarter,2026-04-10,
A,Checked the open tickets again,2026-04-20,
A,Looked at the new site together,2026-05-01,
A,Discussed the budget for spring,2026-05-17,Dan Decider
A,Agreed on who trains the team,2026-06-10,Pia
B,Sent the first offer by e-mail,2026-06-15,
B,Agreed on the terms of payment,2026-06-24,Bea
"""
_REVIEWS = """account,name,stage,date,rating
A,First review,completed,2026-04-21,adequate
"""
_SATISFACTION = """account,score,date
A,8,2026-06-25
"""
_RISKS = """account,reasons,severity,likelihood,opened_at
A,QUIET,medium,possible,2026-06-20
B,QUIET,critical,almost_certain,2026-06-28
"""

STEPS = (
    ("2024-06-30", "accounts", _ACCOUNT),
    ("2026-05-01", "goals", _GOAL),
    ("2026-05-01", "actions", _UNTOUCHED),
    ("2026-06-10", "accounts", _BELOW),
    ("2026-06-15", "actions", _ACTIONS),
    ("2026-06-15", "tasks", _TASKS),
    ("2026-06-30", "contacts", _CONTACTS),
    ("2026-06-30", "contracts", _CONTRACTS),
    ("2026-06-30", "swot", _SWOT),
    ("2026-06-30", "voc", _VOC),
    ("2026-06-30", "notes", _NOTES),
    ("2026-06-30", "qbrs", _REVIEWS),
    ("2026-06-30", "satisfaction", _SATISFACTION),
    ("2026-06-30", "risks", _RISKS),
)
"""Day, kind and text of each file. A is known for two years, B for twenty days; three of four actions were touched
within thirty days."""

TASKS_DONE = tuple(
    ("2026-06-18" if number <= 6 else "2026-06-25", f"Task {number}") for number in range(1, 9)
)
"""Six of the ten tasks are done in time and two late."""
