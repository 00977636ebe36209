"""Who there is, what they were from when to when, who signs in, what they may, and who did what."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from plaudit.people.recorded import Arrival, Recorded, Sealed

__all__ = ["Arrival", "Deed", "Duty", "Employment", "Login", "Notice", "Person", "Position"]


class Person(models.Model):
    """Somebody, by the key that facts and lines carry; name and address stand here alone, so they can be blanked."""

    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True)

    class Meta:
        db_table = "person"
        ordering: ClassVar[list[str]] = ["key"]

    def __str__(self) -> str:
        return self.name


class Employment(Recorded):
    """A row of people.csv: what holds for the whole employment where no position says otherwise."""

    told = ("person",)

    person = models.ForeignKey(Person, models.PROTECT, to_field="key", db_column="key", related_name="+")
    role = models.CharField(max_length=100)
    team = models.CharField(max_length=100, blank=True)
    manager = models.CharField(max_length=100, blank=True)
    pay_currency = models.CharField(max_length=3, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "people"


class Position(Recorded):
    """Role, team and manager from a day up to and without another."""

    told = ("person", "starts")

    person = models.ForeignKey(Person, models.PROTECT, to_field="key", db_column="person", related_name="+")
    role = models.CharField(max_length=100)
    starts = models.DateField(db_column="from")
    ends = models.DateField(db_column="to", null=True, blank=True)
    team = models.CharField(max_length=100, blank=True)
    manager = models.CharField(max_length=100, blank=True)
    pay_currency = models.CharField(max_length=3, blank=True)

    class Meta:
        db_table = "positions"


class Duty(Recorded):
    """What somebody does for the program beside her position, from a day up to and without another."""

    class Kind(models.TextChoices):
        OPERATIONS = "operations"
        FINANCE = "finance"
        MARKETING = "marketing"
        ADMIN = "admin"

    told = ("person", "duty", "starts")

    person = models.ForeignKey(Person, models.PROTECT, to_field="key", db_column="person", related_name="+")
    duty = models.CharField(max_length=20, choices=Kind.choices)
    starts = models.DateField(db_column="from")
    ends = models.DateField(db_column="to", null=True, blank=True)

    class Meta:
        db_table = "duties"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_duty_is_one_we_know",
                condition=models.Q(duty__in=["operations", "finance", "marketing", "admin"]),
            )
        ]


class LoginManager(BaseUserManager["Login"]):
    """How a login is found and made: by its address."""

    def create_user(self, email: str, person: Person, password: str | None = None) -> "Login":
        login = self.model(email=self.normalize_email(email).lower(), person=person)
        login.set_password(password)
        login.save(using=self._db)
        return login


class Login(AbstractBaseUser, PermissionsMixin):
    """The way in of one person; what she may see follows from her positions and duties, never from here."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    # Since when an invitation waits to be accepted; none when it was, or when nobody is invited.
    invited_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = LoginManager()

    class Meta:
        db_table = "login"

    def __str__(self) -> str:
        return self.email


class Deed(Sealed):
    """Who did what, when, about what: the journal. `facts` says what a reader needs to judge it."""

    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    did = models.CharField(max_length=50)
    about = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)

    class Meta:
        db_table = "deeds"
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["about"], name="deeds_about")]

    def __str__(self) -> str:
        return f"{self.by} {self.did} {self.about}"


class Notice(models.Model):
    """Something to tell a person, written in the transaction that caused it and sent by the worker afterwards."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    what = models.CharField(max_length=50)
    about = models.CharField(max_length=200)
    sent_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "notices"

    def __str__(self) -> str:
        return f"{self.what} {self.about}"
