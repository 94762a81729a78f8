"""Which document moves stock: a sale, the service of a machine, an order of spare parts."""

from dataclasses import dataclass

from chasqui.contracts.customers.catalogue import StockReason


@dataclass(frozen=True)
class StockCause:
	"""`column` is the ledger's that names the document; `reason` is why units leave the shelf."""

	column: str
	id: int
	reason: StockReason


def name_sale(sale_id: int) -> StockCause:
	return StockCause("sale_id", sale_id, StockReason.SALE)


def name_service(order_id: int) -> StockCause:
	return StockCause("service_order_id", order_id, StockReason.SERVICE)


def name_part_order(order_id: int) -> StockCause:
	return StockCause("part_order_id", order_id, StockReason.PARTS)
