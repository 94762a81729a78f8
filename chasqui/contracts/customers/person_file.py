"""Words of the customers service about one person: all that a profile page shows (R9)."""

from chasqui.contracts.customers.audit import AuditEntry
from chasqui.contracts.customers.consents import ConsentChange
from chasqui.contracts.customers.imports import ConsentProof
from chasqui.contracts.customers.lists import Advisor
from chasqui.contracts.customers.people import Customer
from chasqui.contracts.customers.profiles import CustomerProfile, CustomField
from chasqui.contracts.customers.quality import Merge
from chasqui.contracts.customers.rights import Erasure, RightsRequest
from chasqui.contracts.wire import Contract, Day

# The newest entries of the audit that go with a file; the audit's own page has all of them.
MOST_ENTRIES = 100


class CustomerFile(Contract):
	"""A customer's file, as much of it as the role of who asks may see.

	Advisors get customer, profile and fields; the head of marketing also the ledger of consents
	and the changes of the data; administrators all. What is not for them is None.
	"""

	customer: Customer
	profile: CustomerProfile
	fields: list[CustomField]
	advisor: Advisor | None = None
	services: list[str] = []
	today: Day
	consents: list[ConsentChange] | None = None
	proofs: list[ConsentProof] | None = None
	changes: list[AuditEntry] | None = None
	audit: list[AuditEntry] | None = None
	requests: list[RightsRequest] | None = None
	merges: list[Merge] | None = None
	erasure: Erasure | None = None
