"""Turns the rows of a sale into what its contract shows."""

from collections.abc import Sequence
from decimal import Decimal

from chasqui.contracts.customers.sales import (
	QuoteMark,
	ReturnLineFields,
	Sale,
	SaleLine,
	SaleOrigin,
	SalePatch,
	SaleReturn,
	SaleStep,
	SaleSummary,
	VatSum,
)
from chasqui.contracts.customers.vat import VatClass
from chasqui.kernel.data.versions import write_version
from customers.sales.domain.amounts import NO_AMOUNTS, Amounts
from customers.sales.models.document import DocumentLineMixin, DocumentMixin
from customers.sales.models.sale import SaleLineRow, SaleStepRow
from customers.sales.repositories.sale_lists import ListedSale
from customers.sales.repositories.sales import Returned

PLAIN = (
	"id", "customer_id", "state", "channel", "seller_name", "ordered_on", "invoiced_on", "paid_on",
	"units", "net", "tax", "total", "returned_total", "import_id",
)  # fmt: skip


def view_summary(found: ListedSale) -> SaleSummary:
	"""Return a sale as lists show it."""
	row = found.row
	return SaleSummary(
		**{name: getattr(row, name) for name in PLAIN},
		number=row.number or "",
		customer_name=found.customer_name,
		province=found.province,
		origin=view_origin(row),
		quote=None if row.quote_id is None else QuoteMark(id=row.quote_id, number=row.quote_number),
	)


def view_sale(
	found: ListedSale,
	lines: Sequence[SaleLineRow],
	steps: Sequence[SaleStepRow],
	returns: Sequence[Returned],
) -> Sale:
	"""Return a sale with all that is of it."""
	row = found.row
	sale = Sale(
		**dict(view_summary(found)),
		lines=[SaleLine.model_validate(line) for line in lines],
		vat=sum_vat(lines),
		returns=[view_return(one) for one in returns],
		steps=[SaleStep.model_validate(step) for step in steps],
		access_key=row.access_key or "",
		note=row.note,
		void_reason=row.void_reason,
	)
	sale.version = write_version(sale, SalePatch)
	return sale


def view_origin(row: DocumentMixin) -> SaleOrigin | None:
	"""Return the campaign that brought a document, if one did."""
	if row.campaign_id is None:
		return None
	return SaleOrigin.model_validate(row)


def view_return(found: Returned) -> SaleReturn:
	"""Return a credit note with its lines."""
	row, lines = found
	fields = {name: getattr(row, name) for name in SaleReturn.model_fields if name != "lines"}
	return SaleReturn(
		**fields, lines=[ReturnLineFields(place=one.place, quantity=one.quantity) for one in lines]
	)


def sum_vat(lines: Sequence[DocumentLineMixin]) -> list[VatSum]:
	"""Return the tax of a document by class and rate, the highest first."""
	sums: dict[tuple[Decimal, str], Amounts] = {}
	for line in lines:
		key = (-line.vat_percent, line.vat_class)
		sums[key] = sums.get(key, NO_AMOUNTS) + Amounts(line.net, line.tax)
	return [
		VatSum(vat_class=VatClass(vat_class), vat_percent=-below, net=one.net, tax=one.tax)
		for (below, vat_class), one in sorted(sums.items(), key=lambda found: found[0])
	]
