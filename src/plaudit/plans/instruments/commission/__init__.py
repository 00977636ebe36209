"""A share of the amount of a deal; see README.md."""

from plaudit.plans.instruments import Instrument
from plaudit.plans.instruments.commission.promise import promise
from plaudit.plans.instruments.commission.say import say, tell
from plaudit.plans.instruments.commission.terms import CommissionDocument, terms

INSTRUMENT = Instrument("commission", CommissionDocument, terms, promise, say, tell)
