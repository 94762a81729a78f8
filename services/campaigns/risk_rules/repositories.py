"""Risk rules of all campaigns and of each."""

from campaigns.hours.repositories import SettingRepository
from campaigns.risk_rules.models import RiskRulesRow


class RiskRulesRepository(SettingRepository[RiskRulesRow]):
	table = RiskRulesRow
