"""Requests of persons about their data."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.rights import RequestQuery
from chasqui.kernel.data.listings import Filters, Listing, pick_columns
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.rights.models.rights_request import RightsRequestRow

REQUESTS = Listing[RightsRequestRow](
	select(RightsRequestRow),
	RightsRequestRow.id,
	Filters(pick_columns(RightsRequestRow, "state", "kind", "customer_id")),
	sorts={"due_on": RightsRequestRow.due_on},
	order="due_on",
)


class RightsRequestRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, row: RightsRequestRow) -> None:
		self._session.add(row)
		self._session.flush()
		self._session.refresh(row)

	def get(self, request_id: int) -> RightsRequestRow:
		"""Return a request, locked.

		:raises NotFound: there is no such request
		"""
		row = self._session.get(RightsRequestRow, request_id, with_for_update=True)
		if row is None:
			raise NotFound(say("No existe esa solicitud."), code="no_request")
		return row

	def list_page(self, asked: RequestQuery) -> tuple[list[RightsRequestRow], str | None]:
		"""Return a page, the most urgent first, and the cursor of the next one."""
		return REQUESTS.fetch_page(self._session, asked)

	def list_about(self, records: Iterable[int]) -> Sequence[RightsRequestRow]:
		"""Return the requests about any of a person's records, the most urgent first."""
		query = select(RightsRequestRow).where(RightsRequestRow.customer_id.in_(records))
		order = query.order_by(RightsRequestRow.due_on, RightsRequestRow.id)
		return self._session.scalars(order).all()
