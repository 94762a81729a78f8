"""Shows a customer (R9)."""

from collections.abc import Iterable
from datetime import date

from chasqui.contracts.audit import AuditAction
from chasqui.contracts.customers import (
	ConsentChange,
	ConsentChannel,
	Customer,
	IdentityType,
	ShownIdentity,
)
from chasqui.contracts.imports import ConsentProof
from chasqui.contracts.wire import Page
from customers.domain.actors import Actor
from customers.domain.people.consent_proofs import LedgerLine, Permission, tell_permissions
from customers.models.customer import CustomerRow
from customers.repositories.people.consents import ConsentLedger
from customers.repositories.people.customers import CustomerRepository
from customers.use_cases.people.customer_view import view_customer
from customers.use_cases.rights.auditor import Auditor


class CustomerReader:
	def __init__(
		self,
		customers: CustomerRepository,
		ledger: ConsentLedger,
		auditor: Auditor,
		*,
		today: date,
	) -> None:
		self._customers = customers
		self._ledger = ledger
		self._auditor = auditor
		self._today = today

	def get(self, customer_id: int, actor: Actor) -> Customer:
		"""Return a customer, and write down who saw it.

		:raises NotFound: there is no such customer
		"""
		row = self._customers.get(customer_id)
		self._auditor.note(actor, AuditAction.SEEN, customer_id)
		return view_customer(row, self._today)

	def reveal_identity(self, customer_id: int, actor: Actor) -> ShownIdentity:
		"""Return a customer's identification, and write down who asked to see it.

		:raises NotFound: there is no such customer
		"""
		row = self._customers.get(customer_id)
		self._auditor.note(actor, AuditAction.REVEALED, customer_id, fields=["id_number"])
		return ShownIdentity(id_type=IdentityType(row.id_type), id_number=row.id_number)

	def list_records(self, customer_id: int) -> list[int]:
		"""Return the records of a person: this one, and those that were merged into it."""
		return self._customers.list_records(customer_id)

	def list_consent_changes(self, customer_id: int) -> Page[ConsentChange]:
		"""Return the ledger of a customer, the newest first; with that of merged records.

		:raises NotFound: there is no such customer
		"""
		self._customers.get(customer_id)
		changes = self._ledger.list_changes(*self.list_records(customer_id))
		items = [ConsentChange.model_validate(change) for change in changes]
		return Page[ConsentChange](items=items)

	def list_proofs(self, customer_id: int) -> Page[ConsentProof]:
		"""Return the permissions of a customer with their evidence, the newest first.

		What a record that was merged proves comes after what the customer's own does.

		:raises NotFound: there is no such customer
		"""
		self._customers.get(customer_id)
		proofs = [
			self._view_proof(row, one)
			for row in map(self._customers.get, self.list_records(customer_id))
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
			yield from tell_permissions(
				lines,
				channel,
				is_granted=getattr(row, f"consent_{channel.value}"),
				first_source=row.consent_source,
			)

	def _view_proof(self, row: CustomerRow, permission: Permission) -> ConsentProof:
		ledger = self._ledger
		return ConsentProof(
			channel=permission.channel,
			granted_by=permission.granted_by,
			granted_at=row.created_at if permission.is_first else permission.granted_at,
			withdrawn_at=permission.withdrawn_at,
			withdrawn_by=permission.withdrawn_by,
			evidence=ledger.find_evidence_of_import(row.import_id)
			if permission.is_first
			else ledger.find_evidence(permission.evidence_id),
		)
