"""What Harbor's CSMs brought: acts of every kind, each as far as it got by the morning the data were taken."""

from dataclasses import dataclass, replace
from datetime import date

from making import names
from making.book import YEARLY, Account, Book
from making.days import FIRST, QUARTERS, TAKEN, Quarter, later
from making.dice import Dice, on_workday
from making.staff import CSMS, JOINS, LEAVES, Leaning, employed, manager

Step = tuple[str, date]


@dataclass(frozen=True, slots=True)
class Act:
    """`person` is who is written down, `by` who it was; `tag` names a scripted act."""

    kind: str
    opened: date
    account: str
    contact: str
    person: str
    by: str
    steps: tuple[Step, ...]
    title: str
    channel: str = ""
    platform: str = ""
    amount: int | None = None
    currency: str = ""
    lead: str = ""
    stars: str = ""
    reason: str = ""
    url: str = ""
    tag: str = ""
    key: str = ""
    deal: str = ""

    def day(self, milestone: str) -> date | None:
        return dict(self.steps).get(milestone)


@dataclass(frozen=True, slots=True)
class Kind:
    """`tenths` acts in ten CSM-quarters; steps are (milestone, per cent that get there, days at least, at most)."""

    prefix: str
    tenths: int
    family: str
    steps: tuple[tuple[str, int, int, int], ...]
    ends: str = ""


def _story(agreed: int, slow: int) -> tuple[tuple[str, int, int, int], ...]:
    return (
        ("agreed", agreed, 1, 9),
        ("drafted", 90, 4 + slow, 14 + 2 * slow),
        ("approved", 86, 3 + slow, 12 + 2 * slow),
        ("published", 93, 2, 10 + slow),
    )


KINDS = {
    "referral": Kind(
        "ref",
        36,
        "referral",
        (
            ("submitted", 100, 0, 0),
            ("accepted", 80, 1, 6),
            ("demo", 76, 5, 24),
            ("opportunity", 64, 3, 16),
            ("won", 46, 14, 62),
            ("paid", 96, 20, 45),
        ),
        "lost",
    ),
    "review": Kind(
        "rev",
        68,
        "review",
        (("asked", 100, 0, 0), ("agreed", 64, 1, 9), ("submitted", 78, 2, 19), ("published", 88, 1, 7)),
    ),
    "reference_call": Kind(
        "call",
        36,
        "reference",
        (("asked", 100, 0, 0), ("agreed", 70, 1, 6), ("scheduled", 92, 1, 5), ("delivered", 91, 2, 15)),
    ),
    "csql": Kind(
        "csql",
        23,
        "lead",
        (
            ("logged", 100, 0, 0),
            ("accepted", 70, 1, 7),
            ("opportunity", 78, 3, 20),
            ("won", 54, 15, 75),
            ("paid", 96, 25, 50),
        ),
        "lost",
    ),
    "community_post": Kind("post", 18, "review", (("agreed", 90, 0, 4), ("delivered", 88, 1, 10))),
    "testimonial": Kind("tes", 15, "story", _story(72, 0)),
    "quote": Kind("quo", 14, "story", _story(80, -2)),
    "case_study": Kind("case", 9, "story", _story(62, 9)),
    "video": Kind("vid", 4, "story", _story(58, 12)),
    "blog": Kind("blog", 4, "story", _story(66, 3)),
    "whitepaper": Kind("paper", 2, "story", _story(60, 12)),
    "call_showcase": Kind("show", 9, "reference", (("agreed", 82, 1, 6), ("delivered", 90, 5, 30))),
    "cab_seat": Kind("cab", 4, "reference", (("agreed", 64, 2, 12), ("delivered", 86, 20, 60))),
    "co_presentation": Kind("stage", 4, "reference", (("agreed", 60, 2, 14), ("delivered", 84, 25, 70))),
    "earned_media": Kind("press", 4, "story", (("agreed", 58, 2, 12), ("delivered", 72, 7, 40))),
    "nomination": Kind("nom", 4, "reference", (("logged", 100, 0, 0), ("accepted", 70, 1, 9))),
}

# Per cent of the usual: the program is young in its first quarter and known by its last.
TREND = {"2025-Q1": 72, "2025-Q2": 88, "2025-Q3": 92, "2025-Q4": 100, "2026-Q1": 108, "2026-Q2": 114}
PLATFORMS = (("g2", "G2", 45), ("capterra", "Capterra", 35), ("trustradius", "TrustRadius", 20))
CHANNELS = ("call", "business review", "email", "visit", "in product")
REASONS = ("no budget this year", "too early", "already in the pipeline", "not the buyer")
WORKS = {
    "testimonial": (
        "{} in its own words",
        "{} on its busiest Sunday",
        "{} on month-end counts",
        "{} on training new staff",
    ),
    "quote": ("{} in one sentence", "A sentence from {}", "{} on deliveries"),
    "case_study": ("How {} buys, counts and cooks", "{} halves its food waste", "{} opens five kitchens in a year"),
    "video": ("A morning at {}", "Behind the counter at {}"),
    "blog": ("What {} learnt about waste", "Ordering at {}: before and after", "{} on supplier prices"),
    "whitepaper": ("{}: food cost before and after",),
    "call_showcase": ("{} shows its stock count", "{} shows its order sheet", "{} shows its waste log"),
    "cab_seat": ("{} joins the advisory board",),
    "co_presentation": ("On stage with {}", "{} at the spring meeting", "{} at the operators' day"),
    "earned_media": ("{} in the trade press", "{} in the local paper", "{} in a podcast"),
    "community_post": ("{} answers in the community", "{} shares a recipe sheet", "{} explains its count day"),
    "nomination": ("{} would speak for us",),
}


# What one customer does once a year at most.
RARE = {"case_study", "video", "whitepaper", "cab_seat", "co_presentation", "earned_media"}


class Asked:
    """Who was asked for what, so that who rested longest is asked next and nobody is filmed twice a year."""

    def __init__(self) -> None:
        self._last: dict[str, date] = {}
        self._rare: set[tuple[str, str, int]] = set()

    def fresh(self, kind: str, held: tuple[Account, ...], year: int) -> tuple[Account, ...]:
        return tuple(account for account in held if (kind, account.key, year) not in self._rare)

    def next(self, kind: str, account: Account, day: date) -> str:
        if kind in RARE:
            self._rare.add((kind, account.key, day.year))
        contact = min(account.contacts, key=lambda c: self._last.get(c.key, FIRST)).key
        self._last[contact] = day
        return contact


def acts(book: Book) -> list[Act]:
    """All acts but the scripted ones, in no order that matters."""
    asked, made = Asked(), []
    for quarter in QUARTERS:
        for person, leaning in CSMS.items():
            dice = Dice(f"acts {quarter.name} {person}")
            for kind in KINDS:
                for _ in range(dice.times(_tenths(kind, leaning, quarter, person))):
                    act = _act(dice, kind, _day(dice, quarter, person), (person, book, asked))
                    if act is not None:
                        made.append(act)
    return made


def _tenths(kind: str, leaning: Leaning, quarter: Quarter, person: str) -> int:
    """The usual number, in tenths, by who it is, when, and how much of the quarter she is there."""
    there = {("jun", "2025-Q1"): 0, ("jun", "2025-Q2"): 40, ("lee", "2026-Q2"): 45}.get((person, quarter.name), 100)
    lean: int = getattr(leaning, KINDS[kind].family)
    usual = KINDS[kind].tenths * lean
    return usual * TREND[quarter.name] * there // 1_000_000


def _day(dice: Dice, quarter: Quarter, person: str) -> date:
    start = max(quarter.start, JOINS) if person == "jun" else quarter.start
    end = min(quarter.end, LEAVES) if person == "lee" else quarter.end
    return dice.workday(start, max(end, later(start, 5)))


def _act(dice: Dice, kind: str, opened: date, who: tuple[str, Book, Asked]) -> Act | None:
    person, book, asked = who
    held = asked.fresh(kind, book.of(person, opened), opened.year)
    if not employed(person, opened) or not held:
        return None
    account = dice.weighted(held, [a.health * a.health for a in held])
    act = _dressed(dice, Act(kind, opened, account.key, asked.next(kind, account, opened), "", person, (), ""), account)
    steps, reached = walk(dice, kind, opened)
    ended, reason = _end(dice, kind, steps, reached)
    found = replace(
        act,
        steps=steps + ended,
        reason=reason,
        person=_submitter(dice, person, opened),
        channel=dice.pick(CHANNELS) if kind in {"referral", "review", "reference_call", "csql"} else "",
    )
    return _starred(dice, found)


def _starred(dice: Dice, act: Act) -> Act:
    """A review that was written has stars; nothing at Harbor is paid by them."""
    if act.kind != "review" or act.day("submitted") is None:
        return act
    return replace(act, stars=str(dice.weighted((5, 4, 3, 2), (52, 33, 11, 4))))


def walk(dice: Dice, kind: str, opened: date) -> tuple[tuple[Step, ...], int]:
    """The milestones reached one after the other, and how many of the kind's own they are."""
    day, steps = opened, []
    for milestone, per_cent, low, high in KINDS[kind].steps:
        if not dice.chance(per_cent):
            break
        day = on_workday(later(day, dice.middling(max(low, 0), high)))
        steps.append((milestone, day))
    return tuple(steps), len(steps)


def _end(dice: Dice, kind: str, steps: tuple[Step, ...], reached: int) -> tuple[tuple[Step, ...], str]:
    """How a lead came to its end, if it did and somebody said so."""
    days = dict(steps)
    if "won" in days:
        return (
            ((("churned", on_workday(later(days["won"], dice.between(50, 170)))),), "") if dice.chance(6) else ((), "")
        )
    if not KINDS[kind].ends or not steps:
        return (), ""
    if reached == 1 and kind == "csql":
        return (("rejected", on_workday(later(steps[-1][1], dice.between(2, 8)))),), dice.pick(REASONS)
    if dice.chance(84):
        return (("lost", on_workday(later(steps[-1][1], dice.middling(8, 58)))),), ""
    return (), ""


def _dressed(dice: Dice, act: Act, account: Account) -> Act:
    """With its title, and the amount, platform or lead that only this kind of act has."""
    match act.kind:
        case "referral":
            lead = f"{dice.pick(names.LEAD_FIRST)} {dice.pick(names.LEAD_LAST)}"
            return replace(act, title=f"{account.name} refers {lead}", lead=lead)
        case "review":
            platform, called, _ = dice.weighted(PLATFORMS, [share for _, _, share in PLATFORMS])
            return replace(act, title=f"{called} review by {account.name}", platform=platform)
        case "csql":
            more = max(1, account.size * dice.between(8, 26) // 100)
            words = "one more location" if more == 1 else f"{more} more locations"
            # Chains grow at their own price, everybody else at the list's.
            chain = account.segment == "enterprise"
            amount = more * account.arr // account.size if chain else more * YEARLY[account.currency]
            return replace(act, title=f"{account.name}: {words}", amount=amount, currency=account.currency)
        case "reference_call":
            return replace(act, title=f"{account.name} talks to a buyer")
        case _:
            return replace(act, title=dice.pick(WORKS[act.kind]).format(account.name))


def _submitter(dice: Dice, person: str, opened: date) -> str:
    """Nearly always who holds the account; now and then nobody wrote it down, or the manager logged it herself."""
    throw = dice.below(100)
    return "" if throw < 4 else manager(person, opened) if throw < 6 else person


def before(act: Act, day: date = TAKEN) -> Act:
    """The act as far as it had got before that day."""
    return replace(act, steps=tuple(step for step in act.steps if step[1] < day))
