"""Keeps the risk rules, and says which hold for a campaign."""

from campaigns.hours.use_cases.setting_service import SettingService, describe_place
from campaigns.risk_rules.models import RiskRulesRow
from campaigns.risk_rules.repositories import RiskRulesRepository
from chasqui.contracts.campaigns.risk_rules import (
	USUAL_RISK_RULES,
	HighRisk,
	KeptRiskRules,
	NoAnswer,
	RiskRules,
	RiskRulesUpdate,
)
from chasqui.kernel.texts.text import say

STALE = say("Otra persona cambió las reglas de riesgo mientras tanto. Revíselas y guarde otra vez.")


class RiskRulesService(SettingService[RiskRulesRow, RiskRulesUpdate, KeptRiskRules]):
	"""Keeps the rules of all campaigns, and those of one."""

	stale = STALE
	field = "risk_rules"

	def describe_usual(self) -> KeptRiskRules:
		return KeptRiskRules(**dict(USUAL_RISK_RULES))

	def describe(self, row: RiskRulesRow) -> KeptRiskRules:
		return KeptRiskRules(**dict(_read(row)), **describe_place(row))

	def make(self, campaign_id: int | None) -> RiskRulesRow:
		return RiskRulesRow(campaign_id=campaign_id, version=0)

	def fill(self, row: RiskRulesRow, update: RiskRulesUpdate) -> None:
		row.max_age_days = update.max_age_days
		row.on_high = update.on_high.value
		row.on_no_answer = update.on_no_answer.value


class RiskRulesReader:
	"""Says which rules hold for a campaign."""

	def __init__(self, rules: RiskRulesRepository) -> None:
		self._rules = rules

	def find(self, campaign_id: int) -> RiskRules:
		row = self._rules.find_for(campaign_id)
		return USUAL_RISK_RULES if row is None else _read(row)


def _read(row: RiskRulesRow) -> RiskRules:
	return RiskRules(
		max_age_days=row.max_age_days,
		on_high=HighRisk(row.on_high),
		on_no_answer=NoAnswer(row.on_no_answer),
	)
