"""The JSON Schema (2020-12) of a plan, made of the shapes that reading uses; `make schema` publishes it."""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from plaudit.plans.document.shape import Document
from plaudit.plans.head import HeadDocument
from plaudit.plans.instruments import find, kinds
from plaudit.plans.read_incentive import IncentiveDocument

PUBLISHED = Path("docs/plan.schema.json")


class _Schema(GenerateJsonSchema):
    """A key that is absent is absent: there is no null in a plan, and None is no default that anybody could write."""

    def field_title_should_be_set(self, _schema: Any) -> bool:
        """A title made of the key's own letters says nothing."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        match schema.get("default"):
            case str() | int() as simple:
                return {**self.generate_inner(schema["schema"]), "default": simple}
            case _:
                return self.generate_inner(schema["schema"])


def schema() -> dict[str, Any]:
    head = _of(HeadDocument)
    defs: dict[str, Any] = head.pop("$defs", {})
    for kind in kinds():
        defs[kind] = _incentive(kind, defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A plan of Plaudit",
        "description": "Numbers are read from their text: write 100.00, 25% or 1/3.",
        **{key: value for key, value in head.items() if key not in ("title", "description")},
        "properties": {
            **head["properties"],
            "incentives": {"type": "array", "items": _by_kind()},
        },
        "required": [*head["required"], "incentives"],
        "$defs": dict(sorted(defs.items())),
    }


def _by_kind() -> dict[str, Any]:
    """Told apart by `kind`, so that an editor marks the key that is wrong and not the whole incentive."""
    return {
        "type": "object",
        "required": ["key", "kind", "window"],
        "properties": {"kind": {"enum": list(kinds())}},
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}}, "then": {"$ref": f"#/$defs/{kind}"}} for kind in kinds()
        ],
    }


def _incentive(kind: str, defs: dict[str, Any]) -> dict[str, Any]:
    """The keys all kinds share and the kind's own, as one shape."""
    common, own = _of(IncentiveDocument), _of(find(kind).document)
    for each in (common, own):
        defs.update(each.pop("$defs", {}))
    return {
        "type": "object",
        "title": kind,
        "description": own["description"],
        "properties": {**common["properties"], **own["properties"], "kind": {"const": kind}},
        "required": [*common["required"], *own.get("required", ())],
        "additionalProperties": False,
    }


def _of(model: type[Document]) -> dict[str, Any]:
    found: dict[str, Any] = model.model_json_schema(schema_generator=_Schema)
    return found


def published() -> str:
    """The text of the file, which `make fresh` compares."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PUBLISHED.write_text(published(), encoding="utf-8")
