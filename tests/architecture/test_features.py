"""The lists of features: one per service, the folders, and the contracts of the linter agree."""

import configparser
import importlib
from pathlib import Path

import pytest

from chasqui.kernel.features import Features
from tests.architecture.source import REPOSITORY

LAYERS = {
	"api", "tasks", "events", "wiring", "engines", "use_cases", "repositories", "clients",
	"transports", "models", "domain",
}  # fmt: skip
LINTER = configparser.ConfigParser()
LINTER.read(REPOSITORY / ".importlinter", "utf-8")
SERVICES = sorted(path.parent.name for path in (REPOSITORY / "services").glob("*/features.py"))


def list_features(service: str) -> set[str]:
	"""Return the folders that hold a layer."""
	root = REPOSITORY / "services" / service
	return {
		folder.name
		for folder in root.iterdir()
		if folder.is_dir() and LAYERS & {path.stem for path in folder.iterdir()}
	}


def read_features(service: str) -> Features:
	found = importlib.import_module(f"{service}.features").FEATURES
	assert isinstance(found, Features)
	return found


@pytest.mark.parametrize("service", SERVICES)
class TestFeatures:
	def test_every_folder_of_layers_is_a_listed_feature(self, service: str) -> None:
		assert set(read_features(service).names) == list_features(service) - {"app"}

	def test_the_linter_keeps_the_same_order(self, service: str) -> None:
		contract = LINTER[f"importlinter:contract:features-of-{service}"]
		layers = contract["layers"].split()
		names = read_features(service).names
		assert layers == ["app", *reversed(names), "features", "tables", "config"]

	def test_the_linter_keeps_the_layers_of_each(self, service: str) -> None:
		containers = LINTER["importlinter:contract:layers-of-features"]["containers"].split()
		mine = {name for name in containers if name.startswith(f"{service}.")}
		assert mine == {f"{service}.{name}" for name in read_features(service).names}

	def test_a_features_package_loads_nothing(self, service: str) -> None:
		root = REPOSITORY / "services" / service
		packages = (Path(root, name, "__init__.py") for name in read_features(service).names)
		assert [str(path) for path in packages if path.read_text("utf-8")] == []

	def test_every_layer_of_a_feature_can_be_loaded(self, service: str) -> None:
		features = read_features(service)
		for layer in LAYERS:
			list(features.load(layer))
		assert [*features.load("models")]
