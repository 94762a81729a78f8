"""One person as the mailer knows it: deliveries with their runs, and suppressions."""

from collections.abc import Sequence

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from chasqui.contracts.mailer.runs import DeliveryState, RunKind
from mailer.bounces.models import BounceRow
from mailer.runs.models.delivery import DeliveryRow
from mailer.runs.models.run import RunRow
from mailer.suppression.models import SuppressionRow

MailCountRow = Row[int | None, int | None, int, int]


class PeopleRepository:
	"""Lists are the newest first; deliveries are one more than `limit` where there are more."""

	def __init__(self, session: Session, *, limit: int) -> None:
		self._session = session
		self._limit = limit + 1

	def list_deliveries(self, person: Sequence[int]) -> Sequence[Row[DeliveryRow, RunRow]]:
		"""Return deliveries with their runs; tests go to the staff, not to customers."""
		query = (
			select(DeliveryRow, RunRow)
			.join(RunRow, RunRow.id == DeliveryRow.run_id)
			.where(DeliveryRow.customer_id.in_(person), RunRow.kind != RunKind.TEST.value)
			.order_by(DeliveryRow.updated_at.desc(), DeliveryRow.id.desc())
		)
		return self._session.execute(query.limit(self._limit)).all()

	def count_deliveries(self, customers: Sequence[int]) -> Sequence[MailCountRow]:
		"""Return (customer, campaign, accepted, others that are over); tests are not counted, nor
		what somebody asked for.
		"""
		row = DeliveryRow
		accepted = row.state == DeliveryState.ACCEPTED.value
		unsent = row.state.in_([DeliveryState.FAILED.value, DeliveryState.SKIPPED.value])
		keys = row.customer_id, RunRow.campaign_id
		counts = func.count().filter(accepted), func.count().filter(unsent)
		query = select(*keys, *counts).join(RunRow, RunRow.id == row.run_id).group_by(*keys)
		is_counted = RunRow.kind.not_in([RunKind.TEST.value, RunKind.SERVICE.value])
		is_campaign = RunRow.campaign_id.is_not(None) & is_counted
		found = query.where(row.customer_id.in_(customers), is_campaign).order_by(*keys)
		return self._session.execute(found).all()

	def list_suppressions(self, person: Sequence[int]) -> Sequence[SuppressionRow]:
		"""Return what keeps mails from the customer, by number or by an address written to."""
		written = select(DeliveryRow.address_hash).where(
			DeliveryRow.customer_id.in_(person), DeliveryRow.address_hash.is_not(None)
		)
		query = select(SuppressionRow).where(
			or_(
				SuppressionRow.customer_id.in_(person),
				SuppressionRow.address_hash.in_(written),
			)
		)
		return self._session.scalars(query.order_by(SuppressionRow.since.desc())).all()

	def list_bounces(self, person: Sequence[int]) -> Sequence[BounceRow]:
		"""Return the newest reports of mails to the customer that came back."""
		row = BounceRow
		query = select(row).where(row.customer_id.in_(person)).order_by(row.id.desc())
		return self._session.scalars(query.limit(self._limit)).all()
