import ast
import importlib
import re

import pytest

from tests.architecture.source import (
	PRODUCT,
	REPOSITORY,
	is_property,
	iterate_functions,
	list_files,
	name_file,
)

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "base"}
# Names that frameworks or Python itself give.
GIVEN = {"main", "up", "demo", "upgrade", "downgrade", "handle_DATA", "handle_RCPT", "lambda"}
NOT_VERBS = re.compile(r"^(the|a|an|my|new|old|data|info|result|value|item|id|list_of|number)(_|$)")
LAYERS = {
	"api", "tasks", "events", "engines", "use_cases", "repositories", "clients", "transports",
}  # fmt: skip
# Where a class that extends nothing is ours to name: others are named by what they extend.
FREE_LAYERS = {"domain", "portal", "soap"}
RECORDS = {"Enum", "StrEnum", "NamedTuple", "Protocol", "ComplexModel"}
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


@pytest.mark.covers("K5", "K8")
class TestRoles:
	"""A class with behaviour ends in a word of the glossary (`Glosario_Papeles.md`)."""

	def test_classes_of_services_have_a_role_of_the_glossary(self) -> None:
		roles = read_roles()
		wrong = {
			f"{name_file(file)}:{node.name}"
			for file in list_files("services")
			if LAYERS & set(file.with_suffix("").parts) and "portal" not in file.parts
			for node in ast.parse(file.read_text("utf-8")).body
			if isinstance(node, ast.ClassDef) and has_behaviour(node)
			if find_last_word(node.name) not in roles
		}
		assert wrong == set()

	def test_classes_of_the_domain_the_portal_and_soap_have_one_too(self) -> None:
		roles = read_roles()
		wrong = {
			f"{name_file(file)}:{node.name}"
			for file in list_files("services")
			if FREE_LAYERS & set(file.with_suffix("").parts) and "frontend" not in file.parts
			for node in ast.parse(file.read_text("utf-8")).body
			if isinstance(node, ast.ClassDef) and has_behaviour(node)
			if {ast.unparse(base).split("[")[0] for base in node.bases} <= {"Generic"}
			if find_last_word(node.name) not in roles
		}
		assert wrong == set()

	def test_classes_of_the_kernel_have_one_or_are_a_thing(self) -> None:
		wrong = {
			f"{name_file(file)}:{node.name}"
			for file in list_files("chasqui/kernel")
			for node in ast.parse(file.read_text("utf-8")).body
			if isinstance(node, ast.ClassDef) and has_behaviour(node)
			if {ast.unparse(base).split("[")[0] for base in node.bases} <= {"Generic"}
			if find_last_word(node.name) not in read_roles() | read_things()
		}
		assert wrong == set()

	def test_every_thing_of_the_glossary_is_there(self) -> None:
		named = {
			find_last_word(node.name)
			for file in list_files("chasqui/kernel")
			for node in ast.parse(file.read_text("utf-8")).body
			if isinstance(node, ast.ClassDef)
		}
		assert read_things() - named == set()

	def test_every_role_of_the_glossary_is_somebodys(self) -> None:
		used = {
			find_last_word(node.name)
			for file in list_files("services")
			for node in ast.walk(ast.parse(file.read_text("utf-8")))
			if isinstance(node, ast.ClassDef) and has_behaviour(node)
		}
		assert read_roles() - used == set()

	@pytest.mark.parametrize("service", ["customers", "campaigns", "mailer"])
	def test_tables_end_in_row(self, service: str) -> None:
		table = importlib.import_module(f"{service}.tables").Table
		importlib.import_module(f"{service}.features").FEATURES.load_tables(table)
		names = {mapper.class_.__name__ for mapper in table.registry.mappers}
		assert len(names) > 5
		assert {name for name in names if not name.endswith("Row")} == set()


def read_roles() -> set[str]:
	return read_table("Papel")


def read_things() -> set[str]:
	return read_table("Cosa")


def read_table(heading: str) -> set[str]:
	"""Return the first column of the glossary's table with this heading."""
	text = (REPOSITORY / "docs/modelos/clases/Glosario_Papeles.md").read_text("utf-8")
	rows = text.partition(f"\n| {heading} |")[2].partition("\n\n")[0].splitlines()
	return {row.split("|")[1].strip() for row in rows if re.match(r"\| [A-Z][a-z]+ \|", row)}


def find_last_word(name: str) -> str:
	return re.findall(r"[A-Z][a-z0-9]*", name)[-1]


def has_behaviour(node: ast.ClassDef) -> bool:
	"""Records, enumerations, failures, wire types and a module's own classes need no role."""
	bases = {ast.unparse(base).split("[")[0].split(".")[-1] for base in node.bases}
	is_record = any("dataclass" in ast.unparse(one) for one in node.decorator_list)
	is_failure = any(base.endswith(("Error", "Exception", "Unavailable")) for base in bases)
	return not (is_record or is_failure or bases & RECORDS or node.name.startswith("_"))
