"""Names as people write them and as the search reads them: without accents, upper case."""

import re
import unicodedata

from customers.domain.problems import BadField

LONGEST_NAME = 160
NOT_WORD = re.compile(r"[^A-Z0-9]+")


def clean_name(text: str) -> str:
	"""Return a name in one line of single spaces, composed (NFC).

	:raises BadField: too short, too long, or without a letter
	"""
	name = " ".join(text.split())
	if not name.isascii():
		name = unicodedata.normalize("NFC", name)
	if len(name) > LONGEST_NAME:
		raise BadField("name", "too_long", f"El nombre pasa de {LONGEST_NAME} caracteres.")
	if len(name) < 2 or not make_name_key(name):
		raise BadField("name", "too_short", "Falta el nombre.")
	return name


def make_name_key(name: str) -> str:
	"""Return the words of a name for search and order: ``José  Peña`` gives ``JOSE PENA``."""
	return " ".join(split_words(name))


def split_words(text: str) -> list[str]:
	"""Return the words of a text in upper case, without marks and punctuation."""
	if not text.isascii():
		decomposed = unicodedata.normalize("NFKD", text)
		text = "".join(char for char in decomposed if not unicodedata.combining(char))
	return NOT_WORD.sub(" ", text.upper()).split()
