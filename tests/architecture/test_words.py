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
	"book", "door", "hear", "heard", "hush", "joiner", "keeper", "shelf", "speak", "tell",
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
			for name in (file.stem, *iterate_names(ast.parse(file.read_text("utf-8"))))
			if PARTS & set(split_name(name))
		]
		assert wrong == []

	@pytest.mark.parametrize(
		"name", ["TokenKeeper", "_keepers", "TOLD_BY", "_tell", "PictureBook", "told"]
	)
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
		if not (isinstance(node, ast.Name) and id(node) in fields):
			yield from filter(None, [find_name(node)])


def find_name(node: ast.AST) -> str | None:
	"""Return the name that a node gives to something, if it does."""
	match node:
		case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
			return name
		case ast.arg(arg=name) | ast.alias(asname=name) | ast.ExceptHandler(name=name):
			return name
		case ast.Name(id=name, ctx=ast.Store()):
			return name
		case ast.Attribute(attr=name, value=ast.Name(id="self")):
			return name
	return None


def split_name(name: str) -> list[str]:
	"""Return the words of a name in small letters, plurals as one."""
	parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)
	return [part.lower().removesuffix("s") for part in parts]
