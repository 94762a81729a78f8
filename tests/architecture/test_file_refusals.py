"""Whoever is refused a file, or a whole row of it, is told what to do about it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chasqui.stack.places import REPOSITORY
from tests.architecture.source import list_files, name_file

FOLDERS = ("services/customers/imports", "services/campaigns/risk/domain/review_files.py")
# What a person decides in the wizard is refused by other words: there the file is read already.
OTHERS = {"wizard.py"}
WHOLE_FILE = {"Invalid", "TooLarge", "BadHeader", "BadFile"}
WHOLE_ROW = {"Fault", "BadField"}
# How a message says what to do.
REMEDY = re.compile(
	r"\b(gu[aá]rd(e|el[oa]s?)|[aá]br(a|al[oa])|div[ií]d(a|al[oa])|elija|deje|revise|ponga|"
	r"p[oó]ng(al[oae]s)|b[oó]rrel[oa]s|diga|agr[eé]guel[oa]s|escr[ií]bal[oa])\b",
	re.IGNORECASE,
)


def list_refusals(source: str) -> list[str]:
	"""Return the messages by which a module refuses a file or a row.

	:raises LookupError: one is made where its words cannot be read
	"""
	tree = ast.parse(source)
	return [words for one in _list_messages(tree) for words in _read_words(one, tree)]


def _list_messages(tree: ast.Module) -> Iterator[ast.expr]:
	for node in ast.walk(tree):
		if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
			message = _find_message(node)
			# What is passed on as it came was read where it was made.
			if message is not None and not _is_passed_on(message):
				yield message


def _is_passed_on(message: ast.expr) -> bool:
	return isinstance(message, ast.Attribute) or ast.unparse(message).startswith("getattr(")


def _find_message(call: ast.Call) -> ast.expr | None:
	"""Return what a refusal says; Invalid and TooLarge begin with it, the others with a code."""
	name = call.func.id if isinstance(call.func, ast.Name) else ""
	if name in WHOLE_FILE:
		return call.args[0 if name in ("Invalid", "TooLarge") else 1]
	is_row = name in WHOLE_ROW and isinstance(call.args[0], ast.Constant) and not call.args[0].value
	return call.args[2] if is_row else None


def _read_words(message: ast.expr, tree: ast.Module) -> list[str]:
	if isinstance(message, ast.Call) and message.args and isinstance(message.args[0], ast.Constant):
		return [str(message.args[0].value)]
	if isinstance(message, ast.Name):
		return _find_assigned(message, tree)
	raise LookupError(ast.unparse(message))


def _find_assigned(name: ast.Name, tree: ast.Module) -> list[str]:
	"""Return the words that a name may hold there: its own function's, or the module's."""
	spans = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
	inside = [one for one in spans if one.lineno <= name.lineno <= (one.end_lineno or 0)]
	for place in (*reversed(inside), tree):
		values = [
			node.value
			for node in ast.walk(place)
			if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name.id
		]
		if values:
			return [words for one in values for words in _read_words(one, tree)]
	return _find_assigned(ast.Name(name.id, lineno=0), _open_source(name.id, tree))


def _open_source(name: str, tree: ast.Module) -> ast.Module:
	"""Return the service's module from which a name is imported."""
	for node in ast.walk(tree):
		if isinstance(node, ast.ImportFrom) and name in {
			one.asname or one.name for one in node.names
		}:
			file = Path("services", *(node.module or "").split(".")).with_suffix(".py")
			return ast.parse((REPOSITORY / file).read_text("utf-8"))
	raise LookupError(name)


def read_all() -> dict[str, list[str]]:
	files = [one for one in list_files(*FOLDERS) if one.name not in OTHERS]
	return {name_file(one): list_refusals(one.read_text("utf-8")) for one in files}


class TestRefusals:
	def test_each_says_what_to_do(self) -> None:
		found = read_all()
		assert sum(map(len, found.values())) > 15
		silent = {
			file: [one for one in messages if not REMEDY.search(one)]
			for file, messages in found.items()
		}
		assert {file: messages for file, messages in silent.items() if messages} == {}

	@pytest.mark.parametrize(
		"source",
		[
			"raise Invalid(say('No se puede leer.'), code='x')",
			"M = say('No.')\ndef f():\n\traise TooLarge(M)",
			"def f():\n\tmessage = say('No.')\n\traise BadHeader('x', message)",
			"raise BadRow(Fault('', 'x', say('No.')))",
		],
	)
	def test_every_way_of_refusing_is_seen(self, source: str) -> None:
		assert [one for one in list_refusals(source) if not REMEDY.search(one)]
