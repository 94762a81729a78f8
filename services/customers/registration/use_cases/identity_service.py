"""Corrects a customer's identification that was written down wrongly (R45)."""

from chasqui.contracts.customers.people import CustomerKind, CustomerWarning, IdentityType
from chasqui.contracts.identities import Identity
from chasqui.kernel.errors import FieldError
from customers.people.domain.identities import parse_identity
from customers.people.domain.profiles import choose_kind
from customers.people.models.customer import CustomerRow
from customers.people.repositories.customers import TAKEN, CustomerRepository
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

	def correct(self, row: CustomerRow, identity: Identity) -> bool:
		"""Give a customer another identification; return whether it is another one.

		:raises Conflict: another customer has it, or its person had the data erased
		"""
		if is_same(row, identity):
			return False
		self._admission.admit(identity.id_type, identity.number, returns=False)
		self._customers.identify(row, identity.id_type.value, identity.number)
		others = [one for one in row.warnings if one not in DOUBTS]
		row.warnings = [*others, *identity.warnings]
		return True

	def refuse_known(self, identity: Identity, refusals: RefusalCollector) -> None:
		"""Refuse an identity that some customer has."""
		if self._customers.is_known(identity.id_type.value, identity.number):
			refusals.add(FieldError("id_number", TAKEN, "identity_taken"))


def read_identity(
	row: CustomerRow,
	id_type: IdentityType | None,
	id_number: str | None,
	refusals: RefusalCollector,
) -> Identity | None:
	"""Return the identification that a change asks for, the present one where it names none.

	None is one that is refused: it is none, or of the other kind of customer.
	"""
	with refusals.gather():
		identity = parse_identity(id_type or IdentityType(row.id_type), id_number or row.id_number)
		return choose_kind(identity, CustomerKind(row.kind))
	return None


def is_same(row: CustomerRow, identity: Identity) -> bool:
	"""Return whether it is the identification that a customer has."""
	return (identity.id_type.value, identity.number) == (row.id_type, row.id_number)
