"""What the studies read: spend and leads by channel, asks, goals, who was in which program, which deals met an act."""

from collections.abc import Iterable
from datetime import date, timedelta

from making.acts import Act
from making.book import Book
from making.days import FIRST, QUARTERS, TAKEN, Quarter, later
from making.deals import CHANNELS, Deal
from making.dice import Dice
from making.numbers import Row

# Kinds of act that begin with asking somebody.
ASKED = {"review", "reference_call", "testimonial", "case_study", "video", "cab_seat", "co_presentation"}
SPEND = {
    **{channel: spend for channel, (*_, spend) in CHANNELS.items()},
    # The program itself: a tool for tracking, and the hours of whoever runs it.
    "referral": {"tools": 600, "people": 1900},
}
GOALS = (
    "Food cost below 30 %",
    "Month-end count in one evening",
    "All suppliers ordered through Harbor",
    "Waste log in every kitchen",
    "New locations live within a week",
    "Recipes costed before the menu changes",
)


def channels(deals: list[Deal]) -> Iterable[Row]:
    """channel, period, spend, currency, kind, leads, demos, wins, revenue: counts stand on each channel's first row."""
    for quarter in QUARTERS:
        dice = Dice(f"spend {quarter.name}")
        for channel, spend in SPEND.items():
            for place, (kind, usual) in enumerate(spend.items()):
                amount = usual * dice.middling(88, 114) // 100
                counted = _counted(deals, channel, quarter) if place == 0 else ("", "", "", "")
                yield channel, quarter.name, f"{amount}.00", "USD", kind, *counted


def _counted(deals: list[Deal], channel: str, quarter: Quarter) -> Row:
    """Leads, demos and wins on their own days in the quarter; revenue in dollars, euros taken as 1.1."""

    def inside(day: date | None) -> bool:
        return day is not None and quarter.start <= day < quarter.end

    of = [deal for deal in deals if deal.channel == channel]
    won = [deal for deal in of if inside(deal.won)]
    revenue = sum(deal.amount * (11 if deal.currency == "EUR" else 10) // 10 for deal in won)
    return (
        sum(inside(deal.created) for deal in of),
        sum(inside(deal.demo) for deal in of),
        len(won),
        f"{revenue}.00",
    )


def deal_rows(deals: list[Deal], acts: list[Act]) -> Iterable[Row]:
    """key, created_on, account, channel, demo_on, won_on, lost_on, amount, currency, units, activity, person, told"""
    for deal in deals:
        yield (
            deal.key,
            deal.created,
            deal.account,
            deal.channel,
            deal.demo or "",
            deal.won or "",
            deal.lost or "",
            f"{deal.amount}.00",
            deal.currency,
            deal.units,
            acts[deal.act].key if deal.act is not None else "",
            deal.person,
            deal.told,
        )


def exposures(acts: list[Act]) -> Iterable[Row]:
    """deal, activity, on, stage: the reference calls a buyer heard."""
    for act in acts:
        if act.kind == "reference_call" and act.deal and act.day("delivered"):
            yield act.deal, act.key, act.day("delivered"), "opportunity"


def asks(acts: list[Act]) -> Iterable[Row]:
    """key, account, contact, kind, on, by, outcome, eligible: eligible means 60 days of rest since the last ask."""
    dice, last, number = Dice("asks"), dict[str, date](), 0
    for act in acts:
        if act.kind not in ASKED:
            continue
        number += 1
        rested = act.opened - last.get(act.contact, FIRST - timedelta(days=90)) >= timedelta(days=60)
        last[act.contact] = act.opened
        outcome = "yes" if act.day("agreed") else "no" if dice.chance(55) else ""
        yield f"ask-{number:04}", act.account, act.contact, act.kind, act.opened, act.by, outcome, str(rested).lower()


def goals(book: Book) -> Iterable[Row]:
    """account, title, due, reached_on"""
    for account in book.accounts:
        dice = Dice(f"goal {account.key}")
        if dice.chance(58):
            due = later(max(account.since, FIRST), dice.between(90, 500))
            reached = later(due, dice.between(-40, 45)) if dice.chance(account.health) else None
            yield account.key, dice.pick(GOALS), due, reached if reached and reached < TAKEN else ""


PROGRAMS = (
    # program, person, team, from, to, amount, arm
    *(
        ("referral-bounty", "", team, "2025-01-01", "2026-01-01", "100.00", "start")
        for team in ("coast", "grove", "summit", "europe")
    ),
    *(
        ("referral-bounty", "", team, "2026-01-01", "2027-01-01", "125.00", "raised")
        for team in ("coast", "grove", "summit", "europe")
    ),
    ("spring-media", "", "grove", "2026-04-01", "2026-07-01", "150.00", "treated"),
    ("spring-media", "", "summit", "2026-04-01", "2026-07-01", "150.00", "treated"),
)


def account_metrics(numbers: dict[tuple[str, str], tuple[int, int]]) -> Iterable[Row]:
    """account, metric, period, value, weight: weight is how many locations or answers stand behind the value"""
    for (account, period), (adoption, nps) in numbers.items():
        yield account, "adoption", period, f"0.{adoption:03}", ""
        yield account, "nps", period, nps, len(account) % 7 + 3
