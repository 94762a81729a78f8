"""What befell persons, by day and kind: each event once, and for all records of a person."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Index, String, text
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column

from chasqui.kernel.data.stand_ins import write_same

NOTE = """
	INSERT INTO {table} (customer_id, day, channel, event_id)
	SELECT same.id, :day, :channel, :event_id
	FROM unnest(CAST(:customers AS bigint[])) AS one (id), LATERAL ({same}) AS same
	ON CONFLICT DO NOTHING
"""
SHARE = """
	INSERT INTO {table} (customer_id, day, channel, event_id)
	SELECT one.id, known.day, known.channel, known.event_id
	FROM {table} AS known, unnest(CAST(:person AS bigint[])) AS one (id)
	WHERE known.customer_id = ANY(:person)
	ON CONFLICT DO NOTHING
"""
# A contact's rows are those of all records of the person.
TAKE_BACK = """
	DELETE FROM {table}
	USING unnest(CAST(:customers AS bigint[])) AS one (id), LATERAL ({same}) AS same
	WHERE {table}.customer_id = same.id AND {table}.event_id = :event_id
"""
PRUNE = "DELETE FROM {table} WHERE day < :before"


class DayLedgerMixin:
	"""One row per record of a person and event: whoever counts reads the rows of one record."""

	__tablename__: str

	customer_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	day: Mapped[date] = mapped_column(Date, primary_key=True)
	"""In the installation's zone."""
	channel: Mapped[str] = mapped_column(String(12), primary_key=True)
	event_id: Mapped[UUID] = mapped_column(primary_key=True)

	@declared_attr.directive
	@classmethod
	def __table_args__(cls) -> tuple[Index, ...]:
		# Rows come in the order of their days: to prune them a few bytes per page are enough
		# (PostgreSQL manual, 64.5, «BRIN Indexes»).
		name = cls.__tablename__
		return (Index(f"ix_{name}_day", "day", postgresql_using="brin"),)


class DayLedgerRepository:
	"""Keeps a service's ledger, `row`; the table `merges` says which records are one person."""

	def __init__(self, session: Session, row: Any, merges: str) -> None:
		self._session = session
		table = row.__tablename__
		same = write_same(merges, "one.id")
		self._note = text(NOTE.format(table=table, same=same))
		self._take_back = text(TAKE_BACK.format(table=table, same=same))
		self._share = text(SHARE.format(table=table))
		self._prune = text(PRUNE.format(table=table))

	def note(self, customers: Sequence[int], day: date, channel: str, event_id: UUID) -> None:
		"""Keep what befell some on a day, each for all records of the person; again is nothing."""
		asked = {"customers": list(customers), "day": day, "channel": channel}
		self._session.execute(self._note, {**asked, "event_id": event_id})

	def take_back(self, customer_id: int, event_id: UUID) -> None:
		"""Forget what did not befall somebody after all; again is nothing."""
		asked = {"customers": [customer_id], "event_id": event_id}
		self._session.execute(self._take_back, asked)

	def share(self, person: Sequence[int]) -> None:
		"""Let what befell one record of a person count for all of them."""
		self._session.execute(self._share, {"person": list(person)})

	def prune(self, before: date) -> None:
		"""Delete what no window reaches any more."""
		self._session.execute(self._prune, {"before": before})
