"""The words of customers on the wire: a change of their shape must be meant.

A meant change renews the snapshot: ``CHASQUI_RENEW_CONTRACTS=1 pytest tests/contract``.
"""

import json
import os
from pathlib import Path

import pytest
from pydantic import BaseModel

from chasqui.contracts import customers, territory

SNAPSHOT = Path(__file__).with_name("snapshots") / "customers.json"
RENEW = "CHASQUI_RENEW_CONTRACTS" in os.environ
MODELS = sorted(
	{
		model
		for module in (customers, territory)
		for model in vars(module).values()
		if isinstance(model, type)
		and issubclass(model, BaseModel)
		and model.__module__ == module.__name__
	},
	key=lambda model: model.__name__,
)


class TestCustomersContract:
	@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
	def test_a_word_keeps_its_shape(self, model: type[BaseModel]) -> None:
		assert read_shape(model) == json.loads(SNAPSHOT.read_text("utf-8"))[model.__name__]

	def test_no_word_is_missing(self) -> None:
		known = json.loads(SNAPSHOT.read_text("utf-8"))
		assert set(known) == {"MEMBER_COLUMNS", *(model.__name__ for model in MODELS)}

	def test_the_member_stream_keeps_its_columns(self) -> None:
		known = json.loads(SNAPSHOT.read_text("utf-8"))
		assert list(customers.MEMBER_COLUMNS) == known["MEMBER_COLUMNS"]


def read_shape(model: type[BaseModel]) -> object:
	"""Return the JSON schema without its prose."""
	return json.loads(json.dumps(strip_prose(model.model_json_schema())))


def strip_prose(node: object) -> object:
	if isinstance(node, dict):
		kept = {key: value for key, value in node.items() if not is_prose(key, value)}
		return {key: strip_prose(value) for key, value in kept.items()}
	return [strip_prose(one) for one in node] if isinstance(node, list) else node


def is_prose(key: str, value: object) -> bool:
	return key in ("description", "title") and isinstance(value, str)


@pytest.fixture(scope="module", autouse=True)
def renew_snapshot() -> None:
	if RENEW:
		shapes = {model.__name__: read_shape(model) for model in MODELS}
		shapes["MEMBER_COLUMNS"] = list(customers.MEMBER_COLUMNS)
		text = json.dumps(shapes, ensure_ascii=False, indent=1, sort_keys=True)
		SNAPSHOT.write_text(text + "\n", "utf-8")
