"""Information that customers have asked for in calls."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from campaigns.information.models.information_request import InformationRequestRow
from chasqui.contracts.mailer.runs import DeliveryState


class InformationRequestRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, row: InformationRequestRow) -> None:
		self._session.add(row)
		self._session.flush()

	def find_by_token(self, token: UUID) -> InformationRequestRow | None:
		"""Return what was asked for under a hold."""
		row = InformationRequestRow
		return self._session.scalar(select(row).where(row.lease_token == token))

	def settle(self, request_id: UUID, state: DeliveryState, reason: str, at: datetime) -> None:
		"""Keep what became of a mail; what is settled stays, and an unknown one is another's."""
		row = InformationRequestRow
		waits = row.state == DeliveryState.QUEUED.value
		query = update(row).where(row.id == request_id, waits)
		self._session.execute(query.values(state=state.value, reason=reason, settled_at=at))

	def count_states(self, campaign_id: int) -> dict[DeliveryState, int]:
		"""Return how many requests of a campaign are in each state."""
		row = InformationRequestRow
		query = select(row.state, func.count()).where(row.campaign_id == campaign_id)
		found = self._session.execute(query.group_by(row.state))
		return {DeliveryState(state): number for state, number in found}
