"""Keeps segments under a name: their criteria, or who was picked (R29)."""

from collections.abc import Mapping, Sequence
from typing import Any

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.lists import CustomerFilters
from chasqui.contracts.customers.saved_segments import (
	MOST_PICKED,
	NewSegment,
	SavedSegment,
	SegmentFields,
	SegmentKindOf,
	SegmentQuery,
	SegmentUpdate,
	SegmentUse,
)
from chasqui.contracts.customers.segments import SegmentCriteria, SegmentKind
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError, Forbidden, Invalid
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.people.use_cases.refusals import refuse_change, refuse_filters
from customers.segments.models.saved_segment import SavedSegmentRow
from customers.segments.repositories.saved_segments import SavedSegmentRepository
from customers.segments.repositories.segment_uses import SegmentUseRepository
from customers.segments.use_cases.counter import SegmentCountReader

STALE = say("Otra persona cambió este segmento mientras tanto. Revíselo y vuelva a guardar.")


class SavedSegmentService:
	"""For one person."""

	def __init__(
		self,
		segments: SavedSegmentRepository,
		uses: SegmentUseRepository,
		counter: SegmentCountReader,
		auditor: Auditor,
		actor: Actor,
	) -> None:
		self._segments = segments
		self._uses = uses
		self._counter = counter
		self._auditor = auditor
		self._actor = actor

	def list_page(self, query: SegmentQuery) -> Page[SavedSegment]:
		"""Return a page of the person's own segments and the shared ones."""
		rows, cursor = self._segments.list_page(query, self._actor.subject)
		uses = self._uses.list_by_segment(row.id for row in rows)
		return Page(items=[self._view(row, uses) for row in rows], next_cursor=cursor)

	def get(self, segment_id: int) -> SavedSegment:
		""":raises NotFound: there is no such segment"""
		return self._view(self._segments.get(segment_id, self._actor.subject))

	def save(self, asked: NewSegment) -> SavedSegment:
		"""Keep criteria, or those who match the filters now and no others afterwards.

		:raises Conflict: the person has a segment of that name, or `list_changed`
		:raises Invalid: the criteria or filters make no sense, or too many are picked
		"""
		row = SavedSegmentRow(
			owner=self._actor.subject,
			owner_name=self._actor.name,
			kind=SegmentKindOf.CRITERIA.value,
			criteria={},
			version=1,
		)
		_write_fields(row, asked)
		if asked.filters is not None:
			row.kind = SegmentKindOf.PICKED.value
			self._pick(row, asked.filters, asked.expected or 0)
		elif asked.criteria is not None:
			self._write_criteria(row, asked.criteria)
		self._segments.save(row)
		filters = asked.filters.list_asked() if asked.filters else []
		self._note(AuditAction.SEGMENT_SAVED, row, fields=filters)
		return self._view(row)

	def change(self, segment_id: int, update: SegmentUpdate) -> SavedSegment:
		"""Change one of one's own; campaigns that took it keep what it was.

		:raises NotFound: there is no such segment
		:raises Forbidden: it is somebody else's
		:raises Conflict: `stale`, or the person has another one of that name
		:raises Invalid: the criteria make no sense, or it was picked by hand
		"""
		row = self._find_own(segment_id)
		if update.version != row.version:
			current = self._view(row).model_dump(mode="json")
			raise Conflict(STALE, code="stale", current=current)
		if update.criteria is not None:
			self._refuse_picked(row, update.criteria)
			self._write_criteria(row, update.criteria)
		_write_fields(row, update)
		row.version += 1
		self._segments.save(row)
		self._note(AuditAction.SEGMENT_SAVED, row)
		return self._view(row)

	def count(self, segment_id: int) -> SavedSegment:
		"""Count a segment anew, exactly.

		:raises NotFound: there is no such segment
		:raises Invalid: its criteria make no sense any more
		"""
		row = self._segments.get(segment_id, self._actor.subject, lock=True)
		self._write_criteria(row, SegmentCriteria.model_validate(row.criteria))
		return self._view(row)

	def delete(self, segment_id: int) -> None:
		"""Delete one of one's own.

		:raises NotFound: there is no such segment
		:raises Forbidden: it is somebody else's
		:raises Conflict: `in_use`: a campaign that has not ended is for it, or other segments are
			built on it
		"""
		row = self._find_own(segment_id)
		self._refuse_used(segment_id)
		self._note(AuditAction.SEGMENT_DELETED, row)
		self._segments.delete(row)

	def _pick(self, row: SavedSegmentRow, filters: CustomerFilters, expected: int) -> None:
		_check_picked(filters, expected)
		self._segments.save(row)
		with refuse_filters():
			picked = self._segments.pick(row.id, filters, expected)
		refuse_change(picked, expected)
		self._write_criteria(row, SegmentCriteria(kind=SegmentKind.ANY, picked=row.id))

	def _refuse_used(self, segment_id: int) -> None:
		if uses := self._uses.list_by_segment([segment_id])[segment_id]:
			names = ", ".join(f"«{one.campaign_name}»" for one in uses)
			text = say("Lo usan campañas que no terminaron: {names}.", names=names)
			raise Conflict(text, code="in_use")
		if others := self._segments.list_built_on(segment_id):
			own = [one for one in others if one.owner == self._actor.subject or one.is_shared]
			if len(own) < len(others):
				text = say("Lo usan otros segmentos, también de otras personas.")
			else:
				names = ", ".join(f"«{one.name}»" for one in own)
				text = say("Lo usan otros segmentos: {names}.", names=names)
			raise Conflict(text, code="in_use")

	def _refuse_picked(self, row: SavedSegmentRow, criteria: SegmentCriteria) -> None:
		is_picked = row.kind == SegmentKindOf.PICKED.value
		if is_picked and criteria != SegmentCriteria.model_validate(row.criteria):
			detail = say("Este segmento es de clientes elegidos a mano: no tiene criterios.")
			raise Invalid(detail, code="picked", fields=[FieldError("criteria", detail)])

	def _write_criteria(self, row: SavedSegmentRow, criteria: SegmentCriteria) -> None:
		row.customers = self._counter.count(criteria).total
		row.counted_at = read_now()
		row.criteria = criteria.model_dump(mode="json", exclude_defaults=True)

	def _find_own(self, segment_id: int) -> SavedSegmentRow:
		row = self._segments.get(segment_id, self._actor.subject, lock=True)
		if row.owner != self._actor.subject:
			raise Forbidden(say("Ese segmento es de otra persona."), code="not_own")
		return row

	def _note(self, action: AuditAction, row: SavedSegmentRow, **details: Any) -> None:
		self._auditor.note(
			self._actor, action, segment_id=row.id, rows=row.customers, kind=row.kind, **details
		)

	def _view(
		self, row: SavedSegmentRow, uses: Mapping[int, Sequence[SegmentUse]] | None = None
	) -> SavedSegment:
		names = SavedSegment.model_fields.keys() - {"is_own", "uses"}
		found = self._uses.list_by_segment([row.id]) if uses is None else uses
		values = {name: getattr(row, name) for name in names}
		return SavedSegment.model_validate(
			{
				**values,
				"uses": found.get(row.id, []),
				"is_own": row.owner == self._actor.subject,
			}
		)


def _write_fields(row: SavedSegmentRow, fields: SegmentFields) -> None:
	for name in SegmentFields.model_fields:
		setattr(row, name, getattr(fields, name))


def _check_picked(filters: CustomerFilters, expected: int) -> None:
	if filters.archived:
		detail = say("Los clientes archivados no van a ninguna campaña.")
		raise Invalid(detail, code="archived", fields=[FieldError("filters", detail)])
	if expected > MOST_PICKED:
		detail = say(
			"Son demasiados para elegirlos a mano: {most} como máximo. Tómelos por criterios.",
			most=MOST_PICKED,
		)
		raise Invalid(detail, code="too_many", fields=[FieldError("filters", detail)])
