"""Corrects a customer's identification that was written down wrongly (R45)."""

from chasqui.contracts.customers.people import CustomerKind, CustomerWarning, IdentityType
from customers.people.domain.identities import parse_identity
from customers.people.domain.profiles import choose_kind
from customers.people.models.customer import CustomerRow
from customers.people.repositories.customers import CustomerRepository
from customers.people.use_cases.admission_policy import AdmissionPolicy
from customers.people.use_cases.refusals import RefusalCollector

# What is doubtful about an identification goes with it.
DOUBTS = (
	CustomerWarning.CHECKSUM_UNVERIFIABLE,
	CustomerWarning.COMPANY_RUC,
	CustomerWarning.ZERO_RESTORED,
)


class IdentityService:
	def __init__(self, customers: CustomerRepository, admission: AdmissionPolicy) -> None:
		self._customers = customers
		self._admission = admission

	def correct(
		self, row: CustomerRow, id_type: IdentityType | None, id_number: str | None
	) -> bool:
		"""Give a customer another identification; return whether it is another one.

		:raises Invalid: it is none, or of the other kind of customer
		:raises Conflict: another customer has it, or its person had the data erased
		"""
		refusals = RefusalCollector()
		with refusals.gather():
			identity = parse_identity(
				id_type or IdentityType(row.id_type), id_number or row.id_number
			)
			identity = choose_kind(identity, CustomerKind(row.kind))
		refusals.raise_any()
		if (identity.id_type.value, identity.number) == (row.id_type, row.id_number):
			return False
		self._admission.admit(identity.id_type, identity.number, returns=False)
		self._customers.identify(row, identity.id_type.value, identity.number)
		others = [one for one in row.warnings if one not in DOUBTS]
		row.warnings = [*others, *identity.warnings]
		return True
