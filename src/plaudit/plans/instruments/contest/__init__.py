"""Prizes for the first ranks; see README.md."""

from plaudit.plans.instruments import Instrument
from plaudit.plans.instruments.contest.promise import promise
from plaudit.plans.instruments.contest.say import say, tell
from plaudit.plans.instruments.contest.terms import ContestDocument, terms

INSTRUMENT = Instrument("contest", ContestDocument, terms, promise, say, tell)
