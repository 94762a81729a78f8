"""Keeps what campaigns pay once."""

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.finance.models.fixed_cost import FixedCostRow
from campaigns.finance.repositories.fixed_costs import FixedCostRepository
from chasqui.contracts.campaigns.finance import FixedCost, FixedCostFields
from chasqui.contracts.campaigns.log import LogDetails, LogKind
from chasqui.contracts.wire import ListQuery, Page


class FixedCostService:
	def __init__(self, campaigns: CampaignRepository, costs: FixedCostRepository) -> None:
		self._campaigns = campaigns
		self._costs = costs

	def list_page(self, campaign_id: int, query: ListQuery) -> Page[FixedCost]:
		""":raises NotFound: there is no such campaign"""
		self._campaigns.get(campaign_id)
		rows, cursor = self._costs.list_page(campaign_id, query)
		return Page(items=[FixedCost.model_validate(row) for row in rows], next_cursor=cursor)

	def add(self, campaign_id: int, fields: FixedCostFields, by: str) -> FixedCost:
		""":raises NotFound: there is no such campaign"""
		self._campaigns.get(campaign_id)
		row = FixedCostRow(campaign_id=campaign_id, added_by=by, **fields.model_dump())
		self._costs.add(row)
		self._note(row, by)
		return FixedCost.model_validate(row)

	def drop(self, campaign_id: int, cost_id: int, by: str) -> None:
		""":raises NotFound: the campaign has no such cost"""
		self._note(self._costs.drop(campaign_id, cost_id), by)

	def _note(self, row: FixedCostRow, by: str) -> None:
		details = LogDetails(fields=["fixed_costs"], name=row.name)
		self._campaigns.note(row.campaign_id, LogKind.EDITED, by, details)
