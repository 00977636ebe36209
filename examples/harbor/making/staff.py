"""Who works at Harbor, in which team and until when."""

from dataclasses import dataclass
from datetime import date

PEOPLE = """\
key,name,role,email,team,manager,pay_currency,starts_on,ends_on
ada,Ada Okafor,csm,ada.okafor@harbor.example,grove,mo,USD,2022-03-07,
ben,Ben Lindt,csm,ben.lindt@harbor.example,grove,mo,USD,2023-01-16,
cleo,Cleo Marchetti,csm,cleo.marchetti@harbor.example,coast,mo,USD,2021-09-13,
dev,Dev Raman,csm,dev.raman@harbor.example,summit,mo,USD,2020-06-01,
elif,Elif Aydın,csm,elif.aydin@harbor.example,europe,rosa,EUR,2022-10-03,
femi,Femi Adeyemi,csm,femi.adeyemi@harbor.example,grove,mo,USD,2024-02-05,
gus,Gus Halloran,csm,gus.halloran@harbor.example,coast,mo,USD,2023-05-08,
hana,Hana Sato,csm,hana.sato@harbor.example,grove,mo,USD,2023-02-06,
ines,Inês Carvalho,csm,ines.carvalho@harbor.example,europe,rosa,EUR,2021-04-12,
jun,Jun Park,csm,jun.park@harbor.example,coast,mo,USD,2025-05-12,
lee,Lee Tanaka,csm,lee.tanaka@harbor.example,coast,mo,USD,2022-08-15,2026-05-15
orla,Orla Byrne,csm,orla.byrne@harbor.example,summit,mo,USD,2021-11-01,
mo,Mo Haddad,manager,mo.haddad@harbor.example,americas,,USD,2019-08-05,
rosa,Rosa Vidal,manager,rosa.vidal@harbor.example,europe,,EUR,2020-02-03,
pia,Pia Lindqvist,operations,pia.lindqvist@harbor.example,operations,,USD,2021-01-11,
fay,Fay Moreau,finance,fay.moreau@harbor.example,finance,,USD,2018-10-01,
kim,Kim Duarte,marketing,kim.duarte@harbor.example,marketing,,USD,2022-05-02,
zed,Zed Novak,engineering,zed.novak@harbor.example,platform,,USD,2023-09-04,
"""  # noqa: RUF001  # her name is written so

# Hana moves to the Lisbon office: another team, another manager, another currency.
MOVE = date(2025, 10, 1)
POSITIONS = """\
person,role,from,to,team,manager,pay_currency
hana,csm,2023-02-06,2025-10-01,grove,mo,USD
hana,csm,2025-10-01,,europe,rosa,EUR
"""

JOINS = date(2025, 5, 12)
LEAVES = date(2026, 5, 15)


@dataclass(frozen=True, slots=True)
class Leaning:
    """How much of each family of acts a CSM brings, in per cent of the usual."""

    referral: int
    review: int
    reference: int
    story: int
    lead: int


CSMS = {
    "ada": Leaning(referral=170, review=90, reference=110, story=120, lead=100),
    "ben": Leaning(referral=110, review=150, reference=90, story=80, lead=110),
    "cleo": Leaning(referral=120, review=140, reference=70, story=70, lead=90),
    "dev": Leaning(referral=60, review=60, reference=170, story=140, lead=160),
    "elif": Leaning(referral=100, review=110, reference=110, story=110, lead=90),
    "femi": Leaning(referral=80, review=100, reference=90, story=90, lead=100),
    "gus": Leaning(referral=90, review=100, reference=60, story=50, lead=70),
    "hana": Leaning(referral=90, review=90, reference=120, story=150, lead=110),
    "ines": Leaning(referral=110, review=80, reference=130, story=100, lead=110),
    "jun": Leaning(referral=100, review=120, reference=60, story=60, lead=80),
    "lee": Leaning(referral=110, review=80, reference=80, story=80, lead=80),
    "orla": Leaning(referral=70, review=50, reference=150, story=120, lead=140),
}


def employed(person: str, day: date) -> bool:
    return not (person == "jun" and day < JOINS) and not (person == "lee" and day > LEAVES)


def manager(person: str, day: date) -> str:
    return "rosa" if person in {"elif", "ines"} or (person == "hana" and day >= MOVE) else "mo"
