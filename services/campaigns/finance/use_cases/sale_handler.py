"""Keeps what customers publishes of sales that campaigns brought."""

from campaigns.finance.repositories.campaign_sales import CampaignSaleRepository
from chasqui.contracts.event_payloads import SaleChanged
from chasqui.contracts.events import Event


class SaleHandler:
	def __init__(self, sales: CampaignSaleRepository) -> None:
		self._sales = sales

	def note(self, event: Event[SaleChanged]) -> None:
		"""Keep what is left of a sale; a repeated event changes nothing."""
		self._sales.save(event.payload)
