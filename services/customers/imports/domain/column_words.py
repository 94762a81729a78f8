"""Finds where a column goes by its name, in the words of one kind of file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from chasqui.kernel.texts.languages import list_languages
from customers.people.domain.names import split_words

Words = tuple[str, ...]
# How forms and spreadsheets shorten words where a column is narrow, with a dot or without.
SHORTENED = {
	short: whole
	for whole, shorts in {
		"FECHA": "fec fech fch fcha", "NACIMIENTO": "nac nacim nacto ncto",
		"TELEFONO": "tel telf telef tlf tfno tlfno", "CELULAR": "cel celu",
		"MOVIL": "mov", "DIRECCION": "dir direc direcc",
		"CEDULA": "ced", "DOCUMENTO": "doc docto dcto", "IDENTIFICACION": "ident identif",
		"NOMBRE": "nom nomb nbre", "NOMBRES": "noms", "APELLIDO": "apell", "APELLIDOS": "apells",
		"PROVINCIA": "prov", "CIUDAD": "ciud cdad", "ELECTRONICO": "elect electr elec",
		"REGISTRO": "reg registr", "MENSUAL": "mens", "ULTIMO": "ult",
		"ACTUALIZACION": "act actualiz",
		"PASAPORTE": "pasap", "RAZON": "raz", "SOCIAL": "soc",
		"CANTIDAD": "cant ctd", "DESCUENTO": "dscto desct",
		"ARTICULO": "art", "PRODUCTO": "prod", "FACTURA": "fact fac", "CODIGO": "cod",
	}.items()
	for short in split_words(shorts)
}  # fmt: skip


@dataclass(frozen=True)
class Vocabulary:
	"""What the columns of one kind of file are called.

	`list_names` gives the whole names that are known, by where each goes, in the languages of our
	exports; `fillers` stand between the words of a name and say nothing; with a word of `strangers`
	besides what it is about a column says something else about it, with one of `others` it is of
	somebody else. What `whole_only` names is taken for itself as a whole name only.
	"""

	list_names: Callable[[Words], dict[str, str]]
	fillers: frozenset[str]
	strangers: frozenset[str]
	others: frozenset[str] = frozenset()
	whole_only: Words = ()

	def find_whole(self, name: str) -> str | None:
		"""Return where a column goes whose whole name is known; empty where it goes nowhere."""
		return self.list_names(list_languages()).get(normalize(name))

	def names_another(self, name: str) -> bool:
		"""Return whether a column is of somebody else: «Correo del asesor»."""
		return not self.others.isdisjoint(self.make_words(name))

	def find_phrase(self, name: str) -> tuple[str, int]:
		"""Return where the most specific part of a name goes, and of how many words it is.

		Of two equally specific ones the last counts: «Home Address Phone» is a phone. A name with a
		stranger goes nowhere: «Tipo de correo» is no address.
		"""
		words = self.make_words(name)
		phrases = list_phrases(self, list_languages())
		best, best_size = "", 0
		for start in range(len(words)):
			for end in range(start + 1, len(words) + 1):
				target = phrases.get(words[start:end], "")
				rest = (*words[:start], *words[end:])
				if target and end - start >= best_size and not self.strangers.intersection(rest):
					best, best_size = target, end - start
		return best, best_size

	def make_words(self, text: str) -> Words:
		"""Return the words of a column's name that say something: ``Fecha de Nac.`` is two."""
		words = _list_whole_words(text)
		return tuple(word for word in words if word not in self.fillers) or words


def normalize(text: str) -> str:
	"""Return a column's name as the lists here have it: ``Fec. de Nac.`` is
	``fecha_de_nacimiento``, ``IVA %`` is ``iva_porcentaje``.
	"""
	return "_".join(_list_whole_words(text)).lower()


@cache
def list_phrases(vocabulary: Vocabulary, languages: Words) -> dict[Words, str]:
	"""Return the names by the words that say something, to be found within longer names.

	Of some a single word would be left that says nothing by itself: «Cliente desde».
	"""
	whole = vocabulary.list_names(languages)
	make_words = vocabulary.make_words
	phrases = {make_words(name): target for name, target in whole.items() if target}
	known = {(name.upper(),) for name, target in whole.items() if target}
	known -= {(name.upper(),) for name in vocabulary.whole_only}
	return {words: target for words, target in phrases.items() if len(words) > 1 or words in known}


def _list_whole_words(text: str) -> Words:
	words = split_words(text.replace("%", " porcentaje "))
	return tuple(SHORTENED.get(word, word) for word in words)
