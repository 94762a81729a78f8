"""Keeps the calling rules, and says which hold for a campaign."""

from collections.abc import Collection, Mapping

from campaigns.hours.use_cases.setting_service import SettingService, describe_place
from campaigns.rules.models import CallRulesRow
from campaigns.rules.repositories import CallRulesRepository
from chasqui.contracts.campaigns.call_rules import (
	USUAL_RULES,
	CallRules,
	CallRulesUpdate,
	KeptRules,
)
from chasqui.kernel.texts.text import say

STALE = say("Otra persona cambió las reglas mientras tanto. Revíselas y vuelva a guardar.")


class CallRulesService(SettingService[CallRulesRow, CallRulesUpdate, KeptRules]):
	"""Keeps the rules of all campaigns, and those of one."""

	stale = STALE
	field = "call_rules"

	def describe_usual(self) -> KeptRules:
		return KeptRules(**dict(USUAL_RULES))

	def describe(self, row: CallRulesRow) -> KeptRules:
		return KeptRules(**dict(_read(row)), **describe_place(row))

	def make(self, campaign_id: int | None) -> CallRulesRow:
		return CallRulesRow(campaign_id=campaign_id, version=0)

	def fill(self, row: CallRulesRow, update: CallRulesUpdate) -> None:
		for name in CallRules.model_fields:
			setattr(row, name, getattr(update, name))
		row.retries = update.retries.model_dump()


class CallRulesReader:
	"""Says which rules hold for campaigns."""

	def __init__(self, rules: CallRulesRepository) -> None:
		self._rules = rules

	def find(self, campaigns: Collection[int]) -> Mapping[int, CallRules]:
		"""Return the rules of each campaign."""
		kept = {key: _read(row) for key, row in self._rules.list_for(campaigns).items()}
		usual = kept.get(None, USUAL_RULES)
		return {one: kept.get(one, usual) for one in campaigns}


def _read(row: CallRulesRow) -> CallRules:
	return CallRules.model_validate({name: getattr(row, name) for name in CallRules.model_fields})
