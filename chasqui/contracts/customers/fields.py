"""The fields of a customer by name, and what each is called wherever people meet it.

This is what pages and contracts need to know; what the service does with each field is declared
in `customers.people.domain.fields`.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class FieldWords:
	"""One field. `label` is what pages call it, in Spanish; `full` says it to the person.

	`target` is its name as a column of an import, none where no file brings it; `title` stands
	over its column in an export and is known again by the import. `is_chosen`: whoever merges two
	records chooses which one's to keep. `part` of the data where pages put it: ``identity``,
	``contact`` or ``relation``.
	"""

	name: str
	label: str
	full: str = ""
	target: str | None = None
	title: str = ""
	is_chosen: bool = False
	part: str = "relation"


# Those that a file may bring come first, in the order in which a row is read.
FIELDS = (
	FieldWords("id", "Número de cliente"),
	FieldWords(
		"id_type", "Tipo de identificación", target="id_type",
		title="Tipo identificación", part="identity",
	),
	FieldWords("id_number", "Identificación", target="id_number", part="identity"),
	FieldWords("kind", "Tipo", target="kind", part="identity"),
	FieldWords("name", "Nombre", target="name", is_chosen=True, part="identity"),
	FieldWords("gender", "Género", target="gender", is_chosen=True, part="identity"),
	FieldWords(
		"birth_date", "Nacimiento", "Fecha de nacimiento", "birth_date",
		"Fecha nacimiento", is_chosen=True, part="identity",
	),
	FieldWords(
		"monthly_income", "Ingreso mensual", "Ingreso mensual (USD)", "monthly_income",
		is_chosen=True, part="identity",
	),
	FieldWords("email", "Correo", target="email", is_chosen=True, part="contact"),
	FieldWords("phone", "Teléfono", target="phone", is_chosen=True, part="contact"),
	FieldWords("address", "Dirección", target="address", is_chosen=True, part="contact"),
	FieldWords("province", "Provincia", target="province", is_chosen=True, part="contact"),
	FieldWords("canton", "Cantón", target="canton", is_chosen=True, part="contact"),
	FieldWords(
		"registered_on", "Cliente desde", "", "registered_on", "Fecha registro", is_chosen=True,
	),
	FieldWords(
		"consent_email", "Permiso de correo", "Permite correo", "consent_email", "Acepta correo",
	),
	FieldWords(
		"consent_phone", "Permiso de llamadas", "Permite llamadas", "consent_phone",
		"Acepta llamadas",
	),
	FieldWords("synthetic", "Dato de ejemplo", target="synthetic", title="Sintético"),
	FieldWords("last_contact_at", "Último contacto", target="last_contact"),
	FieldWords("updated_at", "Último cambio", target="updated_on"),
	FieldWords("consent_source", "Origen de los permisos"),
	FieldWords("preferred_channel", "Canal preferido"),
	FieldWords("contact_hours", "Horas preferidas"),
	FieldWords("language", "Idioma"),
	FieldWords("category_override", "Categoría puesta a mano"),
	FieldWords("category_reason", "Motivo de la categoría"),
	FieldWords("category_until", "Categoría válida hasta"),
	FieldWords("import_id", "Importación de origen"),
	FieldWords("warnings", "Avisos"),
	FieldWords("email_withdrawn_at", "Retiró el permiso de correo"),
	FieldWords("phone_withdrawn_at", "Retiró el permiso de llamadas"),
	FieldWords("email_bounced_at", "Correo rebotado"),
	FieldWords("created_at", "Registrado"),
	FieldWords("archived_at", "Archivado"),
)  # fmt: skip
WORDS = {one.name: one for one in FIELDS}
TARGETS = tuple(one.target for one in FIELDS if one.target is not None)
CHOSEN = tuple(one.name for one in FIELDS if one.is_chosen)


def list_titles() -> Iterator[tuple[str, str]]:
	"""Yield the fields with the titles of their columns in a file."""
	for one in FIELDS:
		yield one.name, one.title or one.label
