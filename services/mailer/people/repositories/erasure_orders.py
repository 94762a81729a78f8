"""Orders to erase a person."""

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.mailer.runs import DeliveryState
from mailer.people.models.erasure_order import ErasureOrderRow
from mailer.runs.models.delivery import DeliveryRow


class ErasureOrderRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, erasure_id: int, customer_id: int) -> None:
		"""Keep an order; one that is known stays as it is."""
		query = insert(ErasureOrderRow).values(erasure_id=erasure_id, customer_id=customer_id)
		self._session.execute(query.on_conflict_do_nothing())

	def has_order(self, customer_id: int) -> bool:
		"""Return whether a customer is to be erased, or was."""
		query = select(exists().where(ErasureOrderRow.customer_id == customer_id))
		return bool(self._session.scalar(query))

	def list_quiet(self) -> Sequence[ErasureOrderRow]:
		"""Return, locked, the untold orders of persons to whom no mail is on its way."""
		on_its_way = exists().where(
			DeliveryRow.customer_id == ErasureOrderRow.customer_id,
			DeliveryRow.state == DeliveryState.SENDING.value,
		)
		query = select(ErasureOrderRow).where(ErasureOrderRow.told_at.is_(None), ~on_its_way)
		return self._session.scalars(query.with_for_update(skip_locked=True)).all()

	def list_revived(self) -> list[int]:
		"""Return the customers with an order whose address has come back with a later run."""
		has_address = exists().where(
			DeliveryRow.customer_id == ErasureOrderRow.customer_id, DeliveryRow.email.is_not(None)
		)
		return list(self._session.scalars(select(ErasureOrderRow.customer_id).where(has_address)))

	def count_deliveries(self, customer_id: int) -> int:
		query = select(func.count()).where(DeliveryRow.customer_id == customer_id)
		return self._session.execute(query).scalar_one()
