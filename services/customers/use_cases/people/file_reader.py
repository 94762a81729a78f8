"""Gathers a customer's whole file, as much of it as the reader's role may see (R9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chasqui.contracts.audit import AuditAction, AuditEntry
from chasqui.contracts.person import MOST_ENTRIES, CustomerFile
from customers.domain.actors import Actor
from customers.repositories.imports.held_services import HeldServiceRepository
from customers.repositories.people.advisors import AdvisorRepository
from customers.repositories.rights.audit_log import AuditLog
from customers.use_cases.people.custom_field_keeper import CustomFieldKeeper
from customers.use_cases.people.customer_reader import CustomerReader
from customers.use_cases.people.customer_view import hide_identity
from customers.use_cases.people.profile_keeper import ProfileKeeper
from customers.use_cases.quality.merger import Merger
from customers.use_cases.rights.eraser import Eraser
from customers.use_cases.rights.rights_desk import RightsDesk

# What happened to the data themselves; who only looked is the audit's.
CHANGES = (
	AuditAction.REGISTERED, AuditAction.CHANGED, AuditAction.ARCHIVED, AuditAction.RESTORED,
	AuditAction.IMPORTED, AuditAction.MERGED, AuditAction.UNMERGED,
)  # fmt: skip


@dataclass(frozen=True)
class FileShare:
	"""How much of a file somebody may see; without `identity` the identification is masked."""

	identity: bool = False
	history: bool = False
	everything: bool = False


@dataclass(frozen=True)
class FileParts:
	"""Who keeps which part of a file."""

	customers: CustomerReader
	profiles: ProfileKeeper
	fields: CustomFieldKeeper
	advisors: AdvisorRepository
	held: HeldServiceRepository
	log: AuditLog
	desk: RightsDesk
	eraser: Eraser
	merger: Merger


class FileReader:
	def __init__(self, parts: FileParts, *, today: date) -> None:
		self._parts = parts
		self._today = today

	def read(self, customer_id: int, actor: Actor, share: FileShare) -> CustomerFile:
		"""Return the file, and write down who saw it.

		:raises NotFound: there is no such customer, or its data were erased
		"""
		parts = self._parts
		customer = parts.customers.get(customer_id, actor)
		file = CustomerFile(
			customer=customer if share.identity else hide_identity(customer),
			profile=parts.profiles.show(customer_id),
			fields=parts.fields.list_all(),
			advisor=parts.advisors.find(customer_id),
			services=parts.held.list_names_of(customer_id),
			today=self._today,
		)
		records = parts.customers.list_records(customer_id)
		if share.history:
			file.consents = parts.customers.list_consent_changes(customer_id).items
			file.proofs = parts.customers.list_proofs(customer_id).items
			file.changes = self._list_entries(records, CHANGES)
		if share.everything:
			file.audit = self._list_entries(records, AuditAction)
			file.requests = parts.desk.list_about(records)
			file.merges = parts.merger.list_merges(customer_id)
			file.erasure = parts.eraser.find_of(customer_id)
		return file

	def _list_entries(
		self, records: Iterable[int], actions: Iterable[AuditAction]
	) -> list[AuditEntry]:
		rows = self._parts.log.list_recent(records, actions, limit=MOST_ENTRIES)
		return [AuditEntry.model_validate(row) for row in rows]
