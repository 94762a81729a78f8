"""Services in use."""

from collections.abc import Sequence

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from chasqui.contracts.wire import ListQuery
from chasqui.kernel.data.listings import Listing
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.catalogue.models.subscription import SubscriptionRow

ROW = SubscriptionRow
# Those in use first; among them, and among the others, the latest.
ORDER = case((ROW.ended_on.is_(None), 1), else_=0)
SUBSCRIPTIONS = Listing[SubscriptionRow](select(ROW), ROW.id, sorts={"use": ORDER}, order="-use")


class SubscriptionRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def get(self, subscription_id: int) -> SubscriptionRow:
		"""Return a service in use, locked.

		:raises NotFound: there is no such one
		"""
		row = self._session.get(ROW, subscription_id, with_for_update=True)
		if row is None:
			raise NotFound(say("No existe ese servicio contratado."), code="no_subscription")
		return row

	def save(self, *rows: SubscriptionRow) -> None:
		self._session.add_all(rows)
		self._session.flush()

	def list_page(
		self, customer_id: int, query: ListQuery
	) -> tuple[list[SubscriptionRow], str | None]:
		"""Return what a customer uses, then what they used."""
		return SUBSCRIPTIONS.fetch_page(self._session, query, ROW.customer_id == customer_id)

	def list_names_of(self, customer_id: int) -> list[str]:
		"""Return what a customer uses, by name, each once."""
		query = select(ROW.name).where(ROW.customer_id == customer_id, ROW.ended_on.is_(None))
		return list(self._session.scalars(query.distinct().order_by(ROW.name)))

	def list_open_of_line(self, sale_id: int, place: int) -> Sequence[SubscriptionRow]:
		"""Return what a line of a sale has opened and is in use, locked, the latest first."""
		mine = ROW.sale_id == sale_id, ROW.sale_place == place, ROW.ended_on.is_(None)
		query = select(ROW).where(*mine).order_by(ROW.id.desc()).with_for_update()
		return self._session.scalars(query).all()
