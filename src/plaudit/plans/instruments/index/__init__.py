"""Weighted measures that make one score; see README.md."""

from plaudit.plans.instruments import Instrument
from plaudit.plans.instruments.index.promise import promise
from plaudit.plans.instruments.index.say import say, tell
from plaudit.plans.instruments.index.terms import IndexDocument, terms

INSTRUMENT = Instrument("index", IndexDocument, terms, promise, say, tell)
