"""Which of our merge fields somebody meant who wrote another name."""

import difflib
import re
import unicodedata

from chasqui.contracts.mailer.merge_fields import (
	CONTACT_LINK,
	KNOWN_FIELDS,
	POSTAL_LINE,
	UNSUBSCRIBE_LINK,
)

SURE = 0.84  # `lname` and `fname` are two things, and 0.8 like each other
LIKE = 0.6
# As other mailers and spreadsheets call them, without accents and marks.
_ALIASES = {
	"nombre": "name fullname mergename nombres nombrecompleto nombreyapellido cliente",
	"primer_nombre": "fname firstname first givenname nombrepila primernombre",
	"provincia": "state province region estado departamento",
	"canton": "city town ciudad municipio localidad",
	"edad": "age",
	"empresa": "company companyname listcompany organization compania nombreempresa",
	"campana": "campaign campaignname mcsubject",
	POSTAL_LINE: (
		"address postaladdress physicaladdress listaddress listaddresshtml senderaddress senderinfo"
		" direccion companyaddress"
	),
	UNSUBSCRIBE_LINK: (
		"unsub unsubscribe unsubscribelink unsubscribeurl optout optoutlink baja darsebaja"
		" darsedebaja cancelarsuscripcion linkbaja urlbaja desuscribir"
	),
	CONTACT_LINK: "contact contactlink contacto replyto",
}
_OTHER_MARKS = re.compile(r"[^a-z0-9]+")


def propose_field(name: str) -> str:
	"""Return the known field that a name of somebody else's surely means; empty if none.

	Of a path (``contact.FIRSTNAME``) the last part counts; what has a colon is an instruction.
	"""
	for wanted in (_simplify(name), _simplify(name.rpartition(".")[2])):
		if wanted in _NAMES:
			return _NAMES[wanted]
	return "" if ":" in name else _find_nearest(name, SURE)


def is_field_name(name: str) -> bool:
	"""Return whether a name is, here or elsewhere, that of a field."""
	return bool(_NAMES.get(_simplify(name)))


def guess_field(name: str) -> str:
	"""Return the known field that is nearest to a name, to ask whether it was meant."""
	return propose_field(name) or _find_nearest(name, LIKE)


def _find_nearest(name: str, likeness: float) -> str:
	near = difflib.get_close_matches(_simplify(name), _NAMES, n=1, cutoff=likeness)
	return _NAMES[near[0]] if near else ""


def _simplify(name: str) -> str:
	letters = unicodedata.normalize("NFKD", name.casefold())
	return _OTHER_MARKS.sub("", letters)


# What looks like one of our fields and is none.
_OTHERS = "lname lastname last surname apellido apellidos email mail phone telefono username"
_NAMES = {_simplify(field): field for field in KNOWN_FIELDS} | {
	alias: field
	for field, aliases in {**_ALIASES, "": _OTHERS}.items()
	for alias in aliases.split()
}
