"""Words of the customers service: the customer master and the query service (K15, R1)."""

from enum import StrEnum

from pydantic import Field, model_validator

from chasqui.contracts.consents import ConsentEvidence
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


class SegmentCriteria(Contract):
	"""Whom a segment holds. An empty list or an absent bound asks nothing.

	Ages are whole years completed on `as_of` (today in the installation's zone if absent).
	"""

	kind: SegmentKind = SegmentKind.PERSON
	genders: list[Gender] = []
	income_from: Money | None = None
	income_to: Money | None = None
	age_from: int | None = Field(default=None, ge=0, le=OLDEST_AGE)
	age_to: int | None = Field(default=None, ge=0, le=OLDEST_AGE)
	as_of: Day | None = None
	provinces: list[ProvinceCode] = []
	cantons: list[CantonCode] = []
	categories: list[Category] = []

	@model_validator(mode="after")
	def refuse_contradictions(self) -> "SegmentCriteria":
		"""Refuse bounds that cross, cantons outside the provinces' reach, ages of companies."""
		if _crosses(self.age_from, self.age_to):
			raise ValueError("La edad inicial es mayor que la final.")
		if _crosses(self.income_from, self.income_to):
			raise ValueError("El ingreso inicial es mayor que el final.")
		personal = self.genders or self.age_from is not None or self.age_to is not None
		if self.kind is SegmentKind.COMPANY and personal:
			raise ValueError("Las empresas no tienen edad ni género.")
		return self


def _crosses(low: object, high: object) -> bool:
	return low is not None and high is not None and low > high  # type: ignore[operator]


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
