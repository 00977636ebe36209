"""Both readings of a step, which the sentence `150 past five` leaves open."""

from fractions import Fraction

from plaudit.evidence.answer import Answer, Diagnostic, Figure
from plaudit.evidence.question import Question
from plaudit.evidence.recommended import in_minor, of_minor
from plaudit.values.curve_of import Tier, graduated, volume
from plaudit.values.money import MoneyUnreadable
from plaudit.values.refused import Refused

UNIT = 1_000_000


def tiers(question: Question, currency: str | None) -> Answer:
    parts = question.named("tiers")
    paid = currency if currency is not None else "USD"
    try:
        upto, below, above = int(parts[0]), in_minor(parts[1], paid), in_minor(parts[2], paid)
    except (IndexError, ValueError, MoneyUnreadable) as wrong:
        raise Refused("setting-unreadable", "--set tiers=5,100,150: up to five at 100 each, then 150.") from wrong
    steps = (
        Tier(Fraction(upto), inclusive=True, rate=Fraction(below)),
        Tier(None, inclusive=True, rate=Fraction(above)),
    )
    readings = {"graduated": graduated(steps), "volume": volume(steps)}
    rows: list[Figure] = [
        {"events": n, **{name: of_minor(curve.pays(n * UNIT), paid) for name, curve in readings.items()}}
        for n in (upto - 1, upto, upto + 1, upto + 3)
        if n > 0
    ]
    jump = readings["volume"].pays((upto + 1) * UNIT) - readings["volume"].pays(upto * UNIT)
    return Answer(
        name="amount: both readings of the step",
        says=f"Event {upto + 1} pays {of_minor(above, paid)} if only what is past the step earns more (graduated), and "
        f"{of_minor(jump, paid)} if all do (volume): a cliff that invites waiting and splitting.",
        unit="money",
        point=None,
        interval80=None,
        interval95=None,
        method="The curves that the engine pays by.",
        grade="E",
        currency=paid,
        diagnostics=(
            Diagnostic("times the usual amount that one event pays", jump / max(above, 1), passed=jump <= above),
        ),
        figures={"pays": rows},
    )
