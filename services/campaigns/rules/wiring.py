"""Parts of calling rules."""

from sqlalchemy.orm import Session

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.hours.wiring import HoursParts
from campaigns.rules.repositories import CallRulesRepository
from campaigns.rules.use_cases import CallRulesReader, CallRulesService


class RulesParts(HoursParts):
	"""How often customers may be called."""

	def make_call_rules_service(self, session: Session) -> CallRulesService:
		return CallRulesService(CallRulesRepository(session), CampaignRepository(session))

	def make_call_rules_reader(self, session: Session) -> CallRulesReader:
		return CallRulesReader(CallRulesRepository(session))
