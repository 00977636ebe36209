"""Giving an account to other holders from a day on: later facts; who held it before that day stays."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from plaudit.customers.models import Account, Holding
from plaudit.people.arrive import arrive
from plaudit.people.journal import journal
from plaudit.people.models import Arrival, Employment
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused


def hold(account: Account, shares: Mapping[str, str], starts: date, *, by: str, at: datetime) -> Arrival:
    """Until the next day from which holders are recorded already; call it in a transaction.

    `shares` are by person, as they are written: 1/3. Nobody at all may hold an account.
    """
    held = list(standing(Holding).filter(account=account))
    _may(shares, held, starts, by)
    arrival = arrive("settings", by=by, at=at)
    until = min((each.starts for each in held if each.starts > starts), default=None)
    for each in held:
        if each.starts <= starts and (each.ends is None or each.ends > starts):
            _cut(each, (starts, until), arrival, replaced=each.person_id in shares)
    for person, share in shares.items():
        _record(account, person, share, (starts, until), arrival)
    said = ", ".join(f"{person} {share}" for person, share in sorted(shares.items()))
    journal("gave-account", f"account {account.key}", by=by, at=at, starts=str(starts), holders=said)
    return arrival


def _may(shares: Mapping[str, str], held: list[Holding], starts: date, by: str) -> None:
    """Raises Refused; the shares of a day sum to exactly 1 (rule 5)."""
    parts = [Fraction(share) for share in shares.values()]
    if parts and (min(parts) <= 0 or sum(parts) != 1):
        raise Refused("shares-wrong", f"The shares are {' + '.join(shares.values())}; together they must be exactly 1.")
    if by in shares or any(each.person_id == by for each in held if not each.ends or each.ends > starts):
        raise Refused("own-account", "Nobody gives an account to herself, or takes her own away; ask somebody else.")
    known = set(standing(Employment).filter(person_id__in=shares).values_list("person_id", flat=True))
    if unknown := sorted(set(shares) - known):
        raise Refused("holder-unknown", f"{', '.join(unknown)} is not employed here: add a position first.")


def _cut(held: Holding, without: tuple[date, date | None], arrival: Arrival, *, replaced: bool) -> None:
    """A holding without some days; one that began with them is withdrawn, unless another takes its place."""
    starts, until = without
    if held.starts < starts:
        _record(held.account, held.person_id, held.share, (held.starts, starts), arrival)
    elif not replaced:
        told = {"account": held.account, "person": held.person, "share": held.share, **arrival.stamp}
        Holding.objects.create(starts=starts, ends=held.ends, retracted_at=arrival.recorded_at, **told)
    if until is not None and (held.ends is None or held.ends > until):
        _record(held.account, held.person_id, held.share, (until, held.ends), arrival)


def _record(account: Account, person: str, share: str, days: tuple[date, date | None], arrival: Arrival) -> None:
    starts, ends = days
    Holding.objects.create(account=account, person_id=person, share=share, starts=starts, ends=ends, **arrival.stamp)
