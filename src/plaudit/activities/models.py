"""What happened: activities and their milestones, splits, and the outside facts that plans measure.

Amounts are whole millionths; shares, decimals and rates are kept as they were written.
"""

from typing import ClassVar

from django.db import models

from plaudit.customers.models import Account, Contact
from plaudit.people.models import Person
from plaudit.people.recorded import Recorded


class Activity(models.Model):
    """An activity by the key that facts and lines carry; its words stand here alone, so they can be blanked."""

    key = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "activity"
        ordering: ClassVar[list[str]] = ["key"]

    def __str__(self) -> str:
        return self.key


class Report(Recorded):
    """A row of activities.csv: what an activity is; a later report of the same activity corrects it."""

    told = ("activity",)

    activity = models.ForeignKey(Activity, models.PROTECT, to_field="key", db_column="key", related_name="+")
    kind = models.CharField(max_length=50)
    opened_on = models.DateField()
    account = models.ForeignKey(
        Account, models.PROTECT, to_field="key", db_column="account", null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, to_field="key", db_column="contact", null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, to_field="key", db_column="person", null=True, blank=True, related_name="+"
    )
    amount = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    channel = models.CharField(max_length=100, blank=True)
    platform = models.CharField(max_length=100, blank=True)
    deal = models.CharField(max_length=100, blank=True)
    lead = models.CharField(max_length=100, blank=True)
    attributes = models.JSONField(default=dict, blank=True)

    class Meta:
        db_table = "activities"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["opened_on", "id"], name="activities_by_day"),
            models.Index(fields=["person", "opened_on"], name="activities_of_a_person"),
        ]


class Milestone(Recorded):
    """How far an activity got, and on which day; a later row of the same milestone corrects or verifies it."""

    told = ("activity", "milestone")

    activity = models.ForeignKey(Activity, models.PROTECT, to_field="key", db_column="activity", related_name="+")
    milestone = models.CharField(max_length=50)
    on = models.DateField()
    verified = models.BooleanField()

    class Meta:
        db_table = "milestones"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["on"], name="milestones_by_day"),
            # A team's ten thousand acts are counted without a look at the table.
            models.Index(fields=["activity", "milestone", "verified"], name="milestones_of_an_activity"),
            # The queue of what waits to be verified is short, whatever the table holds.
            models.Index(fields=["activity"], condition=models.Q(verified=False), name="milestones_unverified"),
        ]


class Credit(Recorded):
    """Whose an activity is where the plan's own rule does not say: an explicit share."""

    told = ("activity", "person")

    activity = models.ForeignKey(Activity, models.PROTECT, to_field="key", db_column="activity", related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, to_field="key", db_column="person", related_name="+")
    share = models.CharField(max_length=20)

    class Meta:
        db_table = "credits"


class Target(Recorded):
    """The measure that makes attainment 1, for one person, incentive and period."""

    told = ("incentive", "person", "period")

    incentive = models.CharField(max_length=100)
    person = models.ForeignKey(Person, models.PROTECT, to_field="key", db_column="person", related_name="+")
    period = models.CharField(max_length=30)
    target = models.CharField(max_length=30)
    pay = models.CharField(max_length=30, blank=True)

    class Meta:
        db_table = "targets"


class Metric(Recorded):
    """A number per person and period that comes from outside; `value` in millionths."""

    told = ("person", "metric", "period")

    person = models.ForeignKey(Person, models.PROTECT, to_field="key", db_column="person", related_name="+")
    metric = models.CharField(max_length=100)
    period = models.CharField(max_length=30)
    value = models.BigIntegerField()

    class Meta:
        db_table = "metrics"


class Grant(Recorded):
    """Money paid by hand, given by one and approved by another; `amount` in millionths of the plan's currency."""

    told = ("key",)

    key = models.CharField(max_length=100)
    person = models.ForeignKey(Person, models.PROTECT, to_field="key", db_column="person", related_name="+")
    incentive = models.CharField(max_length=100)
    on = models.DateField()
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    given_by = models.CharField(max_length=100)
    approved_by = models.CharField(max_length=100)

    class Meta:
        db_table = "grants"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="nobody_approves_her_own_grant", condition=~models.Q(given_by=models.F("approved_by"))
            )
        ]


class Close(Recorded):
    """A period of which prizes and shared budgets are final from a moment on."""

    told = ("period",)

    period = models.CharField(max_length=30)
    closed_at = models.CharField(max_length=40)

    class Meta:
        db_table = "closes"


class Rate(Recorded):
    """How much of `quote` one unit of `base` buys on a day, as it was written."""

    told = ("on", "base", "quote")

    on = models.DateField()
    base = models.CharField(max_length=3)
    quote = models.CharField(max_length=3)
    rate = models.CharField(max_length=30)

    class Meta:
        db_table = "rates"


class MaturityMap(Recorded):
    """The company's own catalogue of activities, as the text of catalogue.yaml; the latest one holds."""

    told = ("name",)

    name = models.CharField(max_length=20, default="catalogue")
    text = models.TextField()

    class Meta:
        db_table = "maturity_map"


class Proof(models.Model):
    """What shows that a milestone was reached: a link, or a file kept under its hash."""

    activity = models.ForeignKey(Activity, models.PROTECT, to_field="key", db_column="activity", related_name="+")
    milestone = models.CharField(max_length=50)
    arrival = models.ForeignKey("people.Arrival", models.PROTECT, related_name="+")
    url = models.CharField(max_length=1000, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "proofs"

    def __str__(self) -> str:
        return self.url or self.file_name


class Source(models.Model):
    """Where imported facts come from, how its columns are called there, and who marked it as trusted, if anybody."""

    name = models.CharField(max_length=100, unique=True)
    columns = models.JSONField(default=dict)
    trusted_by = models.CharField(max_length=100, blank=True)
    trusted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "sources"

    def __str__(self) -> str:
        return self.name
