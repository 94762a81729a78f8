"""The product's code says what the field says: publish, describe, notify, suppress, deduplicate."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

import pytest

from tests.architecture.source import PRODUCT, list_files, name_file

PROSE = re.compile(
	r"\b(tell|tells|telling|told|hush\w*|hear|hears|heard|speaks?|spoken?|doors?)\b", re.IGNORECASE
)
PARTS = {
	"book", "door", "doors", "hear", "heard", "hush", "joiner", "keeper", "shelf", "speak", "tell",
	"teller", "told", "untold",
}  # fmt: skip
# The published SOAP service calls an operation so.
OPERATIONS = "services/risk_soap/soap/service.py"


@pytest.mark.covers("K5", "K8")
class TestWords:
	def test_docstrings_and_comments_use_the_words_of_the_field(self) -> None:
		wrong = [
			f"{name_file(file)}:{line} {found[0]}"
			for file in list_files(*PRODUCT)
			for line, text in iterate_prose(file.read_text("utf-8"))
			if (found := PROSE.search(text))
		]
		assert wrong == []

	def test_names_use_the_words_of_the_field(self) -> None:
		wrong = [
			f"{name_file(file)} {name}"
			for file in list_files(*PRODUCT)
			if name_file(file) != OPERATIONS
			for name in iterate_names(ast.parse(file.read_text("utf-8")))
			if PARTS & set(split_name(name))
		]
		assert wrong == []

	@pytest.mark.parametrize("name", ["TokenKeeper", "TOLD_BY", "_tell", "PictureBook", "told"])
	def test_a_word_is_found_within_a_name(self, name: str) -> None:
		assert PARTS & set(split_name(name))

	def test_prose_is_docstrings_comments_and_nothing_else(self) -> None:
		source = 'class A:\n\t"""One."""\n\tb: int\n\t"""Two."""\n\n\tc = "three"  # Four\n'
		assert [text for _, text in iterate_prose(source)] == ["One.", "Two.", "# Four"]


def iterate_prose(source: str) -> Iterator[tuple[int, str]]:
	"""Yield the docstrings and then the comments of a source, with the line where each begins."""
	for node in ast.walk(ast.parse(source)):
		body = getattr(node, "body", None)
		for one in body if isinstance(body, list) else ():
			if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant):
				yield one.lineno, str(one.value.value)
	for token in tokenize.generate_tokens(io.StringIO(source).readline):
		if token.type == tokenize.COMMENT:
			yield token.start[0], token.string


def iterate_names(tree: ast.AST) -> Iterator[str]:
	"""Yield what a module names itself; fields of classes are named as the wire and tables are."""
	fields = {
		id(one.target)
		for node in ast.walk(tree)
		if isinstance(node, ast.ClassDef)
		for one in node.body
		if isinstance(one, ast.AnnAssign)
	}
	for node in ast.walk(tree):
		if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
			yield node.name
		elif isinstance(node, ast.arg):
			yield node.arg
		elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
			if id(node) not in fields:
				yield node.id
		elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self":
			yield node.attr


def split_name(name: str) -> list[str]:
	return [part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)]
