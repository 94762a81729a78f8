"""Lines that are priced as those of a sale, for a quote; and those of a quote, for its sale."""

from decimal import Decimal
from typing import Any, TypeVar

from customers.quotes.models.quote import QuoteLineRow
from customers.sales.domain.amounts import NOTHING
from customers.sales.models.document import DocumentLineMixin
from customers.sales.models.sale import SaleLineRow

Line = TypeVar("Line", bound=DocumentLineMixin)
SAID = (
	"place", "item_id", "name", "reference", "nature", "quantity", "unit_price", "discount",
	"has_own_discount", "promotion", "vat_class", "vat_percent", "net", "tax", "total",
)  # fmt: skip


def copy_line(line: DocumentLineMixin, kind: type[Line], **more: Any) -> Line:
	"""Return what a line says as a row of another document."""
	return kind(**{name: getattr(line, name) for name in SAID}, **more)


def quote_line(line: DocumentLineMixin) -> QuoteLineRow:
	"""Return a line as one of a quote."""
	return copy_line(line, QuoteLineRow)


def sell_line(line: QuoteLineRow) -> SaleLineRow:
	"""Return a quoted line as one of the sale that it becomes."""
	return copy_line(
		line, SaleLineRow, returned=Decimal(0), returned_net=NOTHING, returned_tax=NOTHING
	)
