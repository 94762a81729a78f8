"""Watches budgets: each step is written into the campaign's log once, and a campaign that
is set to pauses itself.
"""

from decimal import Decimal

from campaigns.campaigns.domain.stale import refuse_stale
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.phase_service import PhaseService
from campaigns.finance.domain import find_level
from campaigns.finance.models.budget_watch import BudgetWatchRow
from campaigns.finance.repositories.budget_watches import BudgetWatchRepository
from campaigns.finance.repositories.spending import SpendingRepository
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.finance import (
	WARN_PERCENT,
	BudgetLevel,
	BudgetWatch,
	BudgetWatchUpdate,
)
from chasqui.contracts.campaigns.log import LogDetails, LogKind
from chasqui.kernel.clock import read_today
from chasqui.kernel.texts.text import say

WATCHER = "control del presupuesto"
"""Who pauses a campaign where no person does."""
USED_UP = say("Se usó el presupuesto que la campaña tenía como tope.")
STALE = say("Otra persona cambió el tope mientras tanto. Revíselo y vuelva a guardar.")
ORDER = tuple(BudgetLevel)


class BudgetWatchService:
	def __init__(
		self,
		campaigns: CampaignRepository,
		watches: BudgetWatchRepository,
		spending: SpendingRepository,
		phases: PhaseService,
		*,
		zone: str,
	) -> None:
		self._campaigns = campaigns
		self._watches = watches
		self._spending = spending
		self._phases = phases
		self._zone = zone

	def set(self, campaign_id: int, update: BudgetWatchUpdate, by: str) -> BudgetWatch:
		"""Keep at which part of its budget a campaign stops.

		:raises NotFound: there is no such campaign
		:raises Conflict: `stale`: somebody else changed it meanwhile
		"""
		self._campaigns.get(campaign_id, lock=True)
		row = self._watches.find(campaign_id)
		if update.version != row.version:
			raise refuse_stale(STALE, BudgetWatch.model_validate(row), update)
		row.stop_percent, row.pauses_itself = update.stop_percent, update.pauses_itself
		row.version += 1
		row.level = BudgetLevel.FINE.value  # it may be passed anew
		self._watches.keep(row)
		details = LogDetails(fields=["budget_watch"])
		self._campaigns.note(campaign_id, LogKind.EDITED, by, details)
		return BudgetWatch.model_validate(row)

	def watch(self) -> None:
		"""Look at all campaigns that are going on."""
		found = self._spending.list_near_budget(read_today(self._zone), WARN_PERCENT)
		for campaign, spent, _ in found:
			self._judge(self._campaigns.get(campaign.id, lock=True), spent)
		# Whoever has more budget now passes its limits anew.
		self._watches.relax(except_for=[campaign.id for campaign, _, _ in found])

	def _judge(self, campaign: CampaignRow, spent: Decimal) -> None:
		row = self._watches.find(campaign.id)
		level = find_level(campaign.budget, spent, row.stop_percent)
		if ORDER.index(level) < ORDER.index(BudgetLevel(row.level)):
			row.level = level.value
		elif level.value != row.level:
			self._note(campaign, row, level, spent)
			if level is BudgetLevel.REACHED and row.pauses_itself:
				self._pause(campaign)

	def _note(
		self, campaign: CampaignRow, row: BudgetWatchRow, level: BudgetLevel, spent: Decimal
	) -> None:
		row.level = level.value
		self._watches.keep(row)
		assert campaign.budget is not None
		details = LogDetails(percent=int(spent * 100 / campaign.budget))
		self._campaigns.note(campaign.id, LogKind.BUDGET, WATCHER, details)

	def _pause(self, campaign: CampaignRow) -> None:
		if campaign.phase == Phase.IN_EXECUTION.value:
			self._phases.apply(campaign, Phase.PAUSED, moved_by=WATCHER, reason=str(USED_UP))
