"""Parts of what is asked of a customer's risk before a call."""

from sqlalchemy.orm import Session

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.hours.wiring import HoursParts
from campaigns.risk_rules.repositories import RiskRulesRepository
from campaigns.risk_rules.use_cases import RiskRulesReader, RiskRulesService


class RiskRulesParts(HoursParts):
	"""When somebody of high risk, or of unknown risk, is called."""

	def make_risk_rules_service(self, session: Session) -> RiskRulesService:
		return RiskRulesService(RiskRulesRepository(session), CampaignRepository(session))

	def make_risk_rules_reader(self, session: Session) -> RiskRulesReader:
		return RiskRulesReader(RiskRulesRepository(session))
