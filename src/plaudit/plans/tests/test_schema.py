import json
from pathlib import Path

import pytest

from plaudit.plans.document.shape import written_keys
from plaudit.plans.head import HeadDocument
from plaudit.plans.instruments import find, kinds
from plaudit.plans.read_incentive import IncentiveDocument
from plaudit.plans.schema import PUBLISHED, schema

ROOT = Path(__file__).parents[4]


def test_the_published_schema_is_fresh() -> None:
    assert json.loads((ROOT / PUBLISHED).read_text("utf-8")) == schema(), "run `make schema`"


def test_the_head_has_the_keys_that_reading_knows() -> None:
    assert [*schema()["properties"]] == [*written_keys(HeadDocument), "incentives"]
    assert schema()["required"] == ["plan", "currency", "incentives"]


@pytest.mark.parametrize("kind", kinds())
def test_each_kind_has_its_own_keys_and_the_shared_ones(kind: str) -> None:
    shape = schema()["$defs"][kind]
    own = written_keys(find(kind).document)
    assert set(shape["properties"]) == {*written_keys(IncentiveDocument), *own}
    assert shape["properties"]["kind"] == {"const": kind}
    assert shape["additionalProperties"] is False


def test_no_key_may_be_null() -> None:
    assert '"null"' not in json.dumps(schema())
