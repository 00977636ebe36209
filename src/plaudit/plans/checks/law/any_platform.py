from collections.abc import Iterator

from plaudit.plans.checks.endorsement import asked_for
from plaudit.plans.checks.finding import Check, Remark
from plaudit.plans.checks.offer import together
from plaudit.plans.checks.subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    anywhere = [offer for offer in subject.paying if "review" in offer.kinds and not asked_for(offer, "platform")]
    if anywhere:
        yield Remark(
            "",
            f"Reviews on every platform count for {together(anywhere)}, so on Gartner Peer Insights too, where "
            "paying for an identified review is forbidden.",
            "Name the platforms that count: `where: {platform: [g2, capterra, trustradius]}`.",
        )


CHECK = Check(
    code="any-platform",
    severity="info",
    about="Reviews that pay wherever they are written. Platforms differ in what they allow; Gartner Peer Insights "
    "allows no payout that is keyed to a reviewer.",
    cites="R06; Gartner Peer Insights incentives FAQ",
    dated="2026-11",
    jurisdiction="platform",
    find=find,
)
