"""Templates keep the order of the features, which no linter sees: each knows only those below."""

import ast
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

import portal
from portal.features import FEATURES

FOLDER = Path(portal.__file__ or "").parent
TEMPLATES = {
	str(path.relative_to(FOLDER / name / "templates"))
	for name in FEATURES.names
	for path in (FOLDER / name / "templates").rglob("*.html")
}
# Lists, forms and reports are drawn by templates of the shell.
DRAWING = [name for name in FEATURES.names if (FOLDER / name / "templates").exists()]
NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


def list_texts(feature: str) -> Iterator[str]:
	"""Yield what names a template in a feature: whole, or the beginning of a composed name."""
	for path in (FOLDER / feature / "templates").rglob("*.html"):
		tree = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(
			path.read_text("utf-8")
		)
		for node in tree.find_all(NAMING):
			yield from (
				const.value
				for const in node.template.find_all(nodes.Const)
				if "/" in str(const.value)
			)
			if isinstance(node.template, nodes.Const):
				yield node.template.value
	for path in (FOLDER / feature).rglob("*.py"):
		for found in ast.walk(ast.parse(path.read_text("utf-8"))):
			if isinstance(found, ast.Constant) and isinstance(found.value, str):
				yield found.value


def list_names(feature: str) -> set[str]:
	"""Return the texts that are names of templates, or begin one."""
	return {
		text
		for text in list_texts(feature)
		if "/" in text and any(name.startswith(text) for name in TEMPLATES)
	}


@pytest.mark.parametrize("feature", FEATURES.names)
def test_a_feature_names_its_templates_and_those_below(feature: str) -> None:
	known = FEATURES.names[: FEATURES.names.index(feature) + 1]
	named = list_names(feature)
	assert named or feature not in DRAWING
	assert {name for name in named if name.split("/")[0] not in known} == set()


@pytest.mark.parametrize("feature", DRAWING)
def test_a_feature_keeps_its_templates_below_its_name(feature: str) -> None:
	folder = FOLDER / feature / "templates"
	assert [path.name for path in folder.iterdir()] == [feature]


def test_every_template_is_named_by_somebody() -> None:
	named = tuple({name for feature in FEATURES.names for name in list_names(feature)})
	assert {name for name in TEMPLATES if not name.startswith(named)} == set()
