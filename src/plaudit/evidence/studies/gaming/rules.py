"""Rules that need no statistics: what cannot be a referral, and whom we do not ask (M8 e, g)."""

from collections.abc import Iterator
from datetime import date

from scipy import stats

from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.observed.rows import has, key, rows, there
from plaudit.evidence.question import Question

LEAST, ALARM = 30, 0.01
# Domains under which anybody has an address: to share one says nothing.
PUBLIC = (
    *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "aol.com"),
    *("gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com", "qq.com", "163.com", "mail.ru"),
)
# What is wrong with a deal d of a referral a; the second needs addresses.
RULES = {
    "lead created before the referral": "d.created_on < a.opened_on",
    "the referred account is the one that referred": "d.account IS NOT NULL AND d.account = a.account",
    "the referred account was in the pipeline": """EXISTS (SELECT 1 FROM {deals} AS o WHERE o.account = d.account
        AND o.deal <> d.deal AND o.created_on < a.opened_on
        AND coalesce(least(o.won_on, o.lost_on), a.opened_on) >= a.opened_on)""",
}
ADDRESSED = {
    "both accounts have addresses of one domain": """d.account <> a.account AND EXISTS (
        SELECT 1 FROM domains AS x JOIN domains AS y USING (domain)
        WHERE x.account = d.account AND y.account = a.account)"""
}


def identity(question: Question, snapshot: date) -> Iterator[Said]:
    facts = question.facts
    if not (has(facts, "deals", "activity") and there(facts, "activities")):
        missing = "No deal names the activity that it came from."
        yield Unanswered("identity", Refusal("deals-unlinked", missing, "The column activity in deals.csv."))
        return
    deals = rows(facts, "deals", snapshot)
    joined = f"""FROM {deals} AS d JOIN {rows(facts, "activities", snapshot)} AS a
        ON d.activity = a.activity WHERE a.kind = 'referral'"""
    total = int(facts.con.execute(f"SELECT count(*) {joined}").fetchall()[0][0])
    addressed = has(facts, "contacts", "email")
    domains = f"WITH domains AS ({_domains(question, snapshot)})" if addressed else ""
    broken: list[Figure] = []
    for rule, wrong in {**RULES, **(ADDRESSED if addressed else {})}.items():
        query = f"{domains} SELECT a.key, d.key {joined} AND {wrong.format(deals=deals)} ORDER BY ALL"
        keys = facts.con.execute(query).fetchall()
        broken += [{"rule": rule, "activity": str(activity), "deal": str(deal)} for activity, deal in keys]
    counted = f"{len(broken)} of {total} referrals break" if broken else f"None of {total} referrals breaks"
    yield Answer(
        name="identity",
        says=f"{counted} a rule of identity.",
        unit="count",
        point=float(len(broken)),
        interval80=None,
        interval95=None,
        n=total,
        events=len(broken),
        method="Each deal of a referral against its activity: which came first, whose account it is, "
        "and whether it was in the pipeline.",
        grade="C",
        diagnostics=(Diagnostic("referrals that break a rule", len(broken), passed=not broken),),
        brief=not broken,
        figures={"to look at": broken},
    )


def _domains(question: Question, snapshot: date) -> str:
    """SQL for the domains under which contacts of an account have addresses."""
    return f"""SELECT DISTINCT account, lower(split_part(email, '@', 2)) AS domain
        FROM {rows(question.facts, "contacts", snapshot)}
        WHERE email LIKE '%_@_%' AND lower(split_part(email, '@', 2)) NOT IN {PUBLIC}"""


def gate(question: Question, snapshot: date) -> Iterator[Said]:
    """Reviews asked of the happy alone: a breach of the platforms' rules, not good aim."""
    facts, name = question.facts, "review gate"
    if not there(facts, "asks", "account_metrics"):
        missing = "Who was asked, or how satisfied accounts are, is not known."
        yield Unanswered(name, Refusal("asks-missing", missing, "Asks.csv, and the metric nps in account_metrics.csv."))
        return
    query = f"""WITH nps AS (SELECT {key(facts, "account_metrics", "account", "x")} AS account, avg(value / 1e6) AS nps
            FROM {rows(facts, "account_metrics", snapshot)} AS x WHERE metric = 'nps' GROUP BY 1),
        bound AS (SELECT CASE WHEN min(nps) >= 0 AND max(nps) <= 10 THEN 7 ELSE 0 END AS low FROM nps),
        asked AS (SELECT DISTINCT {key(facts, "asks", "account", "x")} AS account
            FROM {rows(facts, "asks", snapshot)} AS x WHERE kind = 'review')
        SELECT count(*) FILTER (asked.account IS NOT NULL AND nps < low), count(*) FILTER (asked.account IS NOT NULL),
            count(*) FILTER (asked.account IS NULL AND nps < low), count(*) FILTER (asked.account IS NULL)
        FROM nps CROSS JOIN bound LEFT JOIN asked USING (account)"""
    low_asked, asked, low_rest, rest = (int(each) for each in facts.con.execute(query).fetchall()[0])
    if asked < LEAST or rest < 1:
        missing = f"{asked} accounts with an nps were asked for a review and {rest} were not."
        parts = [f"{more(LEAST - asked, 'accounts')} asked"] * (asked < LEAST)
        parts += ["1 account with an nps that was not asked"] * (rest < 1)
        yield Unanswered(name, Refusal("asks-too-few", missing, f"{' and '.join(parts)}."))
        return
    table = [[low_asked, asked - low_asked], [low_rest, rest - low_rest]]
    tested = stats.fisher_exact(table, alternative="less")  # type: ignore[arg-type]  # rows of counts will do
    alarm = float(tested.pvalue) < ALARM
    yield Answer(
        name=name,
        says=f"Of the accounts asked for a review {low_asked} of {asked} are unhappy, of the others {low_rest} of "
        f"{rest}: {'it looks as if only the happy were asked, which platforms forbid' if alarm else 'nothing to see'}.",
        unit="ratio",
        point=float(tested.statistic),
        interval80=None,
        interval95=None,
        n=asked + rest,
        events=low_asked + low_rest,
        method="Fisher's exact test, one-sided, of unhappy accounts among those asked; alarm below 0.01.",
        grade="C",
        diagnostics=(Diagnostic("the unhappy are asked too", float(tested.pvalue), passed=not alarm),),
        brief=not alarm,
        figures={
            "alarm": alarm,
            "p, one-sided": float(tested.pvalue),
            "false alarms to expect in a hundred such looks": 100 * ALARM,
        },
        beside=("reviews",),
    )
