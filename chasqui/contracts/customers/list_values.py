"""What the filters of a list take: texts, choices, and several of them at once."""

from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field

from chasqui.contracts.endpoint import CSV, XLSX
from chasqui.kernel.texts.cleaning import drop_invisible
from chasqui.kernel.texts.text import say

MOST_VALUES = 50
NO_ADVISOR = "none"
Item = TypeVar("Item")


class Delimiter(StrEnum):
	"""With `;` numbers are written as in Ecuador (1234,50); with `,` as machines do."""

	SEMICOLON = ";"
	COMMA = ","


class ServiceCount(StrEnum):
	"""How many services somebody uses."""

	NONE = "0"
	ONE = "1"
	TWO = "2"
	THREE = "3"
	FOUR = "4"
	FIVE = "5"
	MORE = "6+"


class TableFormat(StrEnum):
	CSV = "csv"
	XLSX = "xlsx"

	@property
	def media_type(self) -> str:
		return XLSX if self is TableFormat.XLSX else CSV


def wrap_one(value: object) -> object:
	"""Return a lone value as a list: a URL parameter that comes once is a list of one."""
	return value if isinstance(value, list) else [value]


def clean_printable(value: object) -> object:
	"""Return a text without what nobody sees; refuse what no person types and no database keeps."""
	if not isinstance(value, str):
		return value
	text = drop_invisible(value)
	if not text.isprintable():
		raise ValueError(say("Lleva caracteres de control."))
	return text


def clean_lines(value: object) -> object:
	"""Return a text of several lines, each as `clean_printable` has it."""
	if not isinstance(value, str):
		return value
	return "\n".join(str(clean_printable(line.rstrip())) for line in value.splitlines()).strip()


def split_lines(value: object) -> object:
	"""Return texts with each of their lines by itself: a form's area brings several at once."""
	texts = wrap_one(value)
	if not isinstance(texts, list):
		return texts
	lines = [
		[line.strip() for line in one.splitlines()] if isinstance(one, str) else [one]
		for one in texts
	]
	return [line for found in lines for line in found if line != ""]


Many = Annotated[list[Item], BeforeValidator(wrap_one), Field(max_length=MOST_VALUES)]
Lines = Annotated[list[Item], BeforeValidator(split_lines), Field(max_length=MOST_VALUES)]
SegmentNumber = Annotated[int, Field(ge=1, le=2**63 - 1)]
ItemNumber = Annotated[int, Field(ge=1, le=2**63 - 1)]
ImportNumber = Annotated[int, Field(ge=1, le=2**63 - 1)]
Printable = BeforeValidator(clean_printable)
PrintableLines = BeforeValidator(clean_lines)
SearchText = Annotated[str, Printable, Field(max_length=120)]
TagText = Annotated[str, Printable, Field(min_length=1, max_length=40)]
WarningCode = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
ProvinceChoice = Annotated[str, Field(pattern=r"^(EC-[A-Z]{1,2}|none)$", examples=["EC-P", "none"])]
# ``key:value``, or ``key:from..to`` for numbers and dates, where one side may be left out.
CustomTerm = Annotated[
	str, Printable, Field(pattern=r"^[a-z][a-z0-9_]{1,39}:.{1,200}$", examples=["tv:..3"])
]
AdvisorChoice = Annotated[str, Field(pattern=r"^(\d{1,18}|none)$")]
# What the filters of a list are called, in the order of the contract.
FILTER_NAMES = {
	"q": say("Búsqueda"),
	"ids": say("Elegidos a mano"),
	"kind": say("Tipo"),
	"id_type": say("Identificación"),
	"gender": say("Género"),
	"age_from": say("Edad desde"),
	"age_to": say("Edad hasta"),
	"income_from": say("Ingreso desde"),
	"income_to": say("Ingreso hasta"),
	"province": say("Provincia"),
	"canton": say("Cantón"),
	"category": say("Categoría"),
	"consent_email": say("Acepta correo"),
	"consent_phone": say("Acepta llamadas"),
	"may_email": say("Se le puede escribir"),
	"may_phone": say("Se le puede llamar"),
	"registered_from": say("Cliente desde el"),
	"registered_to": say("Cliente hasta el"),
	"contacted_from": say("Contactado desde el"),
	"contacted_to": say("Contactado hasta el"),
	"active": say("Activo en 12 meses"),
	"tag": say("Etiqueta"),
	"advisor": say("Responsable"),
	"custom": say("Campo propio"),
	"warning": say("Aviso"),
	"has_warnings": say("Con avisos"),
	"import_id": say("Importación"),
	"bought_item": say("Compró"),
	"uses_item": say("Usa el servicio"),
	"services": say("Servicios en uso"),
	"bought_from": say("Compró desde el"),
	"bought_to": say("Compró hasta el"),
	"not_bought_since": say("Sin compras desde el"),
	"spent_from": say("Gastó desde"),
	"spent_to": say("Gastó hasta"),
	"equipment_type": say("Tiene un equipo de tipo"),
	"equipment_brand": say("Marca del equipo"),
	"equipment_years": say("Equipo de más de (años)"),
	"service_days": say("Mantenimiento dentro de (días)"),
	"archived": say("Archivados"),
}
