"""Gathers a customer's whole file, as much of it as the reader's role may see (R9)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from chasqui.contracts.customers.audit import AuditAction, AuditEntry
from chasqui.contracts.customers.person_file import MOST_ENTRIES, CustomerFile
from customers.audit.domain import Actor
from customers.audit.repositories import AuditRepository
from customers.consent.use_cases.consent_history_reader import ConsentHistoryReader
from customers.imports.use_cases.consent_proof_service import ConsentProofService
from customers.people.repositories.advisors import AdvisorRepository
from customers.people.use_cases.custom_field_service import CustomFieldService
from customers.people.use_cases.customer_reader import CustomerReader
from customers.people.use_cases.customer_view import hide_identity
from customers.people.use_cases.profile_service import ProfileService
from customers.quality.use_cases.merger import Merger
from customers.rights.use_cases.eraser import Eraser
from customers.rights.use_cases.rights_service import RightsService
from customers.subscriptions.repositories import SubscriptionRepository

# What happened to the data themselves; who only looked is the audit's.
CHANGES = (
	AuditAction.REGISTERED, AuditAction.CHANGED, AuditAction.ARCHIVED, AuditAction.RESTORED,
	AuditAction.IMPORTED, AuditAction.MERGED, AuditAction.UNMERGED,
)  # fmt: skip


@dataclass(frozen=True)
class FileShare:
	"""How much of a file somebody with these permissions may see."""

	permissions: Collection[str] = ()
	history: bool = False
	everything: bool = False


@dataclass(frozen=True)
class FileParts:
	"""Who keeps which part of a file."""

	customers: CustomerReader
	consents: ConsentHistoryReader
	proofs: ConsentProofService
	profiles: ProfileService
	fields: CustomFieldService
	advisors: AdvisorRepository
	held: SubscriptionRepository
	log: AuditRepository
	service: RightsService
	eraser: Eraser
	merger: Merger


class PersonFileReader:
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
			customer=hide_identity(customer, share.permissions),
			profile=parts.profiles.show(customer_id),
			fields=parts.fields.list_all(),
			advisor=parts.advisors.find(customer_id),
			services=parts.held.list_names_of(customer_id),
			today=self._today,
		)
		records = parts.customers.list_records(customer_id)
		if share.history:
			file.consents = parts.consents.list_changes(customer_id).items
			file.proofs = parts.proofs.list_proofs(customer_id).items
			file.changes = self._list_entries(records, CHANGES)
		if share.everything:
			file.audit = self._list_entries(records, AuditAction)
			file.requests = parts.service.list_about(records)
			file.merges = parts.merger.list_merges(customer_id)
			file.erasure = parts.eraser.find_of(customer_id)
		return file

	def _list_entries(
		self, records: Iterable[int], actions: Iterable[AuditAction]
	) -> list[AuditEntry]:
		rows = self._parts.log.list_recent(records, actions, limit=MOST_ENTRIES)
		return [AuditEntry.model_validate(row) for row in rows]
