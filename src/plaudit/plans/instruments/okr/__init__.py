"""An objective and key results, scored; see README.md."""

from plaudit.plans.instruments import Instrument
from plaudit.plans.instruments.okr.promise import promise
from plaudit.plans.instruments.okr.say import say, tell
from plaudit.plans.instruments.okr.terms import OkrDocument, terms

INSTRUMENT = Instrument("okr", OkrDocument, terms, promise, say, tell)
