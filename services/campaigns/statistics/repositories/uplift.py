"""Who bought of those whom a campaign contacts, and of those whom it holds out."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from campaigns.audiences.models import AudienceMemberRow, HoldoutMemberRow
from campaigns.desk.models.call import CallRow
from campaigns.overlaps.repositories.persons import MERGED, name_person, select_shared
from chasqui.contracts.campaigns.call_results import CallResult


class UpliftRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def count_buyers(self, audience_id: int, since: datetime, until: datetime) -> tuple[int, int]:
		"""Return who bought from an instant until before another: the contacted, the held out.

		Sales alone are read, of all campaigns, and of all records of a person: who was held out of
		this one may buy in another, as somebody with whom they were merged since.
		"""
		call, held = CallRow, HoldoutMemberRow
		is_sale = (call.result == CallResult.SALE.value) & (call.recorded_at >= since)
		buyer = (
			select(name_person(call.customer_id))
			.join_from(call, MERGED, MERGED.c.customer_id == call.customer_id, isouter=True)
			.where(is_sale, call.recorded_at < until)
			.distinct()
			.subquery("buyer")
		)
		is_own = AudienceMemberRow.audience_id == audience_id
		member = select_shared(buyer).where(is_own).subquery("member")
		drawn = (
			select(name_person(held.customer_id))
			.join_from(held, MERGED, MERGED.c.customer_id == held.customer_id, isouter=True)
			.where(held.audience_id == audience_id)
			.distinct()
			.subquery("drawn")
		)
		query = select(
			func.count().filter(drawn.c.person_id.is_(None)), func.count(drawn.c.person_id)
		).join_from(member, drawn, drawn.c.person_id == member.c.person_id, isouter=True)
		contacted, held_out = self._session.execute(query).one()
		return int(contacted), int(held_out)
