import ast
import re

import pytest

from tests.architecture.source import (
	PRODUCT,
	is_property,
	iterate_functions,
	list_files,
	name_file,
)

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "base"}
# Names that frameworks or Python itself give.
GIVEN = {"main", "up", "demo", "upgrade", "downgrade", "handle_DATA", "handle_RCPT", "lambda"}
NOT_VERBS = re.compile(r"^(the|a|an|my|new|old|data|info|result|value|item|id|list_of|number)(_|$)")
# gunicorn reads its settings by their lower-case names.
GUNICORN = "chasqui/kernel/server/settings.py"


@pytest.mark.covers("K5", "K7", "K8", "K9")
class TestNames:
	def test_no_module_has_a_vague_name(self) -> None:
		assert {name_file(f) for f in list_files(*PRODUCT) if f.stem in VAGUE} == set()

	def test_classes_begin_with_a_capital_and_functions_with_a_small_letter(self) -> None:
		wrong = set()
		for file in list_files(*PRODUCT):
			for node in ast.walk(ast.parse(file.read_text("utf-8"))):
				if isinstance(node, ast.ClassDef) and not node.name.lstrip("_")[0].isupper():
					wrong.add(f"{name_file(file)}:{node.name}")
			for function in iterate_functions(file):
				is_given = function.name in GIVEN or function.name.startswith("__")
				if not is_given and not re.fullmatch(r"_*[a-z][a-z0-9_]*", function.name):
					wrong.add(f"{name_file(file)}:{function.name}")
		assert wrong == set()

	def test_functions_do_not_begin_with_a_noun(self) -> None:
		wrong = {
			f"{name_file(file)}:{node.name}"
			for file in list_files(*PRODUCT)
			for node in iterate_functions(file)
			if NOT_VERBS.match(node.name.lstrip("_")) and not is_property(node)
		}
		assert wrong == set()

	def test_constants_are_upper_case(self) -> None:
		wrong = set()
		for file in list_files(*PRODUCT):
			for node in ast.parse(file.read_text("utf-8")).body:
				if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Constant):
					continue
				for target in node.targets:
					if isinstance(target, ast.Name) and _is_lower_constant(
						target.id, name_file(file)
					):
						wrong.add(f"{name_file(file)}:{target.id}")
		assert wrong == set()


def _is_lower_constant(name: str, file: str) -> bool:
	return file != GUNICORN and not name.startswith("__") and name != name.upper()
