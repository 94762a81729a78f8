"""No page is empty without a word on what would fill it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

PORTAL = Path(__file__).parents[4] / "services" / "portal"
TEMPLATES = sorted(PORTAL.rglob("templates/**/*.html"))


def find_calls(source: str) -> Iterator[nodes.Call]:
	"""Yield the uses of the macro `empty` of a template."""
	parsed = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"]).parse(source)
	for call in parsed.find_all(nodes.Call):
		if isinstance(call.node, nodes.Getattr) and call.node.attr == "empty":
			yield call


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_it_says_how_the_first_one_comes(template: Path) -> None:
	for call in find_calls(template.read_text(encoding="utf-8")):
		assert len(call.args) == 3, f"line {call.lineno}: what brings the first row?"


def test_the_macro_is_used() -> None:
	uses = [one for path in TEMPLATES for one in find_calls(path.read_text(encoding="utf-8"))]
	assert len(uses) > 10
