"""Words of the lists of customers: filters, facets, bulk actions, exports."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from chasqui.contracts.customers.fields import SORTED
from chasqui.contracts.customers.list_values import (
	NO_ADVISOR as NO_ADVISOR,
)
from chasqui.contracts.customers.list_values import (
	AdvisorChoice,
	CustomTerm,
	Delimiter,
	ImportNumber,
	ItemNumber,
	Many,
	Printable,
	ProvinceChoice,
	SearchText,
	ServiceCount,
	TagText,
	WarningCode,
	wrap_one,
)
from chasqui.contracts.customers.people import (
	Category,
	Customer,
	CustomerKind,
	Gender,
	IdentityType,
)
from chasqui.contracts.customers.segments import OLDEST_AGE, SegmentCriteria
from chasqui.contracts.jobs import Job
from chasqui.contracts.wire import CantonCode, Contract, Day, Instant, Money, Words
from chasqui.kernel.texts.text import say

PATH_CUSTOMERS = "/v1/customers"
PATH_FACETS = "/v1/customers/facets"
PATH_EXPORT = "/v1/customers/export"
PATH_AS_SEGMENT = "/v1/customers/as-segment"
PATH_BULK = "/v1/bulk-jobs"
MOST_PICKED = 1000
NO_PROVINCE = "none"
SORT_PATTERN = rf"^-?({'|'.join(SORTED)})$"


class Advisor(Contract):
	"""Who of the staff takes care of a customer."""

	id: int = Field(ge=1, le=2**63 - 1)
	name: Annotated[str, Printable, Field(min_length=1, max_length=120)]


class CustomerFilters(Contract):
	"""What a list of customers asks. An absent filter asks nothing; of several values any one.

	Ages are completed years of today; both ends of every range are included. `ids` is a
	selection by hand. `may_…` is reachable: an address that works and a consent.
	"""

	q: SearchText | None = None
	ids: Annotated[list[int], BeforeValidator(wrap_one), Field(max_length=MOST_PICKED)] = []
	kind: Many[CustomerKind] = []
	id_type: Many[IdentityType] = []
	gender: Many[Gender] = []
	age_from: int | None = Field(default=None, ge=0, le=OLDEST_AGE)
	age_to: int | None = Field(default=None, ge=0, le=OLDEST_AGE)
	income_from: Money | None = None
	income_to: Money | None = None
	province: Many[ProvinceChoice] = []
	canton: Many[CantonCode] = []
	category: Many[Category] = []
	consent_email: bool | None = None
	consent_phone: bool | None = None
	may_email: bool | None = None
	may_phone: bool | None = None
	registered_from: Day | None = None
	registered_to: Day | None = None
	contacted_from: Day | None = None
	contacted_to: Day | None = None
	active: bool | None = None
	tag: Many[TagText] = []
	advisor: Many[AdvisorChoice] = []
	custom: Many[CustomTerm] = []
	warning: Many[WarningCode] = []
	has_warnings: bool | None = None
	import_id: Many[ImportNumber] = []
	bought_item: Many[ItemNumber] = []
	"""In an invoice of `bought_from` to `bought_to`, if those are asked too, and kept it."""
	uses_item: Many[ItemNumber] = []
	services: Many[ServiceCount] = []
	"""How many are in use."""
	bought_from: Day | None = None
	bought_to: Day | None = None
	not_bought_since: Day | None = None
	"""No invoice on that day or later; who never bought anything meets it."""
	spent_from: Money | None = None
	spent_to: Money | None = None
	"""Net of all invoices, less what came back."""
	equipment_type: Many[ItemNumber] = []
	equipment_brand: Many[TagText] = []
	equipment_years: int | None = Field(default=None, ge=0, le=200)
	"""Of more than so many years. What is asked of equipment is asked of one machine."""
	service_days: int | None = Field(default=None, ge=0, le=3650)
	"""Its next service is due within so many days, or is late."""
	archived: bool = False

	@model_validator(mode="after")
	def refuse_crossed_ranges(self) -> "CustomerFilters":
		"""Refuse a range whose first bound is above its last."""
		for name in ("age", "income", "spent"):
			low, high = getattr(self, f"{name}_from"), getattr(self, f"{name}_to")
			if low is not None and high is not None and low > high:
				raise ValueError(say("El primer límite es mayor que el último."))
		for name in ("registered", "contacted", "bought"):
			low, high = getattr(self, f"{name}_from"), getattr(self, f"{name}_to")
			if low is not None and high is not None and low > high:
				raise ValueError(say("La primera fecha es posterior a la última."))
		return self

	def list_asked(self) -> list[str]:
		"""Return the names of the filters that ask something."""
		return [
			name
			for name in CustomerFilters.model_fields
			if (getattr(self, name) not in (None, [], "") and getattr(self, name) is not False)
			or (name != "archived" and getattr(self, name) is False)
		]

	def pick_filters(self) -> "CustomerFilters":
		"""Return the filters alone, without pages and order."""
		given = {name: getattr(self, name) for name in CustomerFilters.model_fields}
		return CustomerFilters.model_validate(given)

	def write_params(self) -> dict[str, Any]:
		"""Return what is asked as URL parameters; a list is a parameter that comes again."""
		return self.model_dump(mode="json", exclude_defaults=True)


class SortedFilters(CustomerFilters):
	sort: str = Field(default="name", pattern=SORT_PATTERN)


class CustomerQuery(SortedFilters):
	"""A page of the list of customers, as URL parameters."""

	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class ListedCustomer(Customer):
	"""A customer in a list: with the tags, the advisor and the values of custom fields."""

	tags: list[str] = []
	advisor: Advisor | None = None
	custom: dict[str, Any] = {}


class FacetValue(Contract):
	value: str
	customers: int


class CustomerFacets(Contract):
	"""How many customers match, and how many have each value.

	In each facet its own filter is left out, so that it shows what choosing another value gives.
	`consent` counts what may be used: ``email``, ``phone``, ``none``.
	"""

	total: int
	province: list[FacetValue] = []
	gender: list[FacetValue] = []
	kind: list[FacetValue] = []
	category: list[FacetValue] = []
	consent: list[FacetValue] = []
	age: list[FacetValue] = []
	tag: list[FacetValue] = []


class ListColumn(StrEnum):
	"""Columns of a list and of an export, in their usual order."""

	ID_TYPE = "id_type"
	ID_NUMBER = "id_number"
	KIND = "kind"
	NAME = "name"
	GIVEN_NAMES = "given_names"
	GENDER = "gender"
	BIRTH_DATE = "birth_date"
	AGE = "age"
	MONTHLY_INCOME = "monthly_income"
	EMAIL = "email"
	PHONE = "phone"
	ADDRESS = "address"
	PROVINCE = "province"
	CANTON = "canton"
	REGISTERED_ON = "registered_on"
	CATEGORY = "category"
	CONSENT_EMAIL = "consent_email"
	CONSENT_PHONE = "consent_phone"
	LAST_CONTACT_AT = "last_contact_at"
	ACTIVE = "active"
	TAGS = "tags"
	ADVISOR = "advisor"
	CUSTOM = "custom"
	WARNINGS = "warnings"
	SYNTHETIC = "synthetic"


class BulkAction(StrEnum):
	TAG = "tag"
	UNTAG = "untag"
	ASSIGN = "assign"
	UNASSIGN = "unassign"
	ARCHIVE = "archive"
	RESTORE = "restore"


class BulkState(StrEnum):
	QUEUED = "queued"
	RUNNING = "running"
	PAUSED = "paused"
	DONE = "done"
	CANCELLED = "cancelled"
	FAILED = "failed"


class BulkRequest(Contract):
	"""An action on all that match. `expected` is the count that the person saw and confirmed."""

	action: BulkAction
	filters: CustomerFilters
	tag: TagText | None = None
	advisor: Advisor | None = None
	expected: int = Field(ge=1)

	@model_validator(mode="after")
	def check_objects(self) -> "BulkRequest":
		"""A tag belongs to tagging and untagging, an advisor to assigning."""
		if (self.tag is not None) != (self.action in (BulkAction.TAG, BulkAction.UNTAG)):
			raise ValueError(say("La etiqueta falta o sobra."))
		if (self.advisor is not None) != (self.action is BulkAction.ASSIGN):
			raise ValueError(say("El asesor falta o sobra."))
		return self


class BulkJob(Contract):
	"""A bulk action as it goes: `done` of `total` looked at, `changed` really changed."""

	id: int
	action: BulkAction
	tag: str | None = None
	advisor_name: str | None = None
	state: BulkState
	total: int
	done: int = 0
	changed: int = 0
	error: Words | None = None
	requested_name: str
	created_at: Instant
	finished_at: Instant | None = None
	job: Job | None = None


class SegmentAnswer(Contract):
	"""A list as the criteria of a campaign, or the filters that criteria cannot say."""

	criteria: SegmentCriteria | None = None
	unsayable: list[str] = []


class ExportFormat(StrEnum):
	CSV = "csv"
	XLSX = "xlsx"
	JSONL = "jsonl"


class ExportQuery(SortedFilters):
	"""A list as a file, as URL parameters; no columns are all of them."""

	format: ExportFormat = ExportFormat.CSV
	delimiter: Delimiter = Delimiter.SEMICOLON
	columns: Annotated[list[ListColumn], BeforeValidator(wrap_one), Field(max_length=40)] = []
