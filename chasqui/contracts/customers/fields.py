"""The fields of a customer by name, and what each is called wherever people meet it.

This is what pages and contracts need to know; what the service does with each field is declared
in `customers.people.domain.fields`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chasqui.kernel.texts.text import Text, say


@dataclass(frozen=True)
class FieldWords:
	"""One field. `label` is what pages call it; `full` says it to the person.

	`target` is its name as a column of an import, none where no file brings it; `title` stands
	over its column in an export and is known again by the import. `is_chosen`: whoever merges two
	records chooses which one's to keep. Lists can be ordered by what `is_sorted`. `part` of the
	data where pages put it: ``identity``, ``contact`` or ``relation``.
	"""

	name: str
	label: Text
	full: Text | None = None
	target: str | None = None
	title: Text | None = None
	is_chosen: bool = False
	is_sorted: bool = False
	part: str = "relation"


# Those that a file may bring come first, in the order in which a row is read.
FIELDS = (
	FieldWords("id", say("Número de cliente"), is_sorted=True),
	FieldWords(
		"id_type",
		say("Tipo de identificación"),
		target="id_type",
		title=say("Tipo identificación"),
		part="identity",
	),
	FieldWords("id_number", say("Identificación"), target="id_number", part="identity"),
	FieldWords("kind", say("Tipo"), target="kind", part="identity"),
	FieldWords(
		"name", say("Nombre"), target="name", is_chosen=True, is_sorted=True, part="identity"
	),
	FieldWords(
		"given_names",
		say("Nombre de pila"),
		say("Nombre de pila (para el saludo)"),
		"given_names",
		part="identity",
	),
	FieldWords("gender", say("Género"), target="gender", is_chosen=True, part="identity"),
	FieldWords(
		"birth_date",
		say("Nacimiento"),
		say("Fecha de nacimiento"),
		"birth_date",
		say("Fecha nacimiento"),
		is_chosen=True,
		part="identity",
	),
	FieldWords(
		"monthly_income",
		say("Ingreso mensual"),
		say("Ingreso mensual (USD)"),
		"monthly_income",
		is_chosen=True,
		part="identity",
	),
	FieldWords("email", say("Correo"), target="email", is_chosen=True, part="contact"),
	FieldWords("phone", say("Teléfono"), target="phone", is_chosen=True, part="contact"),
	FieldWords("address", say("Dirección"), target="address", is_chosen=True, part="contact"),
	FieldWords("province", say("Provincia"), target="province", is_chosen=True, part="contact"),
	FieldWords("canton", say("Cantón"), target="canton", is_chosen=True, part="contact"),
	FieldWords(
		"registered_on",
		say("Cliente desde"),
		None,
		"registered_on",
		say("Fecha registro"),
		is_chosen=True,
		is_sorted=True,
	),
	FieldWords(
		"consent_email",
		say("Permiso de correo"),
		say("Permite correo"),
		"consent_email",
		say("Acepta correo"),
	),
	FieldWords(
		"consent_phone",
		say("Permiso de llamadas"),
		say("Permite llamadas"),
		"consent_phone",
		say("Acepta llamadas"),
	),
	FieldWords("synthetic", say("Dato de ejemplo"), target="synthetic", title=say("Sintético")),
	FieldWords("last_contact_at", say("Último contacto"), target="last_contact", is_sorted=True),
	FieldWords("updated_at", say("Último cambio"), target="updated_on"),
	FieldWords("consent_source", say("Origen de los permisos")),
	FieldWords("preferred_channel", say("Canal preferido")),
	FieldWords("contact_hours", say("Horas preferidas")),
	FieldWords("language", say("Idioma")),
	FieldWords("category_override", say("Categoría puesta a mano")),
	FieldWords("category_reason", say("Motivo de la categoría")),
	FieldWords("category_until", say("Categoría válida hasta")),
	FieldWords("import_id", say("Importación de origen")),
	FieldWords("warnings", say("Avisos")),
	FieldWords("email_withdrawn_at", say("Retiró el permiso de correo")),
	FieldWords("phone_withdrawn_at", say("Retiró el permiso de llamadas")),
	FieldWords("email_bounced_at", say("Correo rebotado")),
	FieldWords("created_at", say("Registrado")),
	FieldWords("archived_at", say("Archivado")),
)
WORDS = {one.name: one for one in FIELDS}
TARGETS = tuple(one.target for one in FIELDS if one.target is not None)
CHOSEN = tuple(one.name for one in FIELDS if one.is_chosen)
SORTED = tuple(one.name for one in FIELDS if one.is_sorted)


def list_titles() -> Iterator[tuple[str, Text]]:
	"""Yield the fields with the titles of their columns in a file."""
	for one in FIELDS:
		yield one.name, one.title or one.label
