"""A piece of the tree against the shape it should have: each key by itself, so that one mistake hides no other."""

import builtins
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from plaudit.plans.document.notes import Place
from plaudit.plans.document.spelled import listed, meant, remedy
from plaudit.plans.document.tree import Raw


class Document(BaseModel):
    """A mapping of a plan as it is written; absent keys are None."""

    model_config = ConfigDict(extra="forbid")


D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True)
class Shape(Generic[D]):
    """What could be read: `document` holds the keys that are `right`; the others are absent from it or wrong."""

    document: D
    wrong: frozenset[str]

    def right(self, *keys: str) -> bool:
        return not self.wrong.intersection(keys)


def shape(model: type[D], raw: Mapping[str, Raw], place: Place, context: Mapping[str, Any]) -> Shape[D]:
    """Read the keys of `raw` that the model has; those it lacks are the caller's business."""
    document = model.model_construct()
    wrong = set()
    for name, field in model.model_fields.items():
        if name not in raw:
            if field.is_required():
                wrong.add(name)
                _missing(place, name)
            continue
        # One key at a time; a key that is wrong keeps its default.
        try:
            model.__pydantic_validator__.validate_assignment(document, name, raw[name], context=dict(context))
        except ValidationError as mistakes:
            wrong.add(name)
            for mistake in mistakes.errors(include_url=False):
                _note(mistake, model, raw, place)
    return Shape(document, frozenset(wrong))


def unknown_keys(raw: Mapping[str, Raw], known: Iterable[str], place: Place) -> None:
    names = tuple(known)
    for name in raw:
        if name not in names:
            _unknown(place.at(name), name, names)


def _unknown(place: Place, name: str, known: Iterable[str]) -> None:
    names = sorted(known)
    if name in names:
        place.note(
            "keys-contradict",
            f"`{name}` says something else than the keys beside it; only one of them can hold.",
            f"Delete `{name}`, or the keys that it contradicts.",
        )
        return
    near = meant(name, names)
    place.note(
        "key-unknown",
        f"There is no key `{name}` here.",
        f"Did you mean `{near}`?" if near else f"The keys here are {listed(names, 'and')}.",
    )


def _missing(place: Place, name: str) -> None:
    if place.at(name).left_out:
        return
    here = f"`{place.path}`" if place.path else "The plan"
    place.note("key-missing", f"{here} has no `{name}`.", f"Add `{name}:`.")


def _note(mistake: ErrorDetails, model: type[Document], raw: Mapping[str, Raw], place: Place) -> None:
    steps = _steps(mistake["loc"], raw)
    spot, given, context = place.at(*steps), mistake["input"], mistake.get("ctx", {})
    match mistake["type"]:
        case "plan":
            spot.note(context["code"], mistake["msg"], context["remedy"])
        case "missing":
            _missing(spot, str(mistake["loc"][-1]))
        case "extra_forbidden":
            _unknown(spot, str(steps[-1]), _keys(model, steps[:-1]))
        case "literal_error":
            words = [*re.findall("'([^']+)'", context["expected"]), *_forms(model, steps)]
            _word(spot, steps, given, words)
        case "union_tag_invalid":
            # Tags stand in angles, so that none of them is taken for a key of the document.
            ways = re.findall("'<([^']+)>'", context["expected_tags"])
            says = f"`{context['tag'].strip('<>')}` is no way to write `{steps[-1]}` here."
            spot.note("way-unknown", says, f"Write {listed(ways)}.")
        case "union_tag_not_found":
            if given or not any(spot.at(key).left_out for key in _keys(model, steps)):
                says = "None of the keys that can stand here does."
                spot.note("way-unknown", says, f"Write {listed(_keys(model, steps))}.")
        case other:
            _note_shape(spot, other, given, context)


def _note_shape(spot: Place, mistake: str, given: Raw, context: Mapping[str, Any]) -> None:
    match mistake:
        case "list_type":
            spot.note("shape", f"{_kind(given)} stands where a list is needed.", "Write `[first, second]`.")
        case "too_short":
            least = context["min_length"]
            spot.note("list-length", f"This list has {context['actual_length']} parts.", f"Write {least} or more.")
        case "too_long":
            most = context["max_length"]
            spot.note("list-length", f"This list has {context['actual_length']} parts.", f"Write {most}.")
        case "dict_type" | "model_type" | "model_attributes_type":
            spot.note("shape", f"{_kind(given)} stands where keys with values are needed.", "Write `key: value`.")
        case other:
            raise AssertionError(f"No sentence for {other}, given {given}.")


def _word(place: Place, steps: Sequence[str | int], given: Raw, words: Sequence[str]) -> None:
    match given:
        case str():
            says = f"`{[step for step in steps if isinstance(step, str)][-1]}` cannot be `{given}`."
            place.note("word-unknown", says, remedy(given, words))
        case _:
            place.note("shape", f"{_kind(given)} stands where a word is needed.", f"Write {listed(words)}.")


def _kind(given: Raw) -> str:
    match given:
        case str():
            return f"`{given}`"
        case list():
            return "An empty list" if not given else "A list"
        case _:
            return "A mapping"


def _steps(loc: tuple[str | int, ...], raw: Mapping[str, Raw]) -> tuple[str | int, ...]:
    """The steps that the document has; pydantic adds the names of unions, and an index for a value that is a list."""
    steps: list[str | int] = []
    here: Raw = dict(raw)
    for step in loc:
        match here, step:
            case dict(), str() if step in here:
                here = here[step]
                steps.append(step)
            case list(), int() if step < len(here):
                here = here[step]
                steps.append(step)
    return tuple(steps)


def _keys(model: type[Document], steps: Sequence[str | int]) -> tuple[str, ...]:
    """The keys that the shape has at these steps, in every form it can take."""
    return tuple(dict.fromkeys(name for form in _at(model, steps) for name in written_keys(form)))


def _forms(model: type[Document], steps: Sequence[str | int]) -> list[str]:
    """The mappings that could stand at these steps in the place of a word, as they are written."""
    keys = (written_keys(form) for form in _at(model, steps))
    return ["{" + ", ".join(f"{key}: ..." for key in each) + "}" for each in keys]


def _at(model: type[Document], steps: Sequence[str | int]) -> Iterator[type[Document]]:
    shapes: list[Any] = [model]
    for step in steps:
        shapes = [inner for each in shapes for inner in _inside(each, step)]
    return (form for each in shapes for form in _documents(each))


def written_keys(model: type[Document]) -> tuple[str, ...]:
    """The keys as people write them, where Python has a word of its own (`from`)."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _inside(shape_: Any, step: str | int) -> Iterator[Any]:
    for form in _documents(shape_):
        for key, field in zip(written_keys(form), form.model_fields.values(), strict=True):
            if key == step:
                yield field.annotation
    for part in _parts(shape_):
        match get_origin(part), step:
            case (builtins.list, int()) | (builtins.tuple, int()):
                yield get_args(part)[0]
            case builtins.dict, str():
                yield get_args(part)[1]


def _documents(shape_: Any) -> Iterator[type[Document]]:
    for part in _parts(shape_):
        if isinstance(part, type) and issubclass(part, Document):
            yield part


def _parts(shape_: Any) -> Iterator[Any]:
    """A type without its annotations, and each member of a union."""
    origin = get_origin(shape_)
    if origin is Annotated:
        yield from _parts(get_args(shape_)[0])
    elif origin in (Union, UnionType):
        for member in get_args(shape_):
            yield from _parts(member)
    else:
        yield shape_
