"""What the events of a sale carry for the campaign that brought it."""

from chasqui.contracts.event_base import CAMPAIGNS, CUSTOMERS, EventName, EventPayload
from chasqui.contracts.wire import Money
from chasqui.kernel.texts.text import say


class SaleChanged(EventPayload):
	"""Something was done with an invoiced sale that a campaign brought; `net` is what is left of
	it, nothing of a voided one.
	"""

	NAME = EventName.SALE_CHANGED
	TITLE, TONE, ICON = say("Cambió una venta de una campaña"), "ok", "cash"
	PRODUCED_BY = (CUSTOMERS,)
	CONSUMED_BY = (CAMPAIGNS,)
	IS_URGENT = False
	customer_id: int
	campaign_id: int
	sale_id: int
	net: Money
