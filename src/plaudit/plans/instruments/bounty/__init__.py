"""Money for every act; see README.md."""

from plaudit.plans.instruments import Instrument
from plaudit.plans.instruments.bounty.promise import promise
from plaudit.plans.instruments.bounty.say import say, tell
from plaudit.plans.instruments.bounty.terms import BountyDocument, terms

INSTRUMENT = Instrument("bounty", BountyDocument, terms, promise, say, tell)
