"""Words of the customers service about one person: all that a profile page shows (R9)."""

from chasqui.contracts.audit import AuditEntry
from chasqui.contracts.customers import ConsentChange, Customer
from chasqui.contracts.duplicates import Merge
from chasqui.contracts.imports import ConsentProof
from chasqui.contracts.lists import Advisor
from chasqui.contracts.profile import CustomerProfile, CustomField
from chasqui.contracts.rights import Erasure, RightsRequest
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
