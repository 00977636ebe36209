"""Money for champions among the accounts held; see README.md."""

from plaudit.plans.instruments import Instrument
from plaudit.plans.instruments.champions.promise import promise
from plaudit.plans.instruments.champions.say import say, tell
from plaudit.plans.instruments.champions.terms import ChampionsDocument, terms

INSTRUMENT = Instrument("champions", ChampionsDocument, terms, promise, say, tell)
