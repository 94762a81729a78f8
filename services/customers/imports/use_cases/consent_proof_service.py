"""Shows with what evidence each permission was obtained, be it by a person or by an import."""

from collections.abc import Iterable

from chasqui.contracts.customers.consents import ConsentChannel, ConsentEvidence
from chasqui.contracts.customers.imports import ConsentProof
from chasqui.contracts.wire import Page
from customers.consent.domain import LedgerLine, Permission, build_permissions
from customers.consent.repositories import ConsentRepository
from customers.imports.repositories.jobs import ImportRepository
from customers.people.models.customer import CustomerRow
from customers.people.repositories.customers import CustomerRepository


class ConsentProofService:
	def __init__(
		self, customers: CustomerRepository, ledger: ConsentRepository, imports: ImportRepository
	) -> None:
		self._customers = customers
		self._ledger = ledger
		self._imports = imports

	def list_proofs(self, customer_id: int) -> Page[ConsentProof]:
		"""Return the permissions of a customer with their evidence, the newest first.

		What a record that was merged proves comes after what the customer's own does.

		:raises NotFound: there is no such customer
		"""
		self._customers.get(customer_id)
		proofs = [
			self._view_proof(row, one)
			for row in map(self._customers.get, self._customers.list_records(customer_id))
			for one in self._list_permissions(row)
		]
		return Page[ConsentProof](items=proofs)

	def _list_permissions(self, row: CustomerRow) -> Iterable[Permission]:
		changes = reversed(self._ledger.list_changes(row.id))
		lines = [
			LedgerLine(
				ConsentChannel(one.channel), one.granted, one.source, one.at, one.evidence_id
			)
			for one in changes
		]
		for channel in ConsentChannel:
			yield from build_permissions(
				lines,
				channel,
				is_granted=getattr(row, f"consent_{channel.value}"),
				first_source=row.consent_source,
			)

	def _view_proof(self, row: CustomerRow, permission: Permission) -> ConsentProof:
		return ConsentProof(
			channel=permission.channel,
			granted_by=permission.granted_by,
			granted_at=row.created_at if permission.is_first else permission.granted_at,
			withdrawn_at=permission.withdrawn_at,
			withdrawn_by=permission.withdrawn_by,
			evidence=self._find_evidence(row, permission),
		)

	def _find_evidence(self, row: CustomerRow, permission: Permission) -> ConsentEvidence | None:
		"""Return a permission's evidence; that of a first answer is the evidence of its import."""
		evidence_id = permission.evidence_id
		if permission.is_first:
			evidence_id = self._imports.find_evidence_id(row.import_id)
		return self._ledger.find_evidence(evidence_id)
