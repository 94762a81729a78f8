"""What a feature declares by having it is found: pages, lines of the menu, words of its labels."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Blueprint, Flask

import portal
from chasqui.contracts.customers.people import Gender
from portal.app import create_app
from portal.features import FEATURES
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words, set_up_words
from portal.shell.pages.menu import Entry

FOLDER = Path(portal.__file__ or "").parent
DECLARED = (
	("pages", Blueprint, "blueprint"),
	("pages", Entry, "ENTRY"),
	("labels", Words, "WORDS"),
)


def find_instances(layer: str, kind: type) -> Iterator[Any]:
	"""Yield every object of a kind that a module of a layer makes, whatever it is called there."""
	for module in FEATURES.load(layer):
		yield from (value for value in vars(module).values() if isinstance(value, kind))


@pytest.mark.parametrize(("layer", "kind", "name"), DECLARED)
class TestDeclarations:
	def test_none_is_overlooked_by_its_name(self, layer: str, kind: type, name: str) -> None:
		found = [*find_instances(layer, kind)]
		assert found
		assert [*map(id, found)] == [*map(id, FEATURES.collect(layer, name))]

	def test_no_module_stands_deeper_than_it_is_looked_for(
		self, layer: str, kind: type, name: str
	) -> None:
		loaded = {Path(module.__file__) for module in FEATURES.load(layer)}
		assert {*FOLDER.glob(f"*/{layer}.py"), *FOLDER.glob(f"*/{layer}/**/*.py")} == loaded


def test_every_blueprint_of_a_feature_is_served() -> None:
	blueprints = {blueprint.name for blueprint in find_instances("pages", Blueprint)}
	assert blueprints <= set(create_app().blueprints)


def test_no_two_lines_of_the_menu_have_one_place() -> None:
	places = Counter((entry.group, entry.place) for entry in FEATURES.collect("pages", "ENTRY"))
	assert set(places.values()) == {1}


def test_what_two_features_declare_is_refused() -> None:
	words = Words(((Gender.FEMALE, Label("Mujeres")),))
	with pytest.raises(ValueError, match="twice"):
		set_up_words(Flask("test"), [words, words])
	with pytest.raises(ValueError, match="twice"):
		set_up_words(Flask("test"), [Words(filters={"upper": str.upper})])
