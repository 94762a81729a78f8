"""Words of the customers service: the customer master and the query service (K15, R1)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from chasqui.contracts.consents import ConsentEvidence
from chasqui.contracts.criteria import CriterionWords, asks_person, find_crossed
from chasqui.contracts.wire import CantonCode, Contract, Day, Instant, Money, ProvinceCode, Version

OLDEST_AGE = 120
PATH_SEGMENT_COUNT = "/v1/segments/count"
PATH_SEGMENT_MEMBERS = "/v1/segments/members"
# The columns of the member stream, in order, after the constant first column `audience_id`.
MEMBER_COLUMNS = (
	"customer_id", "kind", "id_type", "id_number", "name", "gender", "age", "income",
	"province", "canton", "email", "phone", "may_email", "may_phone", "synthetic",
)  # fmt: skip


class IdentityType(StrEnum):
	CEDULA = "cedula"
	RUC = "ruc"
	PASSPORT = "passport"
	RUT_CL = "rut_cl"


class Gender(StrEnum):
	"""``unknown`` matches a segment only when it is chosen."""

	FEMALE = "F"
	MALE = "M"
	OTHER = "X"
	UNKNOWN = "unknown"


class CustomerKind(StrEnum):
	PERSON = "person"
	COMPANY = "company"


class SegmentKind(StrEnum):
	PERSON = "person"
	COMPANY = "company"
	ANY = "any"


class Category(StrEnum):
	"""Derived from `registered_on`: new < 12 months, loyal > 10 years (M6)."""

	NEW = "new"
	REGULAR = "regular"
	LOYAL = "loyal"


class ConsentChannel(StrEnum):
	EMAIL = "email"
	PHONE = "phone"


class CustomerFields(Contract):
	"""What a person types about a customer; `phone` is stored in E.164."""

	kind: CustomerKind = CustomerKind.PERSON
	id_type: IdentityType
	id_number: str = Field(min_length=3, max_length=20)
	name: str = Field(min_length=2, max_length=160)
	gender: Gender = Gender.UNKNOWN
	birth_date: Day | None = None
	monthly_income: Money | None = None
	email: str | None = Field(default=None, max_length=254)
	phone: str | None = Field(default=None, max_length=20)
	address: str | None = Field(default=None, max_length=240)
	province: ProvinceCode | None = None
	canton: CantonCode | None = None
	registered_on: Day | None = None
	consent_email: bool = False
	consent_phone: bool = False


class CustomerPatch(Contract):
	"""Fields to change: an absent field stays as it is, an explicit null empties it.

	`evidence` is of the permissions that are given; a new identification corrects a wrong one.
	`version` is the one that was read: 409 `stale` where somebody else changed the same field.
	"""

	version: Version
	id_type: IdentityType | None = None
	id_number: str | None = Field(default=None, min_length=3, max_length=20)
	name: str | None = Field(default=None, min_length=2, max_length=160)
	gender: Gender | None = None
	birth_date: Day | None = None
	monthly_income: Money | None = None
	email: str | None = Field(default=None, max_length=254)
	phone: str | None = Field(default=None, max_length=20)
	address: str | None = Field(default=None, max_length=240)
	province: ProvinceCode | None = None
	canton: CantonCode | None = None
	registered_on: Day | None = None
	consent_email: bool | None = None
	consent_phone: bool | None = None
	evidence: ConsentEvidence | None = None


class Customer(CustomerFields):
	"""A customer as the service answers it; `import_id` brought it, if a file did."""

	id: int
	age: int | None = None
	category: Category
	last_contact_at: Instant | None = None
	active: bool = False
	synthetic: bool = False
	warnings: list[str] = []
	archived_at: Instant | None = None
	merged_into: int | None = None
	import_id: int | None = None
	created_at: Instant
	updated_at: Instant
	version: str = ""


class ShownIdentity(Contract):
	"""The whole identification of a customer, for somebody who asked to see it; audited."""

	id_type: IdentityType
	id_number: str


AGE_FROM = CriterionWords(
	"Edad desde",
	help="de 20 a 70",
	is_personal=True,
	span="{low} a {high} años",
	crossed="La edad inicial es mayor que la final.",
)
AGE_TO = CriterionWords("Edad hasta", is_personal=True)
INCOME_FROM = CriterionWords(
	"Ingreso desde", help="al mes", crossed="El ingreso inicial es mayor que el final."
)


class SegmentCriteria(Contract):
	"""Whom a segment holds. An empty list or an absent bound asks nothing.

	Ages are whole years completed on `as_of` (today in the installation's zone if absent). What
	the service does with each criterion is declared in `customers.segments.domain.declared`.
	"""

	kind: Annotated[SegmentKind, CriterionWords("Tipo de cliente")] = SegmentKind.PERSON
	genders: Annotated[list[Gender], CriterionWords("Género", is_personal=True)] = []
	age_from: Annotated[int | None, AGE_FROM] = Field(default=None, ge=0, le=OLDEST_AGE)
	age_to: Annotated[int | None, AGE_TO] = Field(default=None, ge=0, le=OLDEST_AGE)
	income_from: Annotated[Money | None, INCOME_FROM] = None
	income_to: Annotated[Money | None, CriterionWords("Ingreso hasta")] = None
	categories: Annotated[list[Category], CriterionWords("Categoría por antigüedad")] = []
	provinces: Annotated[list[ProvinceCode], CriterionWords("Provincias")] = []
	cantons: Annotated[list[CantonCode], CriterionWords("Cantones")] = []
	as_of: Day | None = None

	@model_validator(mode="after")
	def refuse_contradictions(self) -> "SegmentCriteria":
		"""Refuse bounds that cross, and what only persons have of companies."""
		if crossed := find_crossed(self):
			raise ValueError(crossed)
		if self.kind is SegmentKind.COMPANY and asks_person(self):
			raise ValueError("Las empresas no tienen edad ni género.")
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


class ListQuery(Contract):
	"""A page of a list without filters."""

	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class ConsentChange(Contract):
	"""One line of the ledger of consents; `source` tells who or what changed it."""

	channel: ConsentChannel
	granted: bool
	source: str
	at: Instant
