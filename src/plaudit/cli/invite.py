"""`plaudit invite`: the way in for the first administrator, who then invites the others on the site."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from plaudit.cli.site import load, migrate
from plaudit.values.refused import Refused


def invite(
    key: Annotated[str, typer.Argument(help="Her key in files and on lines, such as ada.")],
    email: Annotated[str, typer.Argument(help="What she signs in with.")],
    name: Annotated[str, typer.Option(help="Her name, where no file has named her yet.")] = "",
    duty: Annotated[str, typer.Option(help="A duty from today: admin, operations, finance or marketing.")] = "",
    site: Annotated[str, typer.Option(help="The address of the site.")] = "http://localhost:8000",
) -> None:
    """Print a link with which somebody sets her password and signs in."""
    load()
    migrate()
    # Django is there only now.
    from django.db import transaction
    from django.urls import reverse

    # Models need Django.
    from plaudit.people.appoint import grant
    from plaudit.people.arrive import hold
    from plaudit.people.invite import invitation
    from plaudit.people.invite import invite as invited
    from plaudit.people.models import Duty, Person

    if duty and duty not in Duty.Kind.values:
        raise Refused("duty-unknown", f"{duty} is no duty; duties are {', '.join(Duty.Kind.values)}.")
    now = datetime.now(UTC)
    with transaction.atomic():
        hold()
        person, _ = Person.objects.get_or_create(key=key, defaults={"name": name or key, "email": email})
        login = invited(person, email, by="", at=now)
        if duty:
            grant(person, Duty.Kind(duty), now.date(), by="", at=now)
    print(f"{site}{reverse('invitation', args=[invitation(login)])}")
