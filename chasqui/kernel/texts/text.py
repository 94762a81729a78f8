"""What the suite says to people: a Spanish text with its parameters, put into words at the edge.

The Spanish text is the message's id, as gettext has it; parameters are named: ``{name}``. Inside,
a text is handed on as it is; ``str()`` puts it into the language of who reads it, which the edge
has chosen (`languages`). Parameters carry names, numbers and other texts, never words of ours.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import from_json

from chasqui.kernel.texts.languages import find_catalogue, list_languages, write_number

MARK = '{"text":'
"""How a kept text with parameters begins; one without them is kept as it is."""
PLAIN = {"id", "year"}
"""Parameters whose digits name something and count nothing."""
PARAMETER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A name alone: a text that a row keeps may not ask for attributes or widths."""


@dataclass(frozen=True, slots=True)
class Text:
	"""One text. `many` is what it is called where its parameter `count` is not one."""

	id: str
	parameters: tuple[tuple[str, Any], ...] = ()
	many: str = ""

	def __str__(self) -> str:
		return self.render()

	def render(self, language: str | None = None) -> str:
		"""Return the words in a language; in the one that the edge has chosen if none is given."""
		if not self.id:
			return ""
		given = dict(self.parameters)
		catalogue = find_catalogue(language)
		count = given.get("count")
		if self.many and isinstance(count, int):
			words = catalogue.ngettext(self.id, self.many, count)
		else:
			words = catalogue.gettext(self.id)
		if not given:
			return words
		return PARAMETER.sub(
			lambda found: _render(found[1], given.get(found[1], found[0]), language), words
		)

	def list_renderings(self) -> list[str]:
		"""Return the words in every language that there is, Spanish first."""
		return [self.render(language) for language in list_languages()]

	def fill(self, given: Mapping[str, object]) -> "Text":
		"""Return the text with those of the given parameters that its words name."""
		named = list_named(self.id)
		chosen = tuple((name, value) for name, value in given.items() if name in named)
		return replace(self, parameters=chosen)

	def list_parameters(self) -> dict[str, Any]:
		"""Return the parameters as plain JSON: numbers, strings and texts, which are mappings."""
		return {name: _plainify(one) for name, one in self.parameters}

	def dump(self) -> str:
		"""Return what a row keeps of the text: see `read_text`."""
		return json.dumps(_plainify(self), ensure_ascii=False) if self.parameters else self.id


def say(message: str, /, **parameters: object) -> Text:
	"""Return a text: its Spanish words with ``{named}`` parameters, and these."""
	return Text(message, tuple(parameters.items()))


def say_many(one: str, many: str, /, *, count: int, **parameters: object) -> Text:
	"""Return a text that depends on a number, which it may name ``{count}``."""
	return Text(one, (("count", count), *parameters.items()), many)


def join_texts(texts: Iterable[Text]) -> Text:
	"""Return texts side by side, each put into words by itself: ``Nombre, Identificación``."""
	named = [(f"part{number}", one) for number, one in enumerate(texts)]
	return Text(", ".join(f"{{{name}}}" for name, _ in named), tuple(named))


def list_named(words: str) -> set[str]:
	"""Return the names of the parameters that a message names."""
	return set(PARAMETER.findall(words))


def quote(words: object) -> Text:
	"""Return words that somebody else has chosen: a sibling, a library, a row of older days."""
	return Text(str(words))


def read_text(kept: str) -> Text:
	"""Return the text that a row keeps; what older versions kept as words stays as it is."""
	if not kept.startswith(MARK):
		return Text(kept)
	try:
		return _read(from_json(kept))
	except (ValueError, KeyError, TypeError, AttributeError):
		return Text(kept)


def _read(document: Mapping[str, Any]) -> Text:
	given = {
		name: _read(one) if isinstance(one, dict) else one
		for name, one in document["params"].items()
	}
	return Text(str(document["text"]), tuple(given.items()), str(document.get("many", "")))


def _render(name: str, value: object, language: str | None) -> str:
	"""Return a parameter in words; a number as people of the language write it: ``1.234``."""
	if isinstance(value, Text):
		return value.render(language)
	if isinstance(value, int) and not isinstance(value, bool) and name not in PLAIN:
		return write_number(value, language)
	return str(value)


def _plainify(value: object) -> Any:
	if isinstance(value, Text):
		document = {"text": value.id, "params": value.list_parameters()}
		return {**document, "many": value.many} if value.many else document
	return value if value is None or isinstance(value, bool | int | float) else str(value)
