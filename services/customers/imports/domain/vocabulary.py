"""What people and programs call the columns of a file of customers, and where each goes.

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
from chasqui.kernel.texts.languages import DEFAULT
from customers.imports.domain.column_words import Vocabulary, Words, normalize
from customers.people.domain.fields import FIELDS
from customers.people.domain.names import split_words

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


@cache
def list_whole_names(languages: Words) -> dict[str, str]:
	"""Return where each name goes that is known as a whole."""
	names = dict(_list_foreign(languages))
	names |= {target: target for target in (*FIELD_TARGETS, *SECTION_TARGETS, *PARTS)}
	names |= {normalize(name): target for target, name in _list_synonyms()}
	return names | dict.fromkeys(NOWHERE, "")


CUSTOMER_WORDS = Vocabulary(list_whole_names, FILLERS, STRANGERS, OTHERS, WHOLE_ONLY)


def names_passport(name: str) -> bool:
	"""Return whether a column is called one of passports, whose values have no check digit."""
	return not PASSPORTS.isdisjoint(CUSTOMER_WORDS.make_words(name))


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
