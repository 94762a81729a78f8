"""Tables leave through one kind: nobody else writes CSV or workbooks, or marks their formulas."""

import ast
from pathlib import Path

from tests.architecture.source import PRODUCT, list_files, name_file

HOUSE = "chasqui/kernel/sheets/"
# By these a module of CSV or of workbooks writes; reading is anybody's.
WRITERS = {"csv": {"writer", "DictWriter"}, "openpyxl": {"Workbook"}, "xlsxwriter": {"*"}}


def list_writers(tree: ast.AST) -> set[str]:
	"""Return the writers of tables that a module uses, whatever it calls the modules."""
	names, found = {name: name for name in WRITERS}, set()
	for node in ast.walk(tree):
		if isinstance(node, ast.Import):
			names |= {one.asname or one.name: one.name for one in node.names}
			found |= {one.name for one in node.names if _is_writer(one.name, "*")}
		elif isinstance(node, ast.ImportFrom):
			module = (node.module or "").split(".")[0]
			found |= {one.name for one in node.names if _is_writer(module, one.name)}
	for node in ast.walk(tree):
		if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
			module = names.get(node.value.id, "")
			found |= {node.attr} if _is_writer(module, node.attr) else set()
	return found


def _is_writer(module: str, name: str) -> bool:
	writers = WRITERS.get(module.split(".")[0], set())
	return name in writers or "*" in writers


def find_writers() -> dict[str, set[str]]:
	"""Return what each file of the product writes tables with."""
	read: dict[Path, set[str]] = {
		file: list_writers(ast.parse(file.read_text("utf-8"))) for file in list_files(*PRODUCT)
	}
	return {name_file(file): found for file, found in read.items() if found}


class TestSheets:
	def test_the_kernel_alone_writes_tables(self) -> None:
		found = find_writers()
		assert [name for name in found if name.startswith(HOUSE)]
		assert {name: words for name, words in found.items() if not name.startswith(HOUSE)} == {}

	def test_every_way_of_writing_is_seen(self) -> None:
		for text in (
			"import csv\ncsv.writer(f)",
			"import csv as c\nc.DictWriter(f, [])",
			"from csv import writer",
			"from openpyxl import Workbook",
			"import openpyxl\nopenpyxl.Workbook()",
			"import xlsxwriter",
			"from xlsxwriter import Workbook",
		):
			assert list_writers(ast.parse(text)), text
		reading = "import csv\ncsv.reader(f)\nfrom openpyxl import load_workbook"
		assert not list_writers(ast.parse(reading))

	def test_formulas_are_marked_in_one_place(self) -> None:
		marking = {
			name_file(file)
			for file in list_files(*PRODUCT)
			for node in ast.walk(ast.parse(file.read_text("utf-8")))
			if isinstance(node, ast.FunctionDef) and "defuse" in node.name
		}
		assert marking == {f"{HOUSE}csv_files.py"}
