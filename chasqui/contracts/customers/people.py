"""Words of customers: who a customer is."""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.customers.consents import ConsentEvidence
from chasqui.contracts.wire import (
	CantonCode,
	Contract,
	Day,
	Instant,
	Line,
	Money,
	ProvinceCode,
	Version,
)


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


class Category(StrEnum):
	"""Derived from `registered_on`: new < 12 months, loyal > 10 years (M6)."""

	NEW = "new"
	REGULAR = "regular"
	LOYAL = "loyal"


class CustomerWarning(StrEnum):
	"""What is doubtful about a customer's data."""

	CHECKSUM_UNVERIFIABLE = "checksum_unverifiable"
	COMPANY_RUC = "company_ruc"
	ZERO_RESTORED = "zero_restored"
	WRONG_PHONE = "wrong_phone"
	ERASED_EMAIL = "erased_email"
	ERASED_PHONE = "erased_phone"


class CustomerFields(Contract):
	"""What a person types about a customer; `phone` is stored in E.164.

	`given_names` are those of the name by which mails greet, where they are known apart.
	"""

	kind: CustomerKind = CustomerKind.PERSON
	id_type: IdentityType
	id_number: Line = Field(min_length=3, max_length=20)
	name: Line = Field(min_length=2, max_length=160)
	given_names: Line | None = Field(default=None, max_length=80)
	gender: Gender = Gender.UNKNOWN
	birth_date: Day | None = None
	monthly_income: Money | None = None
	email: Line | None = Field(default=None, max_length=254)
	phone: Line | None = Field(default=None, max_length=20)
	address: Line | None = Field(default=None, max_length=240)
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
	id_number: Line | None = Field(default=None, min_length=3, max_length=20)
	name: Line | None = Field(default=None, min_length=2, max_length=160)
	given_names: Line | None = Field(default=None, max_length=80)
	gender: Gender | None = None
	birth_date: Day | None = None
	monthly_income: Money | None = None
	email: Line | None = Field(default=None, max_length=254)
	phone: Line | None = Field(default=None, max_length=20)
	address: Line | None = Field(default=None, max_length=240)
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
