"""Merges two records of one person into one, field by field, and takes it back.

The kept record takes the chosen fields; whatever else the merged one had (contacts, addresses,
dates, tags, custom values) joins it. A consent withdrawn on either stays withdrawn. The merged
record is archived and points to the kept one, so that nothing that points to it is lost.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from chasqui.contracts.audit import AuditAction
from chasqui.contracts.customers import ConsentChannel
from chasqui.contracts.duplicates import MERGED_FIELDS, DuplicateState, Merge, MergeRequest
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from customers.domain.actors import Actor
from customers.models.customer import CustomerRow
from customers.models.customer_merge import CustomerMergeRow
from customers.repositories.customers import CustomerRepository
from customers.repositories.duplicates import DuplicateRepository
from customers.repositories.profile_joiner import ProfileJoiner
from customers.use_cases.auditor import Auditor
from customers.use_cases.consent_keeper import ConsentKeeper
from customers.use_cases.contact_events import ContactEvents

# The name's key goes with it. (A place is one thing too: see `_list_changes`.)
WITH_FIELD = {"name": ("name_key",)}
# How values are read back that JSON carries as texts.
PARSERS: dict[str, Callable[[str], Any]] = {
	"birth_date": date.fromisoformat,
	"registered_on": date.fromisoformat,
	"monthly_income": Decimal,
}


class Merger:
	def __init__(
		self,
		customers: CustomerRepository,
		duplicates: DuplicateRepository,
		joiner: ProfileJoiner,
		consents: ConsentKeeper,
		events: ContactEvents,
		auditor: Auditor,
	) -> None:
		self._customers = customers
		self._duplicates = duplicates
		self._joiner = joiner
		self._consents = consents
		self._events = events
		self._auditor = auditor

	def merge(self, request: MergeRequest, actor: Actor) -> Merge:
		"""Merge two records.

		:raises NotFound: one of them does not exist
		:raises Conflict: they are not of one kind, or one was merged or is being erased
		"""
		kept, merged = self._lock_both(request)
		changes = _list_changes(kept, merged, request.taken)
		joined = self._joiner.join(kept, merged, replaced=_list_replaced(changes))
		previous = kept.email, kept.phone
		self._write(kept, {name: after for name, (_, after) in changes.items()})
		merged.merged_into = kept.id
		merged.archived_at = merged.archived_at or read_now()
		row = CustomerMergeRow(
			kept_id=kept.id,
			merged_id=merged.id,
			taken=sorted(request.taken),
			before={"fields": _write_changes(changes), "joined": joined},
			merged_by=actor.name,
		)
		self._duplicates.add_merge(row)
		self._decide(kept.id, merged.id, DuplicateState.MERGED, actor)
		if (kept.email, kept.phone) != previous:
			self._events.tell_contact(kept, *previous)
		self._keep_withdrawn(kept, merged, actor)
		self._events.tell_merge(kept.id, merged.id)
		self._auditor.note(
			actor, AuditAction.MERGED, kept.id, merged_id=merged.id, fields=row.taken
		)
		return Merge.model_validate(row)

	def undo(self, merge_id: int, actor: Actor) -> Merge:
		"""Take a merge back. What somebody has changed since then stays as it is.

		:raises NotFound: there is no such merge
		:raises Conflict: it was taken back already, or a record is being erased
		"""
		row = self._duplicates.get_merge(merge_id)
		kept = self._customers.get(row.kept_id, lock=True)
		merged = self._customers.get(row.merged_id, lock=True)
		previous = kept.email, kept.phone
		self._write(kept, _list_given_back(kept, row.before["fields"]))
		self._joiner.part(kept, row.before["joined"])
		merged.merged_into = merged.archived_at = None
		row.undone_at = read_now()
		self._decide(kept.id, merged.id, DuplicateState.DISMISSED, actor)
		if (kept.email, kept.phone) != previous:
			self._events.tell_contact(kept, *previous)
		self._customers.refresh(merged)
		for channel in ConsentChannel:
			granted = bool(getattr(merged, f"may_{channel.value}"))
			self._events.tell_consent(merged, channel, granted=granted)
		self._events.tell_merge(kept.id, merged.id, is_undone=True)
		self._auditor.note(actor, AuditAction.UNMERGED, kept.id, merged_id=merged.id)
		return Merge.model_validate(row)

	def list_merges(self, customer_id: int) -> list[Merge]:
		return [Merge.model_validate(row) for row in self._duplicates.list_merges(customer_id)]

	def _lock_both(self, request: MergeRequest) -> tuple[CustomerRow, CustomerRow]:
		"""Lock by id, so that two merges at once wait for each other and never for ever."""
		ids = sorted((request.kept_id, request.merged_id))
		rows = {one: self._customers.get(one, lock=True) for one in ids}
		kept, merged = rows[request.kept_id], rows[request.merged_id]
		if kept.merged_into is not None or merged.merged_into is not None:
			raise Conflict("Uno de los registros ya se unió a otro.", code="already_merged")
		if kept.archived_at is not None:
			raise Conflict("El registro que queda está archivado.", code="kept_archived")
		if kept.kind != merged.kind:
			raise Conflict("Una persona y una empresa no se unen.", code="kind_mismatch")
		return kept, merged

	def _write(self, row: CustomerRow, values: dict[str, Any]) -> None:
		if "email" in values and values["email"] != row.email:
			row.email_bounced_at = None
		for name, value in values.items():
			setattr(row, name, value)
		row.profile_version += 1
		row.updated_at = read_now()
		self._customers.refresh(row)

	def _keep_withdrawn(self, kept: CustomerRow, merged: CustomerRow, actor: Actor) -> None:
		for channel in ConsentChannel:
			if getattr(merged, f"{channel.value}_withdrawn_at") is not None:
				self._consents.set_consent(kept, channel, granted=False, source=actor.subject)

	def _decide(self, one_id: int, other_id: int, state: DuplicateState, actor: Actor) -> None:
		pair = self._duplicates.find_pair(one_id, other_id)
		if pair is not None:
			pair.state, pair.decided_by, pair.decided_at = state.value, actor.name, read_now()


def _list_changes(
	kept: CustomerRow, merged: CustomerRow, taken: list[str]
) -> dict[str, tuple[Any, Any]]:
	"""Return before and after of each field that changes: taken ones, and those that were empty."""
	names = [name for name in MERGED_FIELDS if name in taken]
	# A place is one thing: the canton of one record beside the province of another is none.
	if {"province", "canton"} & set(names):
		names = [*dict.fromkeys([*names, "province", "canton"])]
	empty = [
		name
		for name in ("birth_date", "monthly_income", "email", "phone", "address")
		if getattr(kept, name) is None
	]
	changes = {}
	for name in dict.fromkeys([*names, *empty]):
		for one in (name, *WITH_FIELD.get(name, ())):
			before, after = getattr(kept, one), getattr(merged, one)
			if before != after:
				changes[one] = (before, after)
	return changes


def _list_replaced(changes: dict[str, tuple[Any, Any]]) -> dict[str, str | None]:
	"""Return the first e-mail and phone that a taken one replaces: they stay as further ones."""
	return {
		channel.value: changes[channel.value][0]
		for channel in ConsentChannel
		if channel.value in changes
	}


def _write_changes(changes: dict[str, tuple[Any, Any]]) -> dict[str, list[str | None]]:
	return {
		name: [None if value is None else str(value) for value in pair]
		for name, pair in changes.items()
	}


def _list_given_back(kept: CustomerRow, fields: dict[str, list[str | None]]) -> dict[str, Any]:
	"""Return the fields that are still as the merge left them, with what they were before."""
	return {
		name: None if before is None else PARSERS.get(name, str)(before)
		for name, (before, after) in fields.items()
		if (None if getattr(kept, name) is None else str(getattr(kept, name))) == after
	}
