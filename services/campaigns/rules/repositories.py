"""Calling rules of all campaigns and of each."""

from campaigns.hours.repositories import SettingRepository
from campaigns.rules.models import CallRulesRow


class CallRulesRepository(SettingRepository[CallRulesRow]):
	table = CallRulesRow
