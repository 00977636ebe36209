"""How each table is kept in the database: the model of its rows, and that of the names beside their keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models

from plaudit.activities.outside import TABLES as STUDIED
from plaudit.connectors.folder.find import TABLES as PAID
from plaudit.connectors.upload.models import Outside
from plaudit.people.recorded import Recorded
from plaudit.values.table import Table

# Everything that can be imported, in the order in which the tables can refer to each other.
TABLES: tuple[Table, ...] = (*PAID, *STUDIED)


@dataclass(frozen=True, slots=True)
class Kept:
    """`rows` holds the facts; `beside`, where there is one, what the keys are called."""

    rows: type[Recorded]
    beside: type[models.Model] | None

    @property
    def fields(self) -> "Mapping[str, models.Field[object, object]]":
        """The columns that a file can fill, with those that every table has left out."""
        return {
            name: field for name, field in _columns(self.rows).items() if name not in {"id", "arrival_id", *HISTORY}
        }

    @property
    def lengths(self) -> Mapping[str, int]:
        """How many characters a column holds."""
        named = {**(_columns(self.beside) if self.beside is not None else {}), **self.fields}
        return {name: longest for name, field in named.items() if (longest := _longest(field)) is not None}


HISTORY = ("recorded_at", "retracted_at")


@cache
def kept() -> Mapping[str, Kept]:
    """By the name of the table, which is that of the file."""
    sealed = [model for model in apps.get_models() if issubclass(model, Recorded)]
    own = {model._meta.db_table: Kept(model, _beside(model)) for model in sealed}
    return {**own, **{table.name: Kept(Outside, None) for table in STUDIED}}


def _beside(model: type[Recorded]) -> type[models.Model] | None:
    for field in model._meta.concrete_fields:
        if field.column == "key" and isinstance(field, models.ForeignKey):
            named: type[models.Model] = field.related_model
            return named
    return None


def _columns(model: type[models.Model]) -> "dict[str, models.Field[object, object]]":
    return {str(field.column): field for field in model._meta.concrete_fields}


def _longest(field: "models.Field[object, object]") -> int | None:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.max_length if isinstance(target, models.CharField) else None
