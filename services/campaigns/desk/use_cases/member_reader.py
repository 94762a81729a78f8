"""The members of an audience, with what came of calling them."""

from campaigns.audiences.models import AudienceMemberRow
from campaigns.audiences.repositories.audiences import AudienceRepository
from campaigns.audiences.repositories.holdouts import HoldoutRepository
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from chasqui.contracts.campaigns.audiences import MemberView
from chasqui.contracts.campaigns.members import MemberQuery
from chasqui.contracts.masking import mask_identity
from chasqui.contracts.wire import Page


class MemberReader:
	def __init__(
		self,
		campaigns: CampaignRepository,
		audiences: AudienceRepository,
		tasks: CallTaskRepository,
		holdouts: HoldoutRepository,
	) -> None:
		self._campaigns = campaigns
		self._audiences = audiences
		self._tasks = tasks
		self._holdouts = holdouts

	def list_page(self, campaign_id: int, query: MemberQuery) -> Page[MemberView]:
		"""Return a page of the members, identifications masked.

		:raises NotFound: no campaign, or no audience yet
		"""
		audience = self._campaigns.get_audience(campaign_id)
		members, cursor = self._audiences.list_members(audience.id, query)
		numbers = [one.customer_id for one in members]
		results = self._tasks.find_results(audience.id, numbers)
		held = self._holdouts.find(audience.id, numbers)
		items = [
			_describe_member(one, results.get(one.customer_id), one.customer_id in held)
			for one in members
		]
		return Page(items=items, next_cursor=cursor)


def _describe_member(
	member: AudienceMemberRow, result: str | None, is_held_out: bool
) -> MemberView:
	return MemberView(
		customer_id=member.customer_id,
		name=member.name or "(datos eliminados)",
		masked_id=mask_identity(member.id_number),
		age=member.age,
		gender=member.gender,
		province=member.province,
		canton=member.canton,
		may_email=member.may_email and member.email is not None,
		may_phone=member.may_phone and member.phone is not None,
		income=member.income,
		matched=member.matched or {},
		last_result=result,
		is_held_out=is_held_out,
	)
