"""The audit's entries: added, read, and deleted when their time is over."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from chasqui.contracts.customers.audit import AuditAction, AuditQuery
from chasqui.kernel.data.listings import Condition, Filters, Listing, pick_columns
from customers.audit.models import AuditEntryRow


def _ask_days(asked: AuditQuery) -> list[Condition]:
	since = [AuditEntryRow.at >= asked.since] if asked.since else []
	return since + ([AuditEntryRow.at < asked.until] if asked.until else [])


ENTRIES = Listing[AuditEntryRow](
	select(AuditEntryRow),
	AuditEntryRow.id,
	Filters(pick_columns(AuditEntryRow, "customer_id", "actor", "action"), rules=[_ask_days]),
	order="-",
)


class AuditRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, entry: AuditEntryRow) -> None:
		self._session.add(entry)

	def has_event(self, customer_id: int, event_id: UUID) -> bool:
		"""Return whether what a sibling's event described stands here."""
		query = select(AuditEntryRow.id).where(
			AuditEntryRow.customer_id == customer_id,
			AuditEntryRow.details["event"].astext == str(event_id),
		)
		return self._session.scalar(query.limit(1)) is not None

	def list_page(self, asked: AuditQuery) -> tuple[list[AuditEntryRow], str | None]:
		"""Return a page of entries, the newest first, and the cursor of the next one."""
		return ENTRIES.fetch_page(self._session, asked)

	def list_recent(
		self, records: Iterable[int], actions: Iterable[AuditAction], *, limit: int
	) -> Sequence[AuditEntryRow]:
		"""Return the newest entries of some actions on a person's records, the newest first."""
		query = select(AuditEntryRow).where(
			AuditEntryRow.customer_id.in_(records),
			AuditEntryRow.action.in_([action.value for action in actions]),
		)
		return self._session.scalars(query.order_by(AuditEntryRow.id.desc()).limit(limit)).all()

	def delete_before(self, instant: datetime) -> int:
		"""Delete what is older; return how many entries. Nothing else may delete any."""
		self._session.execute(text("SELECT set_config('chasqui.retention', 'on', true)"))
		found = self._session.execute(delete(AuditEntryRow).where(AuditEntryRow.at < instant))
		self._session.execute(text("SELECT set_config('chasqui.retention', '', true)"))
		return int(found.rowcount)  # type: ignore[attr-defined]
