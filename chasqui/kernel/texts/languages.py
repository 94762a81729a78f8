"""The languages that there are, the current one, and their catalogues.

A language is one catalogue, ``chasqui/locale/<language>/LC_MESSAGES/chasqui.po``, for the whole
suite. Spanish needs none: its words are the messages' ids.
"""

from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

DEFAULT = "es"
DOMAIN = "chasqui"
FOLDER = Path(__file__).parents[2] / "locale"
CATALOGUE = Path("LC_MESSAGES") / f"{DOMAIN}.po"
_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


@cache
def list_languages() -> tuple[str, ...]:
	"""Return the codes of the languages with a catalogue, Spanish first."""
	found = {path.parents[1].name for path in FOLDER.glob(f"*/{CATALOGUE}")}
	return (DEFAULT, *sorted(found - {DEFAULT}))


def read_language() -> str:
	"""Return the code of the current language."""
	return _current.get()


def set_language(language: str | None) -> None:
	"""Choose the language of this request or task; Spanish where there is no such catalogue."""
	_current.set(language if language and language in list_languages() else DEFAULT)


def find_catalogue(language: str | None = None) -> NullTranslations:
	"""Return the catalogue of a language; of the current one if none is given."""
	return _load_catalogue(language or read_language())


def write_number(number: int, language: str | None = None) -> str:
	"""Return a number as it is written in a language: ``1.234`` in the Spanish of Ecuador."""
	spoken = language or read_language()
	return format_decimal(number, locale="es_EC" if spoken == DEFAULT else spoken)


@cache
def _load_catalogue(language: str) -> NullTranslations:
	path = FOLDER / language / CATALOGUE
	if language not in list_languages() or not path.exists():
		return Translations()
	with path.open("rb") as file:
		catalogue = read_po(file, locale=language, domain=DOMAIN)
	compiled = BytesIO()
	write_mo(compiled, catalogue)  # leaves out what is fuzzy
	compiled.seek(0)
	return Translations(compiled, DOMAIN)
