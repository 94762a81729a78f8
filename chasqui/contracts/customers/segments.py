"""Words of customers: criteria of a segment, its count and its members."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from chasqui.contracts.customers.criteria import CriterionWords, asks_person, find_crossed
from chasqui.contracts.customers.list_values import (
	AdvisorChoice,
	CustomTerm,
	ImportNumber,
	ItemNumber,
	Lines,
	Many,
	SearchText,
	SegmentNumber,
	ServiceCount,
	TagText,
	WarningCode,
)
from chasqui.contracts.customers.people import Category, Gender, IdentityType
from chasqui.contracts.wire import CantonCode, Contract, Day, Money, ProvinceCode
from chasqui.kernel.texts.text import Text, say

OLDEST_AGE = 120


PATH_SEGMENT_COUNT = "/v1/segments/count"


PATH_SEGMENT_MEMBERS = "/v1/segments/members"


PATH_SEGMENT_NUMBERS = "/v1/segments/numbers"


# The columns of the member stream, in order, after the constant first column `audience_id`.
MEMBER_COLUMNS = (
	"customer_id", "kind", "id_type", "id_number", "name", "given_names", "gender", "age",
	"income", "province", "canton", "email", "phone", "may_email", "may_phone", "synthetic",
	"language", "matched",
)  # fmt: skip


class SegmentKind(StrEnum):
	PERSON = "person"
	COMPANY = "company"
	ANY = "any"


AGE_FROM = CriterionWords(
	say("Edad desde"),
	help=say("de 20 a 70"),
	is_personal=True,
	span=Text("{low} a {high} años"),
	crossed=say("La edad inicial es mayor que la final."),
)


AGE_TO = CriterionWords(say("Edad hasta"), is_personal=True)


INCOME_FROM = CriterionWords(
	say("Ingreso desde"),
	help=say("al mes"),
	crossed=say("El ingreso inicial es mayor que el final."),
)


class YesNo(StrEnum):
	"""What somebody has or has not; of both, any one."""

	YES = "yes"
	NO = "no"


DATES_CROSSED = say("La primera fecha es posterior a la última.")
REGISTERED_FROM = CriterionWords(say("Cliente desde el"), is_further=True, crossed=DATES_CROSSED)
CONTACTED_FROM = CriterionWords(say("Contactado desde el"), is_further=True, crossed=DATES_CROSSED)


def name_further(label: Text, help: Text | None = None) -> CriterionWords:
	"""Return the words of a criterion that a form shows after the usual ones."""
	return CriterionWords(label, help=help, is_further=True)


TAGS = name_further(say("Etiquetas"), say("una por línea; basta tener una de ellas"))
CUSTOMS = name_further(
	say("Campos propios"), say("uno por línea, «clave:valor» o «clave:desde..hasta»")
)
BOUGHT = name_further(say("Compró"), say("en esas fechas, si las pone; basta uno de ellos"))
BOUGHT_FROM = CriterionWords(say("Compró desde el"), is_further=True, crossed=DATES_CROSSED)
SPENT_FROM = name_further(say("Gastó desde"), say("sin IVA y menos lo devuelto"))
EQUIPMENT = name_further(
	say("Tiene un equipo de tipo"), say("lo que se pide de equipos es de uno mismo")
)
BRANDS = name_further(say("Marca del equipo"), say("una por línea; basta una de ellas"))
EQUIPMENT_YEARS = name_further(say("Equipo de más de"), say("años, por su año de fabricación"))
SERVICE_DAYS = name_further(say("Mantenimiento dentro de"), say("días; lo vencido también cuenta"))
SEARCH = name_further(say("Búsqueda"), say("nombre, identificación, teléfono o correo"))


class SegmentCriteria(Contract):
	"""Whom a segment holds. An empty list or an absent bound asks nothing.

	Ages are whole years completed on `as_of` (today in the installation's zone if absent). What
	the service does with each criterion is declared in `customers.segments.domain.declared`.
	"""

	kind: Annotated[SegmentKind, CriterionWords(say("Tipo de cliente"))] = SegmentKind.PERSON
	genders: Annotated[list[Gender], CriterionWords(say("Género"), is_personal=True)] = []
	age_from: Annotated[int | None, AGE_FROM] = Field(default=None, ge=0, le=OLDEST_AGE)
	age_to: Annotated[int | None, AGE_TO] = Field(default=None, ge=0, le=OLDEST_AGE)
	income_from: Annotated[Money | None, INCOME_FROM] = None
	income_to: Annotated[Money | None, CriterionWords(say("Ingreso hasta"))] = None
	categories: Annotated[list[Category], CriterionWords(say("Categoría por antigüedad"))] = []
	provinces: Annotated[list[ProvinceCode], CriterionWords(say("Provincias"))] = []
	cantons: Annotated[list[CantonCode], CriterionWords(say("Cantones"))] = []
	may_email: Annotated[Many[YesNo], name_further(say("Se le puede escribir"))] = []
	may_phone: Annotated[Many[YesNo], name_further(say("Se le puede llamar"))] = []
	consent_email: Annotated[Many[YesNo], name_further(say("Acepta correo"))] = []
	consent_phone: Annotated[Many[YesNo], name_further(say("Acepta llamadas"))] = []
	active: Annotated[Many[YesNo], name_further(say("Activo en 12 meses"))] = []
	id_types: Annotated[Many[IdentityType], name_further(say("Identificación"))] = []
	registered_from: Annotated[Day | None, REGISTERED_FROM] = None
	registered_to: Annotated[Day | None, name_further(say("Cliente hasta el"))] = None
	contacted_from: Annotated[Day | None, CONTACTED_FROM] = None
	contacted_to: Annotated[Day | None, name_further(say("Contactado hasta el"))] = None
	tags: Annotated[Lines[TagText], TAGS] = []
	customs: Annotated[Lines[CustomTerm], CUSTOMS] = []
	search: Annotated[SearchText | None, SEARCH] = None
	advisors: Annotated[Many[AdvisorChoice], name_further(say("Responsable"))] = []
	has_warnings: Annotated[Many[YesNo], name_further(say("Con avisos"))] = []
	warnings: Annotated[Many[WarningCode], name_further(say("Avisos"))] = []
	imports: Annotated[Many[ImportNumber], name_further(say("Importaciones"))] = []
	bought_items: Annotated[Many[ItemNumber], BOUGHT] = []
	used_items: Annotated[Many[ItemNumber], name_further(say("Usa el servicio"))] = []
	services: Annotated[Many[ServiceCount], name_further(say("Servicios en uso"))] = []
	bought_from: Annotated[Day | None, BOUGHT_FROM] = None
	bought_to: Annotated[Day | None, name_further(say("Compró hasta el"))] = None
	not_bought_since: Annotated[Day | None, name_further(say("Sin compras desde el"))] = None
	spent_from: Annotated[Money | None, SPENT_FROM] = None
	spent_to: Annotated[Money | None, name_further(say("Gastó hasta"))] = None
	equipment_types: Annotated[Many[ItemNumber], EQUIPMENT] = []
	equipment_brands: Annotated[Lines[TagText], BRANDS] = []
	equipment_years: Annotated[int | None, EQUIPMENT_YEARS] = Field(default=None, ge=0, le=200)
	service_days: Annotated[int | None, SERVICE_DAYS] = Field(default=None, ge=0, le=3650)
	picked: Annotated[SegmentNumber | None, name_further(say("Elegidos a mano"))] = None
	as_of: Day | None = None

	@model_validator(mode="after")
	def refuse_contradictions(self) -> "SegmentCriteria":
		"""Refuse bounds that cross, and what only persons have of companies."""
		if crossed := find_crossed(self):
			raise ValueError(crossed)
		if self.kind is SegmentKind.COMPANY and asks_person(self):
			raise ValueError(say("Las empresas no tienen edad ni género."))
		return self


class SegmentCount(Contract):
	"""How many customers a segment holds; the keys are codes, absent keys are zero."""

	total: int
	as_of: Day
	reachable_email: int
	reachable_phone: int
	by_gender: dict[str, int] = {}
	by_age_band: dict[str, int] = {}
	by_province: dict[str, int] = {}
	by_income_band: dict[str, int] = {}


class MembersRequest(Contract):
	"""Asks for the member stream: COPY text, `audience_id` first, then `MEMBER_COLUMNS`."""

	audience_id: int = Field(ge=1)
	criteria: SegmentCriteria
