"""The lists of features: one per service, the folders, and the contracts of the linter agree."""

import ast
import configparser
import importlib
import inspect
import re
from pathlib import Path

import pytest

from chasqui.kernel.features import Features
from tests.architecture.source import REPOSITORY, list_files

LINTER = configparser.ConfigParser()
LINTER.read(REPOSITORY / ".importlinter", "utf-8")
LAYERS = REPOSITORY / "docs/modelos/clases/Modelo_Capas.md"
SERVICES = sorted(path.parent.name for path in (REPOSITORY / "services").glob("*/features.py"))


# What stands below the features, of which none is a feature itself.
GROUND = {"portal": ["features", "session", "|", "siblings", "config"]}
USUAL_GROUND = ["features", "tables", "config"]


def read_features(service: str) -> Features:
	found = importlib.import_module(f"{service}.features").FEATURES
	assert isinstance(found, Features)
	return found


def find_inner_contract(service: str) -> configparser.SectionProxy:
	"""Return the contract about the layers inside the features of a service."""
	return next(
		LINTER[section]
		for section in LINTER.sections()
		if f"{service}.{read_features(service).names[0]}"
		in LINTER[section].get("containers", "").split()
	)


def list_layers(service: str) -> set[str]:
	return set(re.findall(r"\w+", find_inner_contract(service)["layers"]))


def list_features(service: str) -> set[str]:
	"""Return the folders that hold a layer."""
	root, layers = REPOSITORY / "services" / service, list_layers(service)
	return {
		folder.name
		for folder in root.iterdir()
		if folder.is_dir() and layers & {path.stem for path in folder.iterdir()}
	}


@pytest.mark.parametrize("service", SERVICES)
class TestFeatures:
	def test_every_folder_of_layers_is_a_listed_feature(self, service: str) -> None:
		assert set(read_features(service).names) == list_features(service) - {"app"}

	def test_its_tests_on_real_parts_are_sorted_by_feature(self, service: str) -> None:
		root = REPOSITORY / "tests/integration" / service
		sorted_by = {path.parent.name for path in root.glob("*/test_*.py")}
		assert sorted_by - set(read_features(service).names) == set()
		assert len(sorted_by) > 3

	def test_the_linter_keeps_the_same_order(self, service: str) -> None:
		contract = LINTER[f"importlinter:contract:features-of-{service}"]
		layers = contract["layers"].split()
		names = read_features(service).names
		assert layers == ["app", *reversed(names), *GROUND.get(service, USUAL_GROUND)]

	def test_the_documents_name_them_in_the_same_order(self, service: str) -> None:
		[row] = re.findall(rf"(?m)^\| `{service}` \| (.*) \|$", LAYERS.read_text("utf-8"))
		assert tuple(one.split("`")[1] for one in row.split(" · ")) == read_features(service).names

	def test_the_linter_keeps_the_layers_of_each(self, service: str) -> None:
		contract = find_inner_contract(service)
		assert contract["exhaustive"] == "True"
		containers = contract["containers"].split()
		mine = {name for name in containers if name.startswith(f"{service}.")}
		assert mine == {f"{service}.{name}" for name in read_features(service).names}

	def test_a_features_package_loads_nothing(self, service: str) -> None:
		root = REPOSITORY / "services" / service
		packages = (Path(root, name, "__init__.py") for name in read_features(service).names)
		assert [str(path) for path in packages if path.read_text("utf-8")] == []

	def test_every_layer_of_a_feature_can_be_loaded(self, service: str) -> None:
		features = read_features(service)
		loaded = {
			module.__name__.split(".")[1]
			for layer in list_layers(service)
			for module in features.load(layer)
		}
		assert loaded == set(features.names)


def list_gathered() -> dict[str, set[str]]:
	"""Return the names under which the kernel gathers what a layer declares, by layer."""
	found: dict[str, set[str]] = {}
	for file in list_files("chasqui/kernel"):
		for node in ast.walk(ast.parse(file.read_text("utf-8"))):
			if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "gather":
				layer, name = (ast.literal_eval(one) for one in node.args[:2])
				found.setdefault(layer, set()).add(name)
	return found


# The portal has no parts to make: its pages are found by their blueprints.
@pytest.mark.parametrize("service", [one for one in SERVICES if one != "portal"])
@pytest.mark.parametrize("layer", sorted(list_gathered()))
def test_what_is_made_of_the_parts_has_a_name_that_is_gathered(service: str, layer: str) -> None:
	"""A misspelt `build_sweeps` would be passed over without a word."""
	made = {
		f"{module.__name__}.{name}"
		for module in read_features(service).load(layer)
		for name, value in vars(module).items()
		if inspect.isfunction(value)
		and value.__module__ == module.__name__
		and [*inspect.signature(value).parameters] == ["wiring"]
		and name not in list_gathered()[layer]
	}
	assert made == set()
