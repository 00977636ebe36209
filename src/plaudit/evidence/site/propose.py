"""Accounts that the study of champions proposes, and what somebody decided about each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from plaudit.customers.champion import champions, holders, name_champion, named_here, withdraw_champion
from plaudit.customers.models import Account, Champion
from plaudit.evidence.site.bring import bring
from plaudit.evidence.site.models import Declined
from plaudit.people.access import Reader
from plaudit.people.arrive import arrive
from plaudit.people.journal import journal
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused


@dataclass(frozen=True, slots=True)
class Proposal:
    """An account that stands out, as far as one reader may know and decide; `champion` is the fact that it is one."""

    account: Account
    segment: str
    probability: float
    reasons: tuple[str, ...]
    last_asked: date | None
    holders: frozenset[str]
    champion: Champion | None
    declined: Declined | None
    may_decide: bool

    @property
    def open(self) -> bool:
        return self.champion is None and self.declined is None

    @property
    def may_undo(self) -> bool:
        """What an import says is taken back by an import."""
        return self.may_decide and (self.declined is not None or named_here(self.champion))


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the study says, with the proposals that one reader may see."""

    document: Mapping[str, Any]
    proposals: tuple[Proposal, ...]

    def find(self, account: str) -> Proposal | None:
        return next((each for each in self.proposals if each.account.key == account), None)


def proposed(reader: Reader, *, at: datetime) -> Proposed:
    """By how surely each stands out; asks four questions once the answer is up to date."""
    told = bring("champions", {}, at=at).document
    rows = list(_rows(told))
    keys = [str(row["account"]) for row in rows]
    accounts = {account.key: account for account in Account.objects.filter(key__in=keys)}
    held = holders(keys, reader.on)
    named = champions(reader.on).filter(account__key__in=keys).select_related("account", "arrival")
    since = {each.account.key: each for each in named}
    declined = {
        each.account.key: each
        for each in standing(Declined).filter(account__key__in=keys).select_related("arrival", "account")
    }
    found = (
        Proposal(
            account=accounts[key],
            segment=str(row["segment"]),
            probability=row["probability"],
            reasons=tuple(part for part in str(row["because"]).split(", ") if part),
            last_asked=None if row["last asked"] is None else date.fromisoformat(row["last asked"]),
            holders=held[key],
            champion=since.get(key),
            declined=declined.get(key),
            may_decide=reader.may_name_champion(held[key]),
        )
        for key, row in zip(keys, rows, strict=True)
        if key in accounts and reader.sees_account_of(held[key])
    )
    return Proposed(told, tuple(found))


def confirm(proposal: Proposal, *, by: Reader, at: datetime) -> None:
    _may(proposal)
    name_champion(proposal.account.key, by=by.key, on=by.on, at=at)


@transaction.atomic
def decline(proposal: Proposal, because: str, *, by: Reader, at: datetime) -> None:
    _may(proposal)
    if not because.strip():
        raise Refused("reason-missing", "Say why it is no champion: whoever looks next reads it.")
    arrival = arrive("form", by=by.key, at=at)
    Declined.objects.create(account=proposal.account, because=because.strip()[:500], **arrival.stamp)
    journal("declined-champion", f"account {proposal.account.key}", by=by.key, at=at, because=because.strip()[:500])


@transaction.atomic
def undo(proposal: Proposal, *, by: Reader, at: datetime) -> None:
    """Back to a proposal that nobody has decided on."""
    _may(proposal)
    if proposal.champion is not None:
        withdraw_champion(proposal.account.key, by=by.key, on=by.on, at=at)
        return
    if proposal.declined is None:
        raise Refused("nothing-decided", f"Nobody has decided about {proposal.account.name}.")
    arrival = arrive("form", by=by.key, at=at)
    Declined.objects.create(
        account=proposal.account,
        because=proposal.declined.because,
        retracted_at=arrival.recorded_at,
        **arrival.stamp,
    )
    journal("reopened-champion", f"account {proposal.account.key}", by=by.key, at=at)


def _may(proposal: Proposal) -> None:
    if not proposal.may_decide:
        raise Refused("not-yours-to-decide", "Who holds the account does not decide: her manager or operations does.")


def _rows(told: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return (row for answer in told["answers"] for row in answer["figures"].get("champions", []))
