"""The catalogue of a customer's fields: what no type can say of each, declared once.

Column, contract and migration are written by hand; tests compare them with this. From here come
the columns and statements of imports, the merge and its undo, exports, what lists ask, count and
are ordered by, the person's file and, by `chasqui.contracts.customers.fields`, what pages call
each field.
"""

from typing import Any

from customers.people.domain.field import (
	ANSWER,
	DAY,
	INSTANT,
	MONEY,
	NUMBER,
	OBJECT,
	TEXT,
	TEXTS,
	Field,
	Import,
	Merge,
)
from customers.people.domain.names import clean_given_names

ONCE, UPDATE = Import.ONCE, Import.UPDATE
CHOSEN, FILL, NEWEST = Merge.CHOSEN, Merge.FILL, Merge.NEWEST
IDENTITY = "Each record keeps its own identity, by which it is found again."
CONSENT = "The person's answers are joined by the consents' own rules."
OWN = "It describes the record, not the person."
DERIVED = "Computed from other columns."
LIFE = "The merge itself sets it."

FIELDS: tuple[Field[Any], ...] = (
	Field("id", NUMBER, OWN),
	Field(
		"id_type", TEXT, IDENTITY, on_import=ONCE,
		synonyms=("tipo_identificacion", "tipo_id", "tipo_documento"),
	),
	Field(
		"id_number", TEXT, IDENTITY, on_import=ONCE,
		synonyms=(
			"identificacion", "numero_identificacion", "numero_documento", "documento", "cedula",
			"nro_documento", "num_documento", "no_documento", "n_documento", "numero_de_documento",
			"rut", "ci", "c_i", "dni", "government_id", "pasaporte", "passport",
			"passport_number", "numero_pasaporte", "ruc", "cedula_ruc",
			"ruc_cedula", "cedula_identidad", "documento_identidad",
		),
	),
	Field("kind", TEXT, IDENTITY, on_import=ONCE, synonyms=("tipo",), is_facet=True),
	Field(
		"name", TEXT, CHOSEN, takes=("name_key", "given_names"), on_import=UPDATE,
		sorts_by="name_key",
		synonyms=(
			"nombre", "nombres", "nombre_completo", "razon_social", "cliente",
			"apellidos_y_nombres", "nombres_y_apellidos", "full_name", "cliente_nombre",
		),
	),
	Field("name_key", TEXT, "It goes with the name.", undisclosed=DERIVED),
	Field(
		"given_names", TEXT, "They go with the name.", on_import=UPDATE, parse=clean_given_names,
		synonyms=("nombre_de_pila", "first_name", "given_name", "primer_nombre"),
	),
	Field(
		"gender", TEXT, CHOSEN, empty="unknown", on_import=UPDATE,
		synonyms=("genero", "sexo", "sex"),
		is_facet=True,
	),
	Field(
		"birth_date", DAY, FILL, on_import=UPDATE,
		synonyms=(
			"fecha_nacimiento", "fecha_de_nacimiento", "nacimiento", "f_nac", "f_de_nac",
			"cumpleanos", "date_of_birth", "birthdate", "birthday", "dob",
		),
	),
	Field("birth_key", NUMBER, DERIVED, undisclosed=DERIVED),
	Field(
		"monthly_income", MONEY, FILL, on_import=UPDATE, ranged="income",
		synonyms=(
			"ingreso_mensual", "ing_mensual", "ingresos", "ingreso", "sueldo", "salario",
			"income", "salary",
		),
	),
	Field(
		"email", TEXT, FILL, on_import=UPDATE, synonyms=(
			"correo", "correo_electronico", "mail", "e_mail", "email_address", "e_mail_address",
			"direccion_de_correo", "direccion_de_correo_electronico", "direccion_email",
		),
	),
	Field(
		"phone", TEXT, FILL, on_import=UPDATE,
		synonyms=("telefono", "celular", "movil", "mobile", "fono"),
	),
	Field("address", TEXT, FILL, on_import=UPDATE, synonyms=(
			"direccion", "direccion_postal", "postal_address", "mailing_address", "domicilio",
			"calle", "street", "street_address", "address1", "address_1",
		)),
	# A place is one thing: the canton of one record beside the province of another is none.
	Field(
		"province", TEXT, CHOSEN, takes=("canton",), on_import=UPDATE,
		synonyms=(
			"provincia", "state", "region", "estado_region", "region_estado", "estado_provincia",
			"provincia_estado", "estado_o_provincia", "provincia_o_estado",
		),
		is_facet=True,
	),
	Field(
		"canton", TEXT, CHOSEN, takes=("province",), on_import=UPDATE, synonyms=("ciudad", "city"),
	),
	Field(
		"registered_on", DAY, CHOSEN, on_import=UPDATE, ranged="registered",
		synonyms=("fecha_registro", "fecha_de_registro", "cliente_desde"),
	),
	Field("consent_email", ANSWER, CONSENT, on_import=UPDATE, synonyms=("acepta_correo",)),
	Field("consent_phone", ANSWER, CONSENT, on_import=UPDATE, synonyms=("acepta_llamadas",)),
	Field("consent_source", TEXT, CONSENT),
	Field("email_withdrawn_at", INSTANT, CONSENT),
	Field("phone_withdrawn_at", INSTANT, CONSENT),
	Field("email_bounced_at", INSTANT, "It goes along with the address."),
	Field("may_email", ANSWER, DERIVED, undisclosed=DERIVED),
	Field("may_phone", ANSWER, DERIVED, undisclosed=DERIVED),
	Field(
		"last_contact_at", INSTANT, NEWEST, on_import=UPDATE,
		synonyms=("ultimo_contacto", "last_contacted"),
	),
	Field(
		"synthetic", ANSWER, OWN, on_import=ONCE, synonyms=("sintetico",),
		undisclosed="Sample data is nobody's.",
	),
	Field("warnings", TEXTS, "Each goes along with the phone or e-mail that it is about."),
	Field("preferred_channel", TEXT, FILL),
	Field("contact_hours", TEXTS, FILL, empty=[]),
	# The language that a record begins with says nothing.
	Field("language", TEXT, FILL, empty="es"),
	Field(
		"custom", OBJECT, "Joined key by key.", on_import=UPDATE,
		undisclosed="Each key is disclosed by its own name.",
	),
	Field("category_override", TEXT, FILL, takes=("category_reason", "category_until")),
	Field("category_reason", TEXT, "It goes with the category."),
	Field("category_until", DAY, "It goes with the category."),
	Field("profile_version", NUMBER, OWN, undisclosed=OWN),
	Field("import_id", NUMBER, OWN),
	Field("archived_at", INSTANT, LIFE),
	Field("merged_into", NUMBER, LIFE, undisclosed="The merges are disclosed by themselves."),
	Field("erasing_at", INSTANT, OWN, undisclosed="The requests are disclosed by themselves."),
	Field("erased_at", INSTANT, OWN, undisclosed="Whose data were erased has no file."),
	Field("created_at", INSTANT, OWN),
	Field(
		"updated_at", INSTANT, LIFE, on_import=ONCE,
		synonyms=(
			"ultima_actualizacion", "fecha_actualizacion", "fecha_de_actualizacion", "actualizado",
		),
	),
)  # fmt: skip
# Those of a file that no rule between fields asks for: read as the catalogue says.
FURTHER = tuple(one for one in FIELDS if one.parse is not None)
BY_NAME = {one.name: one for one in FIELDS}
FACETED = tuple(one.name for one in FIELDS if one.is_facet)
