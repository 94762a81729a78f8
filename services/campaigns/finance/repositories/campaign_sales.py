"""Sales that campaigns brought."""

from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.finance.models.campaign_sale import CampaignSaleRow
from chasqui.contracts.event_payloads import SaleChanged


class CampaignSaleRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def save(self, sale: SaleChanged) -> None:
		"""Keep what is left of a sale; a repeated event changes nothing."""
		values = {name: getattr(sale, name) for name in ("campaign_id", "net")}
		statement = insert(CampaignSaleRow).values(sale_id=sale.sale_id, **values)
		self._session.execute(
			statement.on_conflict_do_update(index_elements=["sale_id"], set_=values)
		)

	def sum(self, campaign_id: int) -> tuple[int, Decimal]:
		"""Return how many sales something is left of, and how much."""
		row = CampaignSaleRow
		sums = func.count(), func.coalesce(func.sum(row.net), 0)
		query = select(*sums).where(row.campaign_id == campaign_id, row.net > 0)
		sales, net = self._session.execute(query).one()
		return int(sales), Decimal(net)
