"""Keeps what is said in calls, and fills it in for a customer (K27)."""

from collections.abc import Mapping

from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.hours.use_cases.setting_service import SettingService, describe_place
from campaigns.scripts.domain import Member, list_values
from campaigns.scripts.models import CallScriptRow
from campaigns.scripts.repositories import CallScriptRepository, ScriptMemberRepository
from chasqui.contracts.campaigns.scripts import (
	USUAL_SCRIPT,
	CallScriptUpdate,
	KeptScript,
	ScriptPreview,
	ScriptPreviewRequest,
)
from chasqui.contracts.mailer.merge_fields import fill_fields
from chasqui.kernel.texts.text import say

STALE = say("Otra persona cambió el guion mientras tanto. Revíselo y vuelva a guardar.")


class CallScriptService(SettingService[CallScriptRow, CallScriptUpdate, KeptScript]):
	"""Keeps the script of all campaigns, and that of one."""

	stale = STALE
	field = "call_script"

	def describe_usual(self) -> KeptScript:
		return KeptScript(**dict(USUAL_SCRIPT))

	def describe(self, row: CallScriptRow) -> KeptScript:
		return KeptScript(body=row.body, **describe_place(row))

	def make(self, campaign_id: int | None) -> CallScriptRow:
		return CallScriptRow(campaign_id=campaign_id, version=0)

	def fill(self, row: CallScriptRow, update: CallScriptUpdate) -> None:
		row.body = update.body


class CallScriptReader:
	"""Reads a script as an advisor would."""

	def __init__(
		self,
		scripts: CallScriptRepository,
		campaigns: CampaignRepository,
		members: ScriptMemberRepository,
		staff: StaffRepository,
		*,
		company: str,
	) -> None:
		self._scripts = scripts
		self._campaigns = campaigns
		self._members = members
		self._staff = staff
		self._company = company

	def read(self, campaign: CampaignRow, member: Member, advisor_id: int) -> str:
		"""Return what an advisor says to a member."""
		row, advisor = self._scripts.find_for(campaign.id), self.name_advisor(advisor_id)
		body = USUAL_SCRIPT.body if row is None else row.body
		return fill_fields(body, self.list_values(campaign, member, advisor))

	def preview(
		self, campaign_id: int, request: ScriptPreviewRequest, advisor: str
	) -> ScriptPreview:
		"""Return how a script reads to a member.

		:raises NotFound: there is no such campaign
		"""
		campaign = self._campaigns.get(campaign_id)
		member = self._members.find_after(campaign_id, request.after)
		return ScriptPreview(
			text=fill_fields(request.body, self.list_values(campaign, member, advisor)),
			customer_id=None if member is None else member.customer_id,
			customer_name="" if member is None else member.name or "",
		)

	def name_advisor(self, advisor_id: int) -> str:
		"""Return what an advisor is called."""
		account = self._staff.find_by_id(advisor_id)
		return account.name if account is not None else ""

	def list_values(
		self, campaign: CampaignRow, member: Member | None, advisor: str
	) -> Mapping[str, str]:
		"""Return what the fields of a text say of a member of a campaign."""
		return list_values(
			member,
			campaign=campaign.name,
			objective=campaign.objective,
			company=self._company,
			advisor=advisor,
		)
