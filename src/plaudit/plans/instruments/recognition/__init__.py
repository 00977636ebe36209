"""Badges and gifts instead of money; see README.md."""

from plaudit.plans.instruments import Instrument
from plaudit.plans.instruments.recognition.promise import promise
from plaudit.plans.instruments.recognition.say import say, tell
from plaudit.plans.instruments.recognition.terms import RecognitionDocument, terms

INSTRUMENT = Instrument("recognition", RecognitionDocument, terms, promise, say, tell)
