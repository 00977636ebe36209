"""The catalogue of activities that holds for this company now."""

from plaudit.activities.catalogue import BUILT_IN, Catalogue
from plaudit.activities.models import MaturityMap
from plaudit.connectors.folder.read_catalogue import read_catalogue_text
from plaudit.people.recorded import standing
from plaudit.values.refused import Unreadable


def catalogue() -> Catalogue:
    """The built-in map, with what the company says otherwise."""
    own = standing(MaturityMap).first()
    if own is None:
        return BUILT_IN
    found, problems = read_catalogue_text(own.text)
    if problems:
        raise Unreadable(problems)
    return found
