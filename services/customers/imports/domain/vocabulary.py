"""What people and programs call the columns of a file, and where each goes.

The names are those of the fields themselves (`people.domain.fields`), of our exports in every
language, and of what Google Contacts, Outlook, HubSpot, Mailchimp and Shopify write.
"""

from collections.abc import Iterator
from functools import cache

from chasqui.contracts.customers.fields import WORDS, list_titles
from chasqui.contracts.customers.imports import (
	FIELD_TARGETS,
	SECTION_TARGETS,
	TARGET_EMAIL,
	TARGET_PHONE,
	TARGET_SECOND_NAME,
	TARGET_SECOND_SURNAME,
	TARGET_SURNAME,
	TARGET_TAGS,
)
from chasqui.kernel.texts.languages import DEFAULT, list_languages
from customers.people.domain.fields import FIELDS
from customers.people.domain.names import split_words

Words = tuple[str, ...]
# What stands between the words of a name and says nothing of where the column goes.
FILLERS = frozenset(
	split_words("""
	de del la el los las of the n no nro num numero number value valor formatted titular contacto
	principal primary default personal cliente customer subscriber contact particular home casa
	trabajo business work oficina usd o or 1 2 3 4
	""")
)
# A column with one of these besides what it is about says something else about it.
STRANGERS = frozenset(
	split_words("""
	label type tipo prefix suffix prefijo sufijo phonetic yomi id ids code codigo status estado
	owner ip time count total score rating pantalla display company empresa organization
	organizacion user usuario file archivo country pais postal zip cp nick nickname fecha date
	account producto product referencia reference para mostrar

	domain dominio provider proveedor extension ext extended web website url box po apartado hash
	origen source revenue reason motivo language idioma

	nacimiento nacido nacida birth born lugar place ano mes dia hora year month day hour

	changed change cambio cambiado cambiada modified modification modificado modificada
	modificacion updated update actualizado actualizada actualizacion created creado creada added

	verified verificado verificada confirmed confirmado confirmada valid validado validada invalid
	invalido invalida bounce bounced rebote rebotado rebotada opened clicked sent enviado enviados
	unsubscribed unsubscribe quarantined opt optin optout subscription suscripcion permiso
	permission
	""")
)
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
	}.items()
	for short in split_words(shorts)
}  # fmt: skip
# A column with one of these is of somebody else than the customer, or of a machine: whatever its
# values, it is not proposed.
OTHERS = frozenset(
	split_words("""
	asistente assistant assistants ayudante manager managers jefe supervisor asesor asesora
	ejecutivo ejecutiva vendedor vendedora agente agent rep seller advisor spouse spouses conyuge
	esposo esposa padre madre father mother parent children childrens hijo hija hijos emergency
	emergencia garante beneficiario referrer fax faxes pager telex
	""")
)
PASSPORTS = frozenset(split_words("pasaporte pasaportes passport passports"))
PARTS = {
	TARGET_SURNAME: (
		"apellido", "apellidos", "primer_apellido", "apellido_paterno", "last_name", "surname",
		"family_name",
	),
	TARGET_SECOND_SURNAME: ("segundo_apellido", "apellido_materno", "second_surname"),
	TARGET_SECOND_NAME: (
		"segundo_nombre", "otros_nombres", "middle_name", "additional_name", "second_name",
	),
	TARGET_PHONE: ("otro_telefono",),
	TARGET_EMAIL: ("otro_correo",),
	TARGET_TAGS: ("etiqueta", "etiquetas", "labels"),
	"services": ("servicio", "servicios"),
}  # fmt: skip
# Taken for themselves as whole names only: within a longer name they may mean anything.
WHOLE_ONLY = (
	"id_number", "tipo", "cliente", "documento", "tags", "services", "servicios", "servicio",
	"kind", "nacimiento",
)  # fmt: skip
# Whole names that say where nothing goes, though a part of them would.
NOWHERE = (
	"nota", "notas", "notes", "nombre_de_usuario", "user_name", "username", "file_as",
	"accepts_email_marketing", "accepts_sms_marketing", "accepts_marketing",
)  # fmt: skip


def make_words(text: str) -> Words:
	"""Return the words of a column's name that say something: ``Fecha de Nac.`` is two."""
	words = _list_whole_words(text)
	return tuple(word for word in words if word not in FILLERS) or words


def normalize(text: str) -> str:
	"""Return a column's name as the lists here have it: ``Fec. de Nac.`` is
	``fecha_de_nacimiento``.
	"""
	return "_".join(_list_whole_words(text)).lower()


def _list_whole_words(text: str) -> Words:
	return tuple(SHORTENED.get(word, word) for word in split_words(text))


@cache
def list_whole_names(languages: Words) -> dict[str, str]:
	"""Return where each name goes that is known as a whole."""
	names = dict(_list_foreign(languages))
	names |= {target: target for target in (*FIELD_TARGETS, *SECTION_TARGETS, *PARTS)}
	names |= {normalize(name): target for target, name in _list_synonyms()}
	return names | dict.fromkeys(NOWHERE, "")


@cache
def list_phrases(languages: Words) -> dict[Words, str]:
	"""Return the names by the words that say something, to be found within longer names.

	Of some a single word would be left that says nothing by itself: «Cliente desde».
	"""
	whole = list_whole_names(languages)
	phrases = {make_words(name): target for name, target in whole.items() if target}
	known = {(name.upper(),) for name, target in whole.items() if target}
	known -= {(name.upper(),) for name in WHOLE_ONLY}
	return {words: target for words, target in phrases.items() if len(words) > 1 or words in known}


def find_whole(name: str) -> str | None:
	"""Return where a column goes whose whole name is known; empty where it goes nowhere."""
	return list_whole_names(list_languages()).get(normalize(name))


def names_another(name: str) -> bool:
	"""Return whether a column is of somebody else: «Correo del asesor», ``Assistant's Phone``."""
	return not OTHERS.isdisjoint(make_words(name))


def names_passport(name: str) -> bool:
	"""Return whether a column is called one of passports, whose values have no check digit."""
	return not PASSPORTS.isdisjoint(make_words(name))


def find_phrase(name: str) -> tuple[str, int]:
	"""Return where the most specific part of a name goes, and of how many words it is.

	Of two equally specific ones the last counts: «Home Address Phone» is a phone. A name with a
	stranger goes nowhere: «Tipo de correo» is no address.
	"""
	words = make_words(name)
	phrases = list_phrases(list_languages())
	best, best_size = "", 0
	for start in range(len(words)):
		for end in range(start + 1, len(words) + 1):
			target = phrases.get(words[start:end], "")
			rest = (*words[:start], *words[end:])
			if target and end - start >= best_size and not STRANGERS.intersection(rest):
				best, best_size = target, end - start
	return best, best_size


def _list_synonyms() -> Iterator[tuple[str, str]]:
	for one in FIELDS:
		for name in one.synonyms if one.target else ():
			yield str(one.target), name
	for target, names in PARTS.items():
		for name in names:
			yield target, name


def _list_foreign(languages: Words) -> Iterator[tuple[str, str]]:
	"""Yield the names of an export's columns in the other languages: it is imported again."""
	for language in languages:
		for name, title in list_titles() if language != DEFAULT else ():
			yield normalize(title.render(language)), WORDS[name].target or ""
