"""Patterns are seen where they are, and silence is kept where there are none."""

import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest

from plaudit.evidence.tests.folders import asked, written

ROOT = Path(__file__).parents[4]
MAVEN = ROOT / "tests" / "oracle" / "published" / "maven_deals.csv.gz"
HARBOR = ROOT / "examples" / "harbor" / "data"


def reviews(*days: date, person: str = "ada") -> str:
    rows = [f"r-{person}-{place},review,{day},{person}\n" for place, day in enumerate(days)]
    return "key,kind,opened_on,person\n" + "".join(rows)


def every(first: date, count: int, step: int) -> list[date]:
    return [first + timedelta(place * step) for place in range(count)]


def test_maven_stays_silent(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_bytes(gzip.decompress(MAVEN.read_bytes()))
    said = asked("gaming", tmp_path).answers["quarter-end: deals closed"]

    assert (said.events, said.n) == (853, 6711)
    assert said.figures["share of days"] == pytest.approx(0.130719, abs=1e-6)
    assert said.figures["p, two-sided"] == pytest.approx(0.3947447, rel=1e-4)
    assert said.figures["alarm"] is False
    assert said.figures["patterns by person, to ask about"] == []


def test_a_rush_at_the_end_of_the_quarter_is_seen(tmp_path: Path) -> None:
    calm = every(date(2025, 1, 1), 60, 3)
    rush = every(date(2025, 3, 22), 10, 1) * 3
    said = asked("gaming", written(tmp_path, activities=reviews(*calm, *rush))).answers["quarter-end: review"]

    assert said.figures["alarm"] is True
    assert "more than chance brings" in said.says
    assert said.figures["patterns by person, to ask about"] != []


@pytest.mark.parametrize(("count", "codes"), [(30, []), (29, ["events-too-few"])])
def test_a_pattern_needs_thirty_events(tmp_path: Path, count: int, codes: list[str]) -> None:
    said = asked("gaming", written(tmp_path, activities=reviews(*every(date(2025, 1, 1), count, 5))))

    assert [each.code for name, each in said.refusals.items() if name == "quarter-end: review"] == codes


def test_a_pattern_needs_a_quarter_end(tmp_path: Path) -> None:
    said = asked("gaming", written(tmp_path, activities=reviews(*every(date(2025, 1, 6), 30, 1))))

    assert said.refusals["quarter-end: review"].code == "quarter-end-unseen"


def test_too_many_who_stop_on_the_threshold_are_seen(tmp_path: Path) -> None:
    # Forty people, a quarter each: most stop at five, nobody at four.
    counts = [1, 2, 3, 6, 7] * 3 + [5] * 25
    rows = [
        f"r-{person}-{place},review,{date(2025, 1, 2) + timedelta(place * 7)},p{person}\n"
        for person, count in enumerate(counts)
        for place in range(count)
    ]
    folder = written(tmp_path, activities="key,kind,opened_on,person\n" + "".join(rows))
    said = asked("gaming", folder, "threshold=5").answers["threshold: review"]

    assert said.figures["alarm"] is True
    assert (said.figures["at the threshold"], said.figures["one below"]) == (25, 0)


@pytest.mark.parametrize("most", [5, 40])
def test_a_threshold_that_nobody_nears_from_above_is_answered(tmp_path: Path, most: int) -> None:
    # Two hundred people whom the threshold of five stops or who never came near it, and twenty far above.
    counts = [4] * 90 + [5] * 110 + [most] * 20
    rows = [
        f"r-{person}-{place},review,{date(2025, 1, 2) + timedelta(place)},p{person}\n"
        for person, count in enumerate(counts)
        for place in range(count)
    ]
    folder = written(tmp_path, activities="key,kind,opened_on,person\n" + "".join(rows))
    said = asked("gaming", folder, "threshold=5").answers["threshold: review"]

    assert said.figures["one below"] == 90
    assert isinstance(said.figures["excess by a smooth curve"], float)


@pytest.mark.parametrize(("asked_low", "alarm"), [(20, "quiet"), (0, "alarm")])
def test_reviews_asked_of_the_happy_alone_are_seen(tmp_path: Path, asked_low: int, alarm: str) -> None:
    # Of a hundred accounts forty are unhappy; fifty are asked.
    accounts = [f"a{place}" for place in range(100)]
    chosen = accounts[:asked_low] + accounts[40 : 90 - asked_low]
    metrics = "".join(f"{name},nps,2025-Q1,{-20 if place < 40 else 30}\n" for place, name in enumerate(accounts))
    asks = "".join(f"k-{name},{name},review,2025-02-01,ada\n" for name in chosen)
    folder = written(
        tmp_path,
        account_metrics="account,metric,period,value\n" + metrics,
        asks="key,account,kind,on,by\n" + asks,
    )
    assert asked("gaming", folder).answers["review gate"].figures["alarm"] is (alarm == "alarm")


@pytest.mark.parametrize(
    ("count", "others", "smallest"),
    [
        (30, 1, None),
        (29, 1, "1 more account asked."),
        (30, 0, "1 account with an nps that was not asked."),
        (28, 0, "2 more accounts asked and 1 account with an nps that was not asked."),
    ],
)
def test_a_gate_needs_thirty_asked_and_one_that_was_not(
    tmp_path: Path, count: int, others: int, smallest: str | None
) -> None:
    metrics = "".join(f"a{place},nps,2025-Q1,{place}\n" for place in range(count + others))
    asks = "".join(f"k{place},a{place},review,2025-02-01,ada\n" for place in range(count))
    folder = written(
        tmp_path, account_metrics="account,metric,period,value\n" + metrics, asks="key,account,kind,on,by\n" + asks
    )
    refused = asked("gaming", folder).refusals.get("review gate")
    assert (None if refused is None else (refused.code, refused.smallest)) == (smallest and ("asks-too-few", smallest))


def test_every_signal_says_how_often_it_is_false() -> None:
    said = asked("gaming", HARBOR, "threshold=5").answers
    signals = {name: each.figures for name, each in said.items() if "alarm" in each.figures}

    assert {"quarter-end: review", "threshold: review", "quality: leads of the last days", "review gate"} <= set(
        signals
    )
    assert {each["false alarms to expect in a hundred such looks"] for each in signals.values()} == {1.0}


def test_a_lead_older_than_its_referral_is_named(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        activities="key,kind,opened_on,person\nref-1,referral,2025-02-01,ada\nref-2,referral,2025-02-01,ada\n",
        deals="key,created_on,activity\nd1,2025-01-20,ref-1\nd2,2025-02-01,ref-2\n",
    )
    assert asked("gaming", folder).answers["identity"].figures["to look at"] == [
        {"rule": "lead created before the referral", "activity": "ref-1", "deal": "d1"}
    ]


REFERRED = "key,kind,opened_on,account,person\nref-1,referral,2025-02-01,oak,ada\n"
PIPELINE = "the referred account was in the pipeline"
ONE_DOMAIN = "both accounts have addresses of one domain"


@pytest.mark.parametrize(
    ("before", "rules"),
    [
        # Another deal of the account that is open, that was lost on the very day, and that was lost the day before.
        ("elm,2025-01-31,", [PIPELINE]),
        ("elm,2025-01-31,2025-02-01", [PIPELINE]),
        ("elm,2025-01-01,2025-01-31", []),
        ("elm,2025-02-01,", []),
        ("ash,2025-01-31,", []),
    ],
)
def test_who_was_in_the_pipeline_is_not_referred(tmp_path: Path, before: str, rules: list[str]) -> None:
    folder = written(
        tmp_path,
        accounts="key,name\noak,Oak\nelm,Elm\nash,Ash\n",
        activities=REFERRED,
        deals=f"key,activity,account,created_on,lost_on\nd1,ref-1,elm,2025-02-02,\nd2,,{before}\n",
    )
    found = asked("gaming", folder).answers["identity"].figures["to look at"]

    assert found == [{"rule": rule, "activity": "ref-1", "deal": "d1"} for rule in rules]


@pytest.mark.parametrize(
    ("addresses", "rules"),
    [
        (("bo@Corner.example", "cy@corner.example"), [ONE_DOMAIN]),
        (("bo@corner.example", "cy@elm.example"), []),
        (("bo@gmail.com", "cy@gmail.com"), []),
        (("", "nobody"), []),
    ],
)
def test_two_accounts_of_one_house_are_named(tmp_path: Path, addresses: tuple[str, str], rules: list[str]) -> None:
    folder = written(
        tmp_path,
        accounts="key,name\noak,Oak\nelm,Elm\n",
        contacts=f"key,account,name,email\nbo,oak,Bo,{addresses[0]}\ncy,elm,Cy,{addresses[1]}\n",
        activities=REFERRED,
        deals="key,activity,account,created_on\nd1,ref-1,elm,2025-02-02\n",
    )
    found = asked("gaming", folder).answers["identity"].figures["to look at"]

    assert found == [{"rule": rule, "activity": "ref-1", "deal": "d1"} for rule in rules]


CONTACTS = "key,account,name,email\nbo,oak,Bo,bo@oak.example\ncy,oak,Cy,cy@Harbor.example\ndi,oak,Di,di@rival.example\n"


@pytest.mark.parametrize(
    ("given", "rejected"),
    [
        ((), [("an address of our own", "r2", "harbor.example")]),
        (
            ("competitors=Rival.example",),
            [("an address of our own", "r2", "harbor.example"), ("an address of a competitor", "r3", "rival.example")],
        ),
    ],
)
def test_reviews_of_our_own_and_of_competitors_are_named(
    tmp_path: Path, given: tuple[str, ...], rejected: list[tuple[str, str, str]]
) -> None:
    folder = written(
        tmp_path,
        people="key,name,role,email\nada,Ada,csm,ada@harbor.example\n",
        accounts="key,name\noak,Oak\n",
        contacts=CONTACTS,
        activities="key,kind,opened_on,contact\nr1,review,2025-02-01,bo\nr2,review,2025-02-01,cy\n"
        "r3,review,2025-02-01,di\nq4,quote,2025-02-01,cy\n",
    )
    said = asked("gaming", folder, *given).answers["reviewers"]

    assert said.n == 3
    assert said.figures["to look at"] == [
        {"rule": rule, "activity": activity, "address": address} for rule, activity, address in rejected
    ]


@pytest.mark.parametrize(
    ("address", "given", "rejected"),
    [
        # One of us writes from a public domain; one from our company's own, which somebody calls a competitor's too.
        ("ada@gmail.com", (), []),
        ("ada@rival.example", ("competitors=rival.example",), ["an address of our own"]),
    ],
)
def test_a_review_is_rejected_once_and_never_for_a_public_domain(
    tmp_path: Path, address: str, given: tuple[str, ...], rejected: list[str]
) -> None:
    folder = written(
        tmp_path,
        people=f"key,name,role,email\nada,Ada,csm,{address}\n",
        accounts="key,name\noak,Oak\n",
        contacts="key,account,name,email\nbo,oak,Bo,bo@gmail.com\ndi,oak,Di,di@rival.example\n",
        activities="key,kind,opened_on,contact\nr1,review,2025-02-01,bo\nr3,review,2025-02-01,di\n",
    )
    found = asked("gaming", folder, *given).answers["reviewers"].figures["to look at"]

    assert found == [{"rule": rule, "activity": "r3", "address": "rival.example"} for rule in rejected]


def test_without_a_reviewer_it_says_what_would_do(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        people="key,name,role,email\nada,Ada,csm,ada@harbor.example\n",
        accounts="key,name\noak,Oak\n",
        contacts=CONTACTS,
        activities="key,kind,opened_on,contact\nr1,review,2025-02-01,\n",
    )
    assert asked("gaming", folder).refusals["reviewers"].code == "reviewers-unknown"


def test_without_addresses_it_says_where_to_write_them(tmp_path: Path) -> None:
    said = asked("gaming", written(tmp_path, activities=reviews(date(2025, 2, 1))))

    assert said.refusals["reviewers"].code == "addresses-missing"


@pytest.mark.parametrize(("together", "loud"), [(3, []), (4, [{"day": "2025-06-01", "reviews": 4}])])
def test_a_day_with_more_reviews_than_chance_brings_is_shown(tmp_path: Path, together: int, loud: list[object]) -> None:
    # 301 days: 301 times the binomial tail of 3 of 34 is 0.061, of 4 of 35 it is 0.0018.
    calm = every(date(2025, 1, 1), 31, 10)
    said = asked("gaming", written(tmp_path, activities=reviews(*calm, *[date(2025, 6, 1)] * together)))
    shown = said.answers["bursts of reviews"].figures["days to look at"]

    assert isinstance(shown, list)
    assert [{"day": each["day"], "reviews": each["reviews"]} for each in shown if isinstance(each, dict)] == loud


@pytest.mark.parametrize(("count", "codes"), [(30, []), (29, ["events-too-few"])])
def test_a_burst_needs_thirty_reviews(tmp_path: Path, count: int, codes: list[str]) -> None:
    said = asked("gaming", written(tmp_path, activities=reviews(*every(date(2025, 1, 1), count, 5))))

    assert [each.code for name, each in said.refusals.items() if name == "bursts of reviews"] == codes


def test_reviews_from_one_place_on_one_day_are_shown(tmp_path: Path) -> None:
    days = every(date(2025, 1, 1), 30, 5)
    rows = "".join(f"r{place},review,{day},192.0.2.{place}\n" for place, day in enumerate(days))
    again = f"s1,review,{days[3]},192.0.2.3\ns2,review,{days[4]},192.0.2.3\n"
    said = asked("gaming", written(tmp_path, activities=f"key,kind,opened_on,ip\n{rows}{again}"))

    assert said.answers["bursts of reviews"].figures["from one place"] == [
        {"place": 1, "day": "2025-01-16", "activities": "r3, s1"}
    ]


SAID = "We cut the time to close our books from nine days to two and the team sleeps again"


@pytest.mark.parametrize(
    ("other", "pairs"),
    [
        # Eighteen words are fourteen runs. One word changed leaves 13 of 15 shared, three 11 of 17, four 10 of 18.
        (SAID.replace("again", "now"), 1),
        (SAID.replace("team sleeps again", "staff is glad"), 1),
        (SAID.replace("the team sleeps again", "all staff are glad"), 0),
        ("Great product", 0),
    ],
)
def test_reviews_that_say_the_same_are_shown(tmp_path: Path, other: str, pairs: int) -> None:
    rows = f"r1,review,2025-02-01,{SAID}\nr2,review,2025-02-03,{other}\nr3,review,2025-02-03,Great product\n"
    found = asked("gaming", written(tmp_path, activities=f"key,kind,opened_on,text\n{rows}"))

    assert found.answers["texts that are alike"].point == pairs


def test_without_texts_it_says_where_to_write_them(tmp_path: Path) -> None:
    said = asked("gaming", written(tmp_path, activities=reviews(date(2025, 2, 1))))

    assert said.refusals["texts that are alike"].code == "texts-missing"
