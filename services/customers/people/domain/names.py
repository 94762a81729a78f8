"""Names as people write them and as the search reads them: without accents, upper case."""

import re
import unicodedata
from functools import lru_cache

from chasqui.kernel.texts.cleaning import drop_invisible, fold_line, tidy_line
from chasqui.kernel.texts.text import say
from customers.people.domain.problems import BadField

LONGEST_NAME, LONGEST_GIVEN = 160, 80
LONGEST_TITLE_KEY = 120  # some signs become many letters
MARKS = re.compile("[\u0300-\u036f]+")
# D'Angelo is one word, however its apostrophe is typed.
APOSTROPHES = re.compile("['‘’‛ʼ´`]")
NOT_WORD = re.compile(r"[^A-Z0-9]+")


def clean_name(text: str) -> tuple[str, str]:
	"""Return a name in one line of single spaces, composed (NFC), and its key.

	:raises BadField: too short, too long, without a letter, with control characters
	"""
	name = tidy_line(text)
	if not unicodedata.is_normalized("NFC", name):
		name = unicodedata.normalize("NFC", name)
	if len(name) > LONGEST_NAME:
		raise BadField(
			"name",
			"too_long",
			say("El nombre pasa de {longest_name} caracteres.", longest_name=LONGEST_NAME),
		)
	if not name.isprintable():
		raise BadField("name", "bad_characters", say("El nombre lleva caracteres de control."))
	key = make_name_key(name)
	if len(name) < 2 or not key:
		raise BadField("name", "too_short", say("Falta el nombre."))
	return name, key


def clean_given_names(text: str) -> str | None:
	"""Return given names in one line, None for an empty text.

	:raises BadField: too long, without a letter, with control characters
	"""
	name = unicodedata.normalize("NFC", tidy_line(text))
	if not name:
		return None
	if len(name) > LONGEST_GIVEN or not name.isprintable() or not make_name_key(name):
		message = say("El nombre de pila lleva letras, hasta {longest}.", longest=LONGEST_GIVEN)
		raise BadField("given_names", "bad_given_names", message)
	return name


def make_name_key(name: str) -> str:
	"""Return the words of a name for search and order: ``José  Peña`` gives ``JOSE PENA``."""
	return " ".join(filter(None, map(_make_part_key, drop_invisible(name).split())))


def make_title_key(title: str) -> str:
	"""Return what is the same of the titles that people take for one: ``Leales de ÑUÑOA`` gives
	``leales de nunoa``.
	"""
	return fold_line(title)[:LONGEST_TITLE_KEY]


def split_words(text: str) -> list[str]:
	"""Return the words of a text in upper case, without marks and punctuation."""
	return make_name_key(text).split()


# The same names come again and again: a million customers have some thousands of them.
@lru_cache(maxsize=65_536)
def _make_part_key(text: str) -> str:
	joined = APOSTROPHES.sub("", text.upper())
	plain = MARKS.sub("", unicodedata.normalize("NFKD", joined))
	return NOT_WORD.sub(" ", plain).strip()
