"""Accounts, their contacts, who holds which account when, and which account is a champion when."""

from typing import ClassVar

from django.db import models

from plaudit.people.models import Person
from plaudit.people.recorded import Recorded


class Account(models.Model):
    """A customer by the key that facts carry."""

    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        db_table = "account"
        ordering: ClassVar[list[str]] = ["key"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["name"], name="account_name")]

    def __str__(self) -> str:
        return self.name


class Profile(Recorded):
    """A row of accounts.csv: what plans filter by. `arr` is in millionths of `currency`."""

    told = ("account",)

    account = models.ForeignKey(Account, models.PROTECT, to_field="key", db_column="key", related_name="+")
    segment = models.CharField(max_length=100, blank=True)
    industry = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    size = models.CharField(max_length=100, blank=True)
    arr = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    customer_since = models.DateField(null=True, blank=True)
    attributes = models.JSONField(default=dict, blank=True)

    class Meta:
        db_table = "accounts"


class Contact(models.Model):
    """Somebody who works at a customer; her name stands here alone, so it can be blanked."""

    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True)
    title = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "contact"
        ordering: ClassVar[list[str]] = ["key"]

    def __str__(self) -> str:
        return self.name


class Workplace(Recorded):
    """A row of contacts.csv: at which account a contact works."""

    told = ("contact",)

    contact = models.ForeignKey(Contact, models.PROTECT, to_field="key", db_column="key", related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, to_field="key", db_column="account", related_name="+")

    class Meta:
        db_table = "contacts"


class Holding(Recorded):
    """Who holds an account from a day up to and without another; `share` as it was written: 0.5 or 1/3."""

    told = ("account", "person", "starts")

    account = models.ForeignKey(Account, models.PROTECT, to_field="key", db_column="account", related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, to_field="key", db_column="person", related_name="+")
    starts = models.DateField(db_column="from")
    ends = models.DateField(db_column="to", null=True, blank=True)
    share = models.CharField(max_length=20, default="1")

    class Meta:
        db_table = "holdings"


class Champion(Recorded):
    """An account that stands out, from a day up to and without another."""

    told = ("account", "starts")

    account = models.ForeignKey(Account, models.PROTECT, to_field="key", db_column="account", related_name="+")
    starts = models.DateField(db_column="from")
    ends = models.DateField(db_column="to", null=True, blank=True)

    class Meta:
        db_table = "champions"
