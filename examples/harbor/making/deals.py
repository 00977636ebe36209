"""The sales pipeline: what came of the referrals and leads, and the deals that came by other channels."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from making import script
from making.acts import Act
from making.book import YEARLY, Book
from making.days import QUARTERS, TAKEN, later
from making.dice import Dice, on_workday

# Channel: leads a quarter, per cent that come to a demo, per cent of demos won, locations at least and most, spend
# a quarter in whole dollars on media, tools and people.
CHANNELS: dict[str, tuple[int, int, int, tuple[int, int], dict[str, int]]] = {
    "paid_search": (30, 40, 25, (1, 6), {"media": 4300, "people": 1200}),
    "capterra": (20, 47, 30, (1, 7), {"media": 3100, "people": 700}),
    "webinar": (16, 36, 25, (2, 9), {"media": 600, "tools": 400, "people": 1700}),
    "partner": (10, 52, 32, (3, 14), {"people": 2900}),
    "outbound": (30, 23, 22, (4, 16), {"tools": 900, "people": 6300}),
    "organic": (21, 50, 29, (1, 6), {"people": 2500}),
}


@dataclass(frozen=True, slots=True)
class Deal:
    created: date
    channel: str
    demo: date | None
    won: date | None
    lost: date | None
    units: int
    amount: int
    currency: str
    told: str
    account: str = ""
    act: int | None = None
    person: str = ""
    key: str = ""

    def open_on(self, day: date) -> bool:
        """After its demo and not yet decided."""
        decided = self.won or self.lost
        return self.demo is not None and self.demo <= day and (decided is None or day < decided)


def deals(book: Book, acts: list[Act]) -> tuple[list[Deal], list[Act]]:
    """All deals by the day they began, and the acts with the deal that each belongs to."""
    made = [*_from_acts(book, acts), *_from_channels()]
    # Acts come in their own order, which the sort keeps.
    made.sort(key=lambda deal: (deal.created, deal.channel, deal.amount, deal.units))
    keyed = [replace(deal, key=f"deal-{number:04}") for number, deal in enumerate(made, 1)]
    of_act = {deal.act: deal.key for deal in keyed if deal.act is not None}
    linked = [replace(act, deal=of_act.get(place, "")) for place, act in enumerate(acts)]
    return keyed, _supporting(linked, keyed)


def _from_acts(book: Book, acts: list[Act]) -> Iterable[Deal]:
    dice = Dice("deals of acts")
    accounts = {account.key: account for account in book.accounts}
    for place, act in enumerate(acts):
        if act.kind not in {"referral", "csql"} or act.day("accepted") is None:
            continue
        account = accounts[act.account]
        amount = amount_known(act)
        units = max(1, amount * account.size // account.arr) if amount is not None else dice.between(1, 12)
        yield Deal(
            created=act.opened,
            channel="referral" if act.kind == "referral" else "csql",
            demo=act.day("demo") if act.kind == "referral" else act.day("opportunity"),
            won=act.day("won"),
            lost=act.day("lost"),
            units=units,
            amount=amount if amount is not None else units * YEARLY[account.currency],
            currency=account.currency,
            told=_told(dice, act.opened),
            account=act.account if act.kind == "csql" else "",
            act=place,
            person=act.by,
        )


def amount_known(act: Act) -> int | None:
    """What the pipeline knows, with a correction that came later."""
    return script.CORRECTED[act.tag][0] if act.tag in script.CORRECTED else act.amount


def _from_channels() -> Iterable[Deal]:
    for quarter in QUARTERS:
        for channel, (leads, demos, wins, (low, high), _) in CHANNELS.items():
            dice = Dice(f"deals {quarter.name} {channel}")
            for _ in range(dice.times(leads * 10)):
                created = dice.workday(quarter.start, quarter.end)
                demo = on_workday(later(created, dice.middling(3, 26))) if dice.chance(demos) else None
                won = on_workday(later(demo, dice.middling(18, 84))) if demo and dice.chance(wins) else None
                lost = on_workday(later(demo or created, dice.middling(6, 70))) if not won and dice.chance(78) else None
                currency = "EUR" if dice.chance(22) else "USD"
                units = dice.between(low, high)
                yield Deal(
                    created=created,
                    channel=channel,
                    demo=_known(demo),
                    won=_known(won),
                    lost=_known(lost),
                    units=units,
                    amount=units * YEARLY[currency],
                    currency=currency,
                    told=_told(dice, created),
                )


def _known(day: date | None) -> date | None:
    return day if day is not None and day < TAKEN else None


def _told(dice: Dice, created: date) -> str:
    """When the channel was written down: nearly always the same day."""
    day = min(later(created, dice.weighted((0, 1, 12), (88, 9, 3))), later(TAKEN, -1))
    return f"{day}T{dice.between(13, 21):02}:{dice.below(60):02}:00Z"


def _supporting(acts: list[Act], deals: list[Deal]) -> list[Act]:
    """Gives each reference call held the deal of a buyer who was deciding on that day."""
    dice = Dice("calls for deals")
    found = []
    for act in acts:
        held = act.day("delivered") if act.kind == "reference_call" else None
        open_then = [deal.key for deal in deals if held is not None and deal.open_on(held) and deal.channel != "csql"]
        found.append(replace(act, deal=dice.pick(open_then)) if open_then else act)
    return found
