"""What people are told is a text: one message with named parameters, put into words at the edge."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from chasqui.cli.messages import collect_messages
from chasqui.kernel.texts import languages
from chasqui.kernel.texts.text import list_named
from tests.architecture.source import REPOSITORY, list_files, name_file

MAKERS = {"say", "say_many"}
WORD = re.compile(r"[^\W\d_]{2,}")
SPANISH = re.compile(r"[áéíóúñ¿¡«»]|^[A-Z][a-z]+ |\b(de|la|el|los|una?|que|con|para|por|debe)\b")
"""Enough to know a sentence for people from a name for programs."""
Found = tuple[str, ast.Call]


@cache
def list_calls() -> tuple[tuple[Path, ast.Call, str], ...]:
	"""Return all calls of the product's code with the name of what is called."""
	return tuple(
		(file, node, name_callee(node.func))
		for file in list_files("chasqui", "services")
		for node in ast.walk(ast.parse(file.read_text("utf-8")))
		if isinstance(node, ast.Call)
	)


def name_callee(node: ast.expr) -> str:
	return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


@cache
def list_failures() -> frozenset[str]:
	"""Return the names of all classes that say something to people, wherever they are declared."""
	names = {"AppError", "BadValue", "FieldError"}
	bases = {
		node.name: {name_callee(base) for base in node.bases}
		for file in list_files("chasqui", "services")
		for node in ast.walk(ast.parse(file.read_text("utf-8")))
		if isinstance(node, ast.ClassDef)
	}
	while more := {name for name, of in bases.items() if of & names} - names:
		names |= more
	return frozenset(names)


def list_makers() -> Iterator[tuple[str, ast.Call]]:
	for file, node, name in list_calls():
		if name in MAKERS and not name_file(file).startswith("chasqui/kernel/texts/"):
			yield f"{name_file(file)}:{node.lineno}", node


def find_words(node: ast.expr) -> bool:
	"""Tell whether an expression has words of ours that no text is made of."""
	if isinstance(node, ast.Call):
		return False
	if isinstance(node, ast.Constant):
		return isinstance(node.value, str) and bool(WORD.search(node.value))
	return any(find_words(one) for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr))


class TestTexts:
	def test_the_failures_are_found(self) -> None:
		assert {"NotFound", "BrokenStream", "BadField", "BadIdentity"} <= list_failures()
		assert len(list(list_makers())) > 250

	def test_no_failure_is_told_in_words(self) -> None:
		told = {
			f"{name_file(file)}:{node.lineno}: {ast.unparse(one)}"
			for file, node, name in list_calls()
			if name in list_failures()
			for one in (*node.args, *(k.value for k in node.keywords if k.arg in (None, "detail")))
			for value in ast.walk(one)
			if isinstance(one, ast.Constant | ast.JoinedStr | ast.IfExp | ast.BinOp)
			and isinstance(value, ast.Constant)
			and isinstance(value.value, str)
			and SPANISH.search(value.value)
		}
		assert told == set()

	def test_no_contract_refuses_in_words(self) -> None:
		"""What pydantic raises of ours reaches people: `chasqui.kernel.field_errors`."""
		told = {
			f"{name_file(file)}:{node.lineno}"
			for file, node, name in list_calls()
			if name in ("ValueError", "PydanticCustomError", "AssertionError")
			and name_file(file).startswith("chasqui/contracts/")
			for one in node.args
			if find_words(one) and any(SPANISH.search(ast.unparse(part)) for part in ast.walk(one))
		}
		assert told == set()

	def test_a_message_is_one_literal(self) -> None:
		"""Only so can it be taken out for another language."""
		made = {
			place
			for place, node in list_makers()
			for one in node.args
			if not isinstance(one, ast.Constant) or not isinstance(one.value, str)
		}
		assert made == set()

	def test_parameters_are_those_that_the_message_names(self) -> None:
		wrong = {}
		for place, node in list_makers():
			given = {keyword.arg for keyword in node.keywords}
			named = [list_named(str(getattr(one, "value", ""))) for one in node.args]
			union = set().union(*named)
			if name_callee(node.func) == "say_many":
				union |= {"count"}
			if union != given:
				wrong[place] = union ^ given
		assert wrong == {}

	def test_parameters_carry_no_words_of_ours(self) -> None:
		"""Another language could not say them: they are texts of their own."""
		carried = {
			f"{place}: {ast.unparse(keyword.value)}"
			for place, node in list_makers()
			for keyword in node.keywords
			if find_words(keyword.value)
		}
		assert carried == set()


class TestCatalogues:
	def test_each_says_everything_with_the_same_parameters(self) -> None:
		template = collect_messages()
		for language in languages.list_languages():
			path = languages.FOLDER / language / languages.CATALOGUE
			if language != languages.DEFAULT:
				assert list_faults(template, read_catalogue(path)) == {}

	def test_a_faulty_one_is_known(self) -> None:
		template, faulty = Catalog(), Catalog(locale="en")
		for told in ("Falta.", "Van {count}.", "Hay %(count)s.", ("Es {count}.", "Son {count}.")):
			template.add(told)
		faulty.add("Van {count}.", "There are {number}.")
		faulty.add("Hay %(count)s.", "There are %(count)s.")
		faulty.add(("Es {count}.", "Son {count}."), ("It is one.", ""))
		assert list_faults(template, faulty) == {
			"Falta.": "missing", "Van {count}.": "parameters", "Es {count}.": "missing",
		}  # fmt: skip


def read_catalogue(path: Path) -> Catalog:
	with path.open("rb") as file:
		return read_po(file)


def list_faults(template: Catalog, catalogue: Catalog) -> dict[str, str]:
	"""Return the messages that a language says not, or with parameters that they do not have."""
	faults = {}
	for message in template:
		told = message.id if isinstance(message.id, tuple) else (message.id,)
		found = catalogue.get(told[0])
		words = found.string if found is not None and not found.fuzzy else ""
		said = words if isinstance(words, tuple) else (words,)
		if not told[0]:
			continue
		if not all(said):
			faults[told[0]] = "missing"
		elif not set().union(*map(name_parameters, said)) <= set().union(
			*map(name_parameters, told)
		):
			faults[told[0]] = "parameters"
	return faults


def name_parameters(words: str) -> set[str]:
	return list_named(words) | set(re.findall(r"%\((\w+)\)", words))


def test_a_number_in_a_sentence_is_given_as_people_write_it() -> None:
	"""gettext's own ``num`` is written as programs do: 1234, not 1.234."""
	files = [
		*list_files("services/portal"),
		*(REPOSITORY / "services" / "portal").rglob("templates/**/*.html"),
	]
	own = re.compile(r"%\(num\)[sd]")
	assert {name_file(file) for file in files if own.search(file.read_text("utf-8"))} == set()
