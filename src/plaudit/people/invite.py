"""Inviting somebody to sign in: a link that opens once and wears off; whoever accepts it sets her password."""

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer

from plaudit.people.journal import journal
from plaudit.people.models import Login, Person
from plaudit.people.tell import tell
from plaudit.values.refused import Refused

LASTS = timedelta(days=7)
_SIGNED = Signer(salt="plaudit.invitation")


def invite(person: Person, email: str, *, by: str, at: datetime) -> Login:
    """A login that waits to be accepted; call it in a transaction. Inviting again makes every earlier link void."""
    address = email.strip().lower()
    login = Login.objects.filter(person=person).first()
    if login is not None and login.last_login is not None:
        raise Refused("already-signed-in", f"{person} has signed in before; she can ask for a new password herself.")
    if Login.objects.filter(email=address).exclude(person=person).exists():
        raise Refused("address-taken", f"{address} belongs to somebody else; give another address.")
    if login is None:
        login = Login.objects.create_user(address, person)
    login.email, login.invited_at, login.is_active = address, at, True
    login.save()
    journal("invited", f"person {person.key}", by=by, at=at)
    tell(person, "invited", f"person {person.key}", at=at)
    return login


def invitation(login: Login) -> str:
    """What the link carries: the same each time for one invitation, so that it need not be kept anywhere."""
    if login.invited_at is None:
        raise Refused("not-invited", f"{login} is not waiting for an invitation.")
    return _SIGNED.sign_object({"login": login.pk, "at": login.invited_at.isoformat()})


def invited(said: str, *, at: datetime) -> Login | None:
    """Whom an invitation lets in; None when it was accepted, replaced, withdrawn, has worn off or is forged."""
    try:
        meant = _SIGNED.unsign_object(said)
    except BadSignature:
        return None
    login = Login.objects.filter(pk=meant["login"], is_active=True).first()
    if login is None or login.invited_at is None or login.invited_at.isoformat() != meant["at"]:
        return None
    return login if at < login.invited_at + LASTS else None


def accept(login: Login, password: str, *, at: datetime) -> None:
    """Sets the password and uses the invitation up; call it in a transaction."""
    used = Login.objects.filter(pk=login.pk, invited_at=login.invited_at).update(invited_at=None)
    if not used:
        raise Refused("invitation-used", "This invitation has been used; ask for another one.")
    login.invited_at = None
    login.set_password(password)
    login.save()
    journal("accepted", f"person {login.person.key}", by=login.person.key, at=at)


def needless(login: Login, *, at: datetime) -> None:
    """Whoever came in by the company's sign-on has no use for an invitation; call it in a transaction."""
    if login.invited_at is not None:
        login.invited_at = None
        login.save()
        journal("accepted", f"person {login.person.key}", by=login.person.key, at=at, by_sign_on=True)


def shut(login: Login, *, by: str, at: datetime) -> None:
    """Takes the way in away; what she earned stays. Call it in a transaction."""
    if login.person.key == by:
        raise Refused("own-login", "You cannot shut your own login; ask another administrator.")
    login.is_active, login.invited_at = False, None
    login.save()
    journal("shut", f"person {login.person.key}", by=by, at=at)


def reopen(login: Login, *, by: str, at: datetime) -> None:
    """Gives a shut login back as it was; call it in a transaction."""
    login.is_active = True
    login.save()
    journal("reopened", f"person {login.person.key}", by=by, at=at)
