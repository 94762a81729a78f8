"""The words on the wire: a change of their shape must be meant.

A meant change renews the snapshots: ``CHASQUI_RENEW_CONTRACTS=1 pytest tests/contract``.
"""

import importlib
import json
import os
import pkgutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel

import chasqui.contracts

FOLDER = Path(__file__).with_name("snapshots")
RENEW = "CHASQUI_RENEW_CONTRACTS" in os.environ


def list_modules() -> list[str]:
	"""Return all modules of the contracts, by their names below the package."""
	prefix = f"{chasqui.contracts.__name__}."
	parts = pkgutil.walk_packages(chasqui.contracts.__path__, prefix)
	return [part.name.removeprefix(prefix) for part in parts if not part.ispkg]


def list_models(module: ModuleType) -> list[type[BaseModel]]:
	"""Return the models that a module defines, but not the pages that endpoints answer with:
	pydantic gives ``Page[Item]`` to the module that first names it.
	"""
	is_endpoints = ".endpoints." in module.__name__
	return [
		value
		for value in vars(module).values()
		if isinstance(value, type)
		and issubclass(value, BaseModel)
		and value.__module__ == module.__name__
		and not (is_endpoints and value.__pydantic_generic_metadata__["args"])
	]


# Every contract module that has words of its own; nobody lists them.
MODULES = sorted(
	name
	for name in list_modules()
	if list_models(importlib.import_module(f"chasqui.contracts.{name}"))
)
# Streams have columns instead of a schema; their order is the contract.
STREAMS = {"customers.segments": "MEMBER_COLUMNS", "mailer.recipients": "RECIPIENT_COLUMNS"}


class TestContracts:
	@pytest.mark.parametrize("name", MODULES)
	def test_the_words_keep_their_shape(self, name: str) -> None:
		assert read_shapes(name) == json.loads((FOLDER / f"{name}.json").read_text("utf-8"))

	def test_every_contract_with_words_is_kept(self) -> None:
		assert {path.stem for path in FOLDER.glob("*.json")} == set(MODULES)


@pytest.fixture(scope="module", autouse=True)
def renew_snapshots() -> None:
	if RENEW:
		for name in MODULES:
			text = json.dumps(read_shapes(name), ensure_ascii=False, indent=1, sort_keys=True)
			(FOLDER / f"{name}.json").write_text(text + "\n", "utf-8")


def read_shapes(name: str) -> dict[str, Any]:
	"""Return a contract's models as JSON schemas without their prose, and its columns."""
	module = importlib.import_module(f"chasqui.contracts.{name}")
	shapes = {
		model.__name__: strip_prose(model.model_json_schema()) for model in list_models(module)
	}
	if name in STREAMS:
		shapes[STREAMS[name]] = list(getattr(module, STREAMS[name]))
	return dict(json.loads(json.dumps(shapes)))


def strip_prose(node: Any) -> Any:
	"""Return a schema without titles and descriptions."""
	if isinstance(node, dict):
		return {
			key: strip_prose(value)
			for key, value in node.items()
			if key not in ("description", "title") or not isinstance(value, str)
		}
	return [strip_prose(item) for item in node] if isinstance(node, list) else node
