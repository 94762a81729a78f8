"""Each form of a record that somebody else may change tells both values, and lets one choose."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

import portal

FOLDER = Path(portal.__file__ or "").parent
NOTHING_TO_CHOOSE = {"add", "adopt_tags"}
"""A new record, and a button without a field."""


def list_reading_functions() -> Iterator[tuple[str, ast.FunctionDef, type[BaseModel]]]:
	"""Yield each function that reads a form of a contract with a version."""
	for path in sorted(FOLDER.glob("*/pages/*.py")) + sorted(FOLDER.glob("*/pages.py")):
		name = ".".join(("portal", *path.relative_to(FOLDER).with_suffix("").parts))
		module = importlib.import_module(name)
		for found in ast.walk(ast.parse(path.read_text("utf-8"))):
			if not isinstance(found, ast.FunctionDef) or found.name in NOTHING_TO_CHOOSE:
				continue
			for call in list_calls(found, "read"):
				contract = call.args and getattr(module, ast.unparse(call.args[0]), None)
				if isinstance(contract, type) and "version" in contract.model_fields:
					yield f"{name}.{found.name}", found, contract


def list_calls(function: ast.FunctionDef, name: str) -> list[ast.Call]:
	calls = [one for one in ast.walk(function) if isinstance(one, ast.Call)]
	return [one for one in calls if isinstance(one.func, ast.Attribute) and one.func.attr == name]


FUNCTIONS = list(list_reading_functions())


def test_there_are_such_forms() -> None:
	assert len(FUNCTIONS) >= 5


@pytest.mark.parametrize(
	"function", [one[1] for one in FUNCTIONS], ids=[one[0] for one in FUNCTIONS]
)
def test_it_says_what_the_record_is_now(function: ast.FunctionDef) -> None:
	saves = list_calls(function, "save")
	assert saves
	for one in saves:
		assert "current" in {keyword.arg for keyword in one.keywords}
