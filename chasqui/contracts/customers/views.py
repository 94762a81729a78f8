"""Words of saved views: a list of the portal to come back to, by the address that shows it.

A view is kept as texts, as an address has them: whoever opens it understands what the list still
knows and says what it does not.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.list_values import Printable, wrap_one
from chasqui.contracts.wire import Contract, Version

MOST_VIEWS = 50
"""That one person has of one list."""
MOST_CHOSEN = 1000
ViewName = Annotated[str, Printable, Field(min_length=2, max_length=60)]
FilterName = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
FilterText = Annotated[str, Printable, Field(max_length=200)]
"""Empty where choosing nothing is a choice: all, where a list shows some as a rule."""
FilterTexts = Annotated[list[FilterText], BeforeValidator(wrap_one), Field(max_length=MOST_CHOSEN)]
ViewFilters = Annotated[dict[FilterName, FilterTexts], Field(max_length=40)]
ViewSort = Annotated[str, Field(pattern=r"^(-?[a-z_]{1,19})?$")]
"""Empty: the list's own order."""
ColumnName = Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
ViewColumns = Annotated[list[ColumnName], Field(max_length=40)]


class ListName(StrEnum):
	"""The lists of the portal that can be narrowed or sorted."""

	ACCOUNTS = "accounts"
	ADDRESSES = "addresses"
	AUDIT = "audit"
	BOUNCES = "bounces"
	BULK_JOBS = "bulk_jobs"
	CALLBACKS = "callbacks"
	CALLS = "calls"
	CALL_SALES = "call_sales"
	CAMPAIGNS = "campaigns"
	CAMPAIGN_LOG = "campaign_log"
	CAMPAIGN_MEMBERS = "campaign_members"
	COMPARED_MEMBERS = "compared_members"
	CONTACT_HOURS = "contact_hours"
	CONVERSATIONS = "conversations"
	COST_RATES = "cost_rates"
	CUSTOMERS = "customers"
	DELIVERIES = "deliveries"
	DUPLICATES = "duplicates"
	DUPLICATE_SEARCHES = "duplicate_searches"
	EQUIPMENT = "equipment"
	EQUIPMENT_DUE = "equipment_due"
	ERASURES = "erasures"
	HOLIDAYS = "holidays"
	IMPORTS = "imports"
	ITEMS = "items"
	OFFERS = "offers"
	OVERLAPS = "overlaps"
	PART_ORDERS = "part_orders"
	PROMOTIONS = "promotions"
	QUOTES = "quotes"
	REPEATED_CUSTOMERS = "repeated_customers"
	REQUESTS = "requests"
	RISK_LOOKS = "risk_looks"
	RISK_REVIEWS = "risk_reviews"
	RISK_ROWS = "risk_rows"
	SALES = "sales"
	SECURITY = "security"
	SEGMENTS = "segments"
	SERVICE_ORDERS = "service_orders"
	SKIPPED_MEMBERS = "skipped_members"


# A shared view may name persons: who may not see the list, with any one of these, sees none of it.
READERS: dict[ListName, frozenset[Permission]] = {
	ListName.ACCOUNTS: frozenset({Permission.STAFF_MANAGE}),
	ListName.ADDRESSES: frozenset({Permission.SECURITY_READ}),
	ListName.AUDIT: frozenset({Permission.AUDIT_READ}),
	ListName.BULK_JOBS: frozenset({Permission.CUSTOMERS_WRITE}),
	ListName.BOUNCES: frozenset({Permission.RUNS_READ}),
	ListName.CALLBACKS: frozenset({Permission.CALLS_MAKE, Permission.CALLS_REVIEW}),
	ListName.CALLS: frozenset({Permission.CALLS_MAKE, Permission.CALLS_REVIEW}),
	ListName.CALL_SALES: frozenset({Permission.CALLS_MAKE, Permission.CALLS_REVIEW}),
	ListName.CAMPAIGNS: frozenset({Permission.CAMPAIGNS_READ}),
	ListName.CAMPAIGN_MEMBERS: frozenset({Permission.AUDIENCES_READ}),
	ListName.CAMPAIGN_LOG: frozenset({Permission.CAMPAIGNS_READ}),
	ListName.COMPARED_MEMBERS: frozenset({Permission.AUDIENCES_READ}),
	ListName.CONTACT_HOURS: frozenset({Permission.CAMPAIGNS_READ}),
	ListName.CONVERSATIONS: frozenset({Permission.CONVERSATIONS_WRITE}),
	ListName.COST_RATES: frozenset({Permission.COSTS_READ}),
	ListName.CUSTOMERS: frozenset({Permission.CUSTOMERS_READ}),
	ListName.DELIVERIES: frozenset({Permission.RUNS_READ}),
	ListName.DUPLICATES: frozenset({Permission.QUALITY_MANAGE}),
	ListName.DUPLICATE_SEARCHES: frozenset({Permission.QUALITY_MANAGE}),
	ListName.EQUIPMENT: frozenset({Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST}),
	ListName.EQUIPMENT_DUE: frozenset({Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST}),
	ListName.ERASURES: frozenset({Permission.RIGHTS_MANAGE}),
	ListName.HOLIDAYS: frozenset({Permission.HOURS_MANAGE}),
	ListName.IMPORTS: frozenset({Permission.IMPORTS_RUN}),
	ListName.ITEMS: frozenset({Permission.CATALOGUE_READ}),
	ListName.OFFERS: frozenset({Permission.CATALOGUE_OFFER}),
	ListName.OVERLAPS: frozenset({Permission.CAMPAIGNS_READ}),
	ListName.PART_ORDERS: frozenset({Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST}),
	ListName.PROMOTIONS: frozenset({Permission.CATALOGUE_OFFER}),
	ListName.QUOTES: frozenset({Permission.SALES_READ, Permission.SALES_NOTE}),
	ListName.REPEATED_CUSTOMERS: frozenset({Permission.AUDIENCES_READ}),
	ListName.REQUESTS: frozenset({Permission.RIGHTS_MANAGE}),
	ListName.RISK_LOOKS: frozenset({Permission.RISK_LOOK_UP}),
	ListName.RISK_REVIEWS: frozenset({Permission.RISK_REVIEW}),
	ListName.RISK_ROWS: frozenset({Permission.RISK_REVIEW, Permission.CAMPAIGNS_READ}),
	ListName.SALES: frozenset({Permission.SALES_READ, Permission.SALES_NOTE}),
	ListName.SECURITY: frozenset({Permission.SECURITY_READ}),
	ListName.SEGMENTS: frozenset({Permission.SEGMENTS_COUNT}),
	ListName.SERVICE_ORDERS: frozenset({Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST}),
	ListName.SKIPPED_MEMBERS: frozenset({Permission.AUDIENCES_READ}),
}


class ViewQuery(Contract):
	list_name: ListName = ListName.CUSTOMERS


class ViewFields(Contract):
	"""A list to come back to: its filters, order and columns; a shared one is everybody's."""

	list_name: ListName = ListName.CUSTOMERS
	name: ViewName
	filters: ViewFilters = {}
	sort: ViewSort = ""
	columns: ViewColumns = []
	is_shared: bool = False


class ViewPatch(Contract):
	"""What changes of a view; an absent field stays. `version` is the one that was read."""

	version: Version
	name: ViewName | None = None
	filters: ViewFilters | None = None
	sort: ViewSort | None = None
	columns: ViewColumns | None = None
	is_shared: bool | None = None


class SavedView(ViewFields):
	"""A view as the service answers it; one that comes with the product has no id."""

	id: int | None = None
	owner_name: str = ""
	is_own: bool = False
	version: str = ""
