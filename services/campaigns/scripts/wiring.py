"""Parts of what is said in calls."""

from sqlalchemy.orm import Session

from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.hours.wiring import HoursParts
from campaigns.scripts.repositories import CallScriptRepository, ScriptMemberRepository
from campaigns.scripts.use_cases import CallScriptReader, CallScriptService


class ScriptsParts(HoursParts):
	"""Kept, and read to a customer."""

	def make_call_script_service(self, session: Session) -> CallScriptService:
		return CallScriptService(CallScriptRepository(session), CampaignRepository(session))

	def make_call_script_reader(self, session: Session) -> CallScriptReader:
		return CallScriptReader(
			CallScriptRepository(session),
			CampaignRepository(session),
			ScriptMemberRepository(session),
			StaffRepository(session),
			company=self.config.company_name,
		)
