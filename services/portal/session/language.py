"""The language of the pages: what a person chose, else what the browser prefers."""

from babel import Locale, numbers
from flask import Flask, request
from flask_babel import Babel, Domain

from chasqui.kernel.texts.languages import (
	DEFAULT,
	DOMAIN,
	find_catalogue,
	list_languages,
	read_language,
	set_language,
)

COOKIE = "chasqui_language"
SPANISH = "es-EC"
NUMBERS = "es_EC"
COUNTS = frozenset({"num", "count", "total"})


class WrittenNumber(int):
	"""A number that a text says as Ecuador writes it: ``1.234``."""

	def __str__(self) -> str:
		return str(numbers.format_decimal(int(self), locale=NUMBERS))


class SuiteDomain(Domain):  # type: ignore[misc]
	"""The pages' texts stand in the suite's one catalogue."""

	def gettext(self, string: str, **variables: object) -> str:
		"""Return a text with its numbers as people write them."""
		return str(super().gettext(string, **_write_counts(variables)))

	def ngettext(self, singular: str, plural: str, num: int, **variables: object) -> str:
		"""Return a text about so many, likewise."""
		counts = _write_counts({"num": num, **variables})
		return str(super().ngettext(singular, plural, **counts))

	def get_translations(self) -> object:
		"""Return the catalogue of the current language."""
		return find_catalogue()


class SuiteBabel(Babel):  # type: ignore[misc]
	"""Flask-Babel on the suite's catalogues, in the suite's language."""

	@property
	def domain_instance(self) -> Domain:
		"""Return where texts are looked up."""
		return SuiteDomain(domain=DOMAIN)


def _write_counts(variables: dict[str, object]) -> dict[str, object]:
	"""Return what goes into a text; numbers that name something (an id, a year) stay bare."""
	return {
		name: WrittenNumber(value) if name in COUNTS and type(value) is int else value
		for name, value in variables.items()
	}


def set_up_languages(app: Flask, zone: str) -> None:
	"""Show pages in a language of those that have a catalogue, and ask the siblings in it."""
	SuiteBabel(app, default_locale=DEFAULT, default_timezone=zone, locale_selector=read_language)

	@app.before_request
	def choose_language() -> None:
		chosen = request.cookies.get(COOKIE, "")
		known = list_languages()
		set_language(chosen if chosen in known else request.accept_languages.best_match(known))


def list_choices() -> list[tuple[str, str]]:
	"""Return the languages as (code, own name); none where there is nothing to choose."""
	known = list_languages()
	if len(known) == 1:
		return []
	return [(code, str(Locale.parse(code).get_display_name(code)).capitalize()) for code in known]


def read_page_language() -> str:
	"""Return the language of a page as HTML names it (BCP 47)."""
	spoken = read_language()
	return SPANISH if spoken == DEFAULT else spoken
