"""A measure against a target; see README.md."""

from plaudit.plans.instruments import Instrument
from plaudit.plans.instruments.quota.promise import promise
from plaudit.plans.instruments.quota.say import say, tell
from plaudit.plans.instruments.quota.terms import QuotaDocument, terms

INSTRUMENT = Instrument("quota", QuotaDocument, terms, promise, say, tell)
