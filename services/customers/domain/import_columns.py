"""The columns of an import file: their names in English and Spanish, and which must be there."""

from collections.abc import Sequence

from customers.domain.names import split_words

# The order in which a row's cells are read.
COLUMNS = (
	"id_type", "id_number", "kind", "name", "gender", "birth_date", "monthly_income", "email",
	"phone", "address", "province", "canton", "registered_on", "consent_email", "consent_phone",
	"synthetic",
)  # fmt: skip
REQUIRED = ("id_type", "id_number", "name")
SPANISH = {
	"tipo_identificacion": "id_type",
	"tipo_id": "id_type",
	"identificacion": "id_number",
	"numero_identificacion": "id_number",
	"tipo": "kind",
	"nombre": "name",
	"nombres": "name",
	"genero": "gender",
	"sexo": "gender",
	"fecha_nacimiento": "birth_date",
	"ingreso_mensual": "monthly_income",
	"ingresos": "monthly_income",
	"correo": "email",
	"correo_electronico": "email",
	"telefono": "phone",
	"celular": "phone",
	"direccion": "address",
	"provincia": "province",
	"canton": "canton",
	"fecha_registro": "registered_on",
	"acepta_correo": "consent_email",
	"acepta_llamadas": "consent_phone",
	"sintetico": "synthetic",
}
DELIMITERS = (";", ",", "\t", "|")


class BadHeader(ValueError):
	"""The whole file is refused; the message is Spanish. `code` is for programs."""

	def __init__(self, code: str, message: str) -> None:
		super().__init__(message)
		self.code = code


def find_delimiter(header: str) -> str:
	"""Return the delimiter that occurs most in the header line, the comma if none does."""
	best = max(DELIMITERS, key=header.count)
	return best if best in header else ","


def map_columns(header: Sequence[str]) -> list[int]:
	"""Return, for each of `COLUMNS`, its index in the header; the header's length if absent.

	:raises BadHeader: a required column is missing, or one comes twice
	"""
	names = [_read_name(cell) for cell in header]
	known = [name for name in names if name in COLUMNS]
	twice = sorted({name for name in known if known.count(name) > 1})
	if twice:
		raise BadHeader("repeated_column", f"Columna repetida: {', '.join(twice)}.")
	missing = [name for name in REQUIRED if name not in known]
	if missing:
		raise BadHeader("missing_column", f"Faltan columnas obligatorias: {', '.join(missing)}.")
	return [names.index(name) if name in known else len(header) for name in COLUMNS]


def _read_name(cell: str) -> str:
	name = "_".join(split_words(cell)).lower()
	return SPANISH.get(name, name)
