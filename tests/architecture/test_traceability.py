"""`Requisitos_Trazabilidad.md` and the tests' `covers` marks say the same."""

import ast
import re

import pytest

from chasqui.stack.places import REPOSITORY
from tests.architecture.source import list_files

DOCUMENT = REPOSITORY / "docs" / "funcionalidad" / "Requisitos_Trazabilidad.md"
ROW = re.compile(r"^\| ([MCKR]\d+) \| .* \| (construido|pendiente) \|", re.MULTILINE)
# M1–M23, C1–C14, K1–K33, R1–R53: every id of the source documents.
ALL_IDS = {
	*(f"M{n}" for n in range(1, 24)),
	*(f"C{n}" for n in range(1, 15)),
	*(f"K{n}" for n in range(1, 34)),
	*(f"R{n}" for n in range(1, 54)),
}


def read_states() -> dict[str, str]:
	return dict(ROW.findall(DOCUMENT.read_text("utf-8")))


def read_covered() -> set[str]:
	"""Return the ids in `covers` marks of all tests."""
	covered: set[str] = set()
	for path in list_files("tests"):
		for node in ast.walk(ast.parse(path.read_text("utf-8"))):
			if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.covers":
				covered |= {str(ast.literal_eval(argument)) for argument in node.args}
	return covered


class TestTraceability:
	def test_every_requirement_is_listed_once(self) -> None:
		rows = ROW.findall(DOCUMENT.read_text("utf-8"))
		assert len(rows) == len(ALL_IDS)
		assert {row[0] for row in rows} == ALL_IDS

	def test_what_is_built_has_a_test_that_names_it(self) -> None:
		built = {key for key, state in read_states().items() if state == "construido"}
		assert built - read_covered() == set()

	def test_what_a_test_covers_is_not_called_pending(self) -> None:
		pending = {key for key, state in read_states().items() if state == "pendiente"}
		assert pending & read_covered() == set()

	def test_marks_name_known_requirements(self) -> None:
		assert read_covered() - ALL_IDS == set()


pytestmark = pytest.mark.timeout(60)
