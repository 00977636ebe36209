from collections.abc import Iterator

from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import Offer, together
from plaudit.plans.checks.subject import Subject
from plaudit.plans.incentive import Span


def find(subject: Subject) -> Iterator[Remark]:
    prizes = [offer for offer in subject.offers if _is_prize(offer)]
    if prizes and subject.american:
        yield Remark(
            "",
            f"There are prizes, gifts or SPIFFs ({together(prizes)}). For anybody covered who is eligible for overtime "
            "they are part of the regular rate of pay, merchandise at its cost.",
            "Confirm that everybody covered is exempt, or send payroll the days over which each prize was earned.",
        )


def _is_prize(offer: Offer) -> bool:
    gifts = any(award.gift is not None for award in offer.promise.awards)
    spiff = offer.pays and isinstance(offer.incentive.window, Span)
    return gifts or spiff or any(prizes for _, prizes in offer.brackets)


CHECK = Check(
    code="prize-and-overtime",
    severity="warn",
    about="Prizes for work are part of the regular rate of pay from which overtime is calculated. Asked of plans "
    "that pay US dollars or keep American time.",
    cites="R14; 29 CFR 778.331; 29 CFR 778.208-211",
    dated="2026-11",
    jurisdiction="US",
    find=find,
)
