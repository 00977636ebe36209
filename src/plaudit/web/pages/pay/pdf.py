"""What to pay on one sheet of paper, for those who decide on the money: the same bytes for the same answer."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plaudit.evidence.answer import MEANINGS
from plaudit.evidence.site.draft import recommended
from plaudit.web.components import locale
from plaudit.web.components.chart import FONT
from plaudit.web.components.ranges import Ranges, svg
from plaudit.web.components.typeset import typeset
from plaudit.web.pages.evidence.answers import grouped, plainly
from plaudit.web.pages.evidence.pictures import figures, of_group

LAYOUT = Path(__file__).with_name("page.typ")
# A family that the compiler brings: those of a machine would change the bytes.
OWN_FONT = "Libertinus Serif"
# More of a kind would not fit on one sheet.
MOST = 5
NAMES = ("Start with", "Expect, once more is known", "At most, as things stand")


def pdf(told: Mapping[str, Any], settings: Mapping[str, str]) -> bytes:
    return typeset(LAYOUT, _told(told, settings))


def _told(told: Mapping[str, Any], settings: Mapping[str, str]) -> dict[str, Any]:
    said = recommended(told, settings)
    groups = grouped(told)
    limits = dict.fromkeys(limit for answer in told["answers"] for limit in answer["assumptions"])
    return {
        "event": f"A {said.channel.replace('_', ' ')} that gets to {said.event}",
        "amounts": [
            {"name": name, "amount": "" if amount is None else f"{locale.quantity(amount)} {said.currency}"}
            for name, amount in zip(NAMES, (said.start, said.expected, said.ceiling), strict=True)
        ],
        "says": [answer["says"] for answer in told["answers"]][:MOST],
        "missing": [plainly(f"{each['what_is_missing']} {_least(each)}") for each in told["refusals"]],
        "picture": _svg(of_group(groups["g0"])) if groups else "",
        "beside": [{"title": title, "picture": _svg(drawn)} for title, drawn in figures(told)][:2],
        "grade": "" if said.grade is None else f"Grade {said.grade}: {MEANINGS[said.grade]}.",
        "limits": list(limits),
        "published": [
            f"{each['number']} ({each['population']}; {each['source']})" for each in told["published"][:MOST]
        ],
        "foot": _foot(told),
    }


def _svg(ranges: Ranges) -> str:
    return svg(ranges, "light").replace(FONT, OWN_FONT)


def _least(refusal: Mapping[str, str]) -> str:
    return f"Enough would be: {refusal['smallest_addition_that_would_suffice']}"


def _foot(told: Mapping[str, Any]) -> str:
    return f"Facts: {told['answers'][0]['inputs_hash']}, seed {told['answers'][0]['seed']}." if told["answers"] else ""
