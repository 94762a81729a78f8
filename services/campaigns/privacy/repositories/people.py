"""One person as campaigns knows it: calls, audiences, looks at the risk, objections."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.audiences.models import AudienceMemberRow, HoldoutMemberRow
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.contacts.models.objection import ObjectionRow
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.information.models.information_request import InformationRequestRow
from campaigns.results.models.own_result import OwnResultRow
from campaigns.risk.domain.identities import IdentityHasher
from campaigns.risk.models.risk_check import RiskCheckRow
from campaigns.risk.models.risk_review_item import RiskReviewItemRow
from chasqui.contracts.risk import Identification

PlaceRow = Row[AudienceMemberRow, CampaignRow, CallTaskRow | None]


class PeopleRepository:
	"""Every list is the newest first and has one row more than `limit` where there are more."""

	def __init__(self, session: Session, keys: IdentityHasher, *, limit: int) -> None:
		self._session = session
		self._keys = keys
		self._limit = limit + 1

	def list_calls(self, person: Sequence[int]) -> Sequence[Row[CallRow, str, str, str | None]]:
		"""Return calls with the names of campaign, advisor and own result."""
		query = (
			select(CallRow, CampaignRow.name, StaffAccountRow.name, OwnResultRow.name)
			.outerjoin(OwnResultRow, OwnResultRow.id == CallRow.own_result_id)
			.join(CampaignRow, CampaignRow.id == CallRow.campaign_id)
			.join(StaffAccountRow, StaffAccountRow.id == CallRow.advisor_id)
			.where(CallRow.customer_id.in_(person))
			.order_by(CallRow.recorded_at.desc(), CallRow.id.desc())
		)
		return self._session.execute(query.limit(self._limit)).all()

	def list_places(self, person: Sequence[int]) -> Sequence[PlaceRow]:
		"""Return (member, campaign, task or None) of each audience that holds the customer."""
		query = (
			select(AudienceMemberRow, CampaignRow, CallTaskRow)
			.join(AudienceRow, AudienceRow.id == AudienceMemberRow.audience_id)
			.join(CampaignRow, CampaignRow.id == AudienceRow.campaign_id)
			.outerjoin(
				CallTaskRow,
				(CallTaskRow.campaign_id == CampaignRow.id)
				& (CallTaskRow.customer_id == AudienceMemberRow.customer_id),
			)
			.where(AudienceMemberRow.customer_id.in_(person))
			.order_by(CampaignRow.id.desc())
		)
		found = self._session.execute(query.limit(self._limit)).all()
		return cast(Sequence[PlaceRow], found)  # the task is None where nobody was to call

	def list_holdouts(self, person: Sequence[int]) -> Sequence[str]:
		"""Return the names of the campaigns that never contact the person, to compare."""
		held = HoldoutMemberRow
		query = (
			select(CampaignRow.name)
			.join(AudienceRow, AudienceRow.campaign_id == CampaignRow.id)
			.join(held, held.audience_id == AudienceRow.id)
			.where(held.customer_id.in_(person))
			.order_by(CampaignRow.id.desc())
		)
		return self._session.scalars(query.limit(self._limit)).all()

	def list_requests(self, person: Sequence[int]) -> Sequence[Row[InformationRequestRow, str]]:
		"""Return what the person asked for in calls, with the name of the campaign."""
		row = InformationRequestRow
		query = (
			select(row, CampaignRow.name)
			.join(CampaignRow, CampaignRow.id == row.campaign_id)
			.where(row.customer_id.in_(person))
			.order_by(row.requested_at.desc(), row.id)
		)
		return self._session.execute(query.limit(self._limit)).all()

	def list_risk_looks(self, person: Sequence[int]) -> Sequence[Row[RiskCheckRow, str]]:
		"""Return looks at the risk with the name of who looked.

		A look by identification names no customer: it is found by the person's keys. One by a
		name is nobody's for certain.
		"""
		keys = self._list_keys(person)
		query = (
			select(RiskCheckRow, StaffAccountRow.name)
			.join(StaffAccountRow, StaffAccountRow.id == RiskCheckRow.staff_id)
			.where(or_(RiskCheckRow.customer_id.in_(person), RiskCheckRow.subject_key.in_(keys)))
			.order_by(RiskCheckRow.id.desc())
		)
		return self._session.execute(query.limit(self._limit)).all()

	def list_reviews(self, person: Sequence[int]) -> Sequence[RiskReviewItemRow]:
		"""Return what reviews of many people's risk found about the customer, files among them."""
		row, keys = RiskReviewItemRow, self._list_keys(person)
		mine = or_(row.customer_id.in_(person), row.subject_key.in_(keys))
		query = select(row).where(mine)
		newest = query.order_by(
			RiskReviewItemRow.asked_at.desc(), RiskReviewItemRow.review_id.desc()
		)
		return self._session.scalars(newest.limit(self._limit)).all()

	def _list_keys(self, person: Sequence[int]) -> list[str]:
		"""Return the keys of a person's identifications: those of looks, and of the audiences."""
		query = select(RiskCheckRow.subject_key).where(
			RiskCheckRow.customer_id.in_(person), RiskCheckRow.subject_key.is_not(None)
		)
		member = AudienceMemberRow
		known = select(member.id_type, member.id_number).where(
			member.customer_id.in_(person), member.id_number.is_not(None)
		)
		made = [
			self._keys.make_key(Identification(id_type=id_type, id_number=id_number))
			for id_type, id_number in self._session.execute(known.distinct())
		]
		return [*filter(None, self._session.scalars(query.distinct())), *made]

	def list_objections(self, person: Sequence[int]) -> Sequence[ObjectionRow]:
		query = select(ObjectionRow).where(ObjectionRow.customer_id.in_(person))
		return self._session.scalars(query.order_by(ObjectionRow.objected_at.desc())).all()
