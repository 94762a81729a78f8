"""Merges two records of one person into one, field by field, and takes it back.

The kept record takes the chosen fields; whatever else the merged one had (contacts, addresses,
dates, tags, custom values) joins it. A consent withdrawn on either stays withdrawn. The merged
record is archived and points to the kept one, so that nothing that points to it is lost.
"""

from typing import Any

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.people import CustomerWarning
from chasqui.contracts.customers.quality import DuplicateState, Merge, MergeRequest
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.people.models.customer import CustomerRow
from customers.people.repositories.customers import CustomerRepository
from customers.people.repositories.former_values import FormerValueRepository
from customers.people.use_cases.contact_publisher import ContactPublisher
from customers.quality.models.customer_merge import CustomerMergeRow
from customers.quality.repositories.dismissals import DismissalMerger
from customers.quality.repositories.duplicates import DuplicateRepository
from customers.quality.repositories.profile_merger import ProfileMerger
from customers.quality.use_cases.consent_merger import ConsentMerger, read_reach
from customers.quality.use_cases.merge_fields import (
	list_changes,
	list_fault_changes,
	list_given_back,
	list_replaced,
	list_shared_kinds,
	read_faults,
	read_instant,
	take_faults,
	write_changes,
	write_instant,
)


class Merger:
	def __init__(
		self,
		customers: CustomerRepository,
		duplicates: DuplicateRepository,
		merger: ProfileMerger,
		dismissals: DismissalMerger,
		former: FormerValueRepository,
		consents: ConsentMerger,
		events: ContactPublisher,
		auditor: Auditor,
	) -> None:
		self._customers = customers
		self._duplicates = duplicates
		self._merger = merger
		self._dismissals = dismissals
		self._former = former
		self._consents = consents
		self._events = events
		self._auditor = auditor

	def merge(self, request: MergeRequest, actor: Actor) -> Merge:
		"""Merge two records.

		:raises NotFound: one of them does not exist
		:raises Conflict: they are not of one kind, or one was merged or is being erased
		"""
		self._former.pause()
		kept, merged = self._lock_both(request)
		changes = list_changes(kept, merged, request.taken)
		previous, reach, faults = (kept.email, kept.phone), read_reach(kept), read_faults(kept)
		before: dict[str, Any] = {
			"archived_at": write_instant(merged.archived_at),
			"joined": self._merger.join(kept, merged, replaced=list_replaced(changes)),
		}
		self._write(kept, {name: after for name, (_, after) in changes.items()})
		take_faults(kept, merged)
		before["fields"] = write_changes({**changes, **list_fault_changes(kept, faults)})
		kinds = list_shared_kinds(kept, merged)
		before["dismissals"] = self._dismissals.join(kept.id, merged.id, kinds)
		before["consents"] = self._consents.join(kept, merged, actor.subject)
		merged.merged_into, merged.archived_at = kept.id, merged.archived_at or read_now()
		row = CustomerMergeRow(
			kept_id=kept.id,
			merged_id=merged.id,
			taken=sorted(request.taken),
			before=before,
			merged_by=actor.name,
		)
		self._duplicates.add_merge(row)
		self._decide(kept.id, merged.id, DuplicateState.MERGED, actor)
		self._customers.refresh(kept)
		self._events.publish_merge(kept, merged.id)
		self._publish_contact(kept, previous)
		self._consents.publish_changes(kept, reach)
		self._auditor.note(
			actor, AuditAction.MERGED, kept.id, merged_id=merged.id, fields=row.taken
		)
		return Merge.model_validate(row)

	def undo(self, merge_id: int, actor: Actor) -> Merge:
		"""Take a merge back. What somebody has changed since then stays as it is.

		:raises NotFound: there is no such merge
		:raises Conflict: it was taken back already, a record is being erased, or a later merge
			has to be taken back first
		"""
		self._former.pause()
		row = self._duplicates.get_merge(merge_id)
		kept, merged = self._lock(row.kept_id, row.merged_id)
		if kept.merged_into is not None:
			message = say("El registro se unió después a otro: deshaga primero esa unión.")
			raise Conflict(message, code="merged_since")
		before, previous = row.before, (kept.email, kept.phone)
		self._write(kept, list_given_back(kept, before["fields"]))
		if kept.email != previous[0] and "bounced_at" in before:  # as merges were written before
			kept.email_bounced_at = read_instant(before["bounced_at"])
		self._merger.part(kept, merged, before["joined"])
		self._dismissals.part(kept.id, merged.id, before.get("dismissals", []))
		merged.merged_into, merged.archived_at = None, read_instant(before.get("archived_at"))
		row.undone_at = read_now()
		self._decide(kept.id, merged.id, DuplicateState.DISMISSED, actor)
		self._consents.part(kept, before.get("consents", {}), actor.subject)
		for one in (kept, merged):
			self._customers.refresh(one)
		# What is published of either alone must not be taken for both; the kept one leaves an
		# address before the other is written to at it.
		self._events.publish_parting(kept, merged)
		self._publish_contact(kept, previous)
		self._events.publish_contact(merged, None, None)
		self._consents.publish_parted(kept, merged)
		self._auditor.note(actor, AuditAction.UNMERGED, kept.id, merged_id=merged.id)
		return Merge.model_validate(row)

	def list_merges(self, customer_id: int) -> list[Merge]:
		return [Merge.model_validate(row) for row in self._duplicates.list_merges(customer_id)]

	def _lock_both(self, request: MergeRequest) -> tuple[CustomerRow, CustomerRow]:
		kept, merged = self._lock(request.kept_id, request.merged_id)
		if kept.merged_into is not None or merged.merged_into is not None:
			raise Conflict(say("Uno de los registros ya se unió a otro."), code="already_merged")
		if kept.archived_at is not None:
			raise Conflict(say("El registro que queda está archivado."), code="kept_archived")
		if kept.kind != merged.kind:
			raise Conflict(say("Una persona y una empresa no se unen."), code="kind_mismatch")
		return kept, merged

	def _lock(self, kept_id: int, merged_id: int) -> tuple[CustomerRow, CustomerRow]:
		"""Lock by id, so that two merges at once wait for each other and never for ever."""
		ids = sorted((kept_id, merged_id))
		rows = {one: self._customers.get(one, lock=True) for one in ids}
		return rows[kept_id], rows[merged_id]

	def _publish_contact(self, kept: CustomerRow, previous: tuple[str | None, str | None]) -> None:
		if (kept.email, kept.phone) != previous:
			self._events.publish_contact(kept, *previous)

	def _write(self, row: CustomerRow, values: dict[str, Any]) -> None:
		if "email" in values and values["email"] != row.email:
			row.email_bounced_at = None
		if "phone" in values and values["phone"] != row.phone:
			row.warnings = [one for one in row.warnings if one != CustomerWarning.WRONG_PHONE]
		for name, value in values.items():
			setattr(row, name, value)
		row.profile_version += 1
		row.updated_at = read_now()
		self._customers.refresh(row)

	def _decide(self, one_id: int, other_id: int, state: DuplicateState, actor: Actor) -> None:
		pair = self._duplicates.find_pair(one_id, other_id)
		if pair is not None:
			pair.state, pair.decided_by, pair.decided_at = state.value, actor.name, read_now()
