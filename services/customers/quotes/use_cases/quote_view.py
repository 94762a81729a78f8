"""Turns the rows of a quote into what its contract shows."""

from collections.abc import Sequence

from chasqui.contracts.customers.quotes import (
	Quote,
	QuoteMail,
	QuotePatch,
	QuoteSale,
	QuoteState,
	QuoteStep,
	QuoteSummary,
)
from chasqui.contracts.customers.sales import SaleLine, SaleState
from chasqui.kernel.data.versions import write_version
from customers.quotes.models.quote import QuoteLineRow, QuoteMailRow, QuoteStepRow
from customers.quotes.repositories.quote_lists import ListedQuote
from customers.sales.use_cases.sale_view import sum_vat, view_origin

PLAIN = (
	"id", "customer_id", "channel", "seller_name", "written_on", "issued_on", "valid_until",
	"units", "net", "tax", "total",
)  # fmt: skip


def view_summary(found: ListedQuote) -> QuoteSummary:
	"""Return a quote as lists show it."""
	row = found.row
	return QuoteSummary(
		**{name: getattr(row, name) for name in PLAIN},
		number=row.number or "",
		customer_name=found.customer_name,
		province=found.province,
		state=QuoteState(found.state),
		origin=view_origin(row),
		sale=view_sale(found),
		mailed_at=found.mailed_at,
	)


def view_sale(found: ListedQuote) -> QuoteSale | None:
	"""Return the sale that a quote became, if it did."""
	if found.sale_id is None or found.sale_state is None:
		return None
	state = SaleState(found.sale_state)
	return QuoteSale(id=found.sale_id, number=found.sale_number or "", state=state)


def view_quote(
	found: ListedQuote,
	lines: Sequence[QuoteLineRow],
	steps: Sequence[QuoteStepRow],
	mails: Sequence[QuoteMailRow],
) -> Quote:
	"""Return a quote with all that is of it."""
	row = found.row
	quote = Quote(
		**dict(view_summary(found)),
		lines=[SaleLine.model_validate(line) for line in lines],
		vat=sum_vat(lines),
		steps=[QuoteStep.model_validate(step) for step in steps],
		mails=[QuoteMail.model_validate(mail) for mail in mails],
		note=row.note,
		reject_reason=row.reject_reason,
	)
	quote.version = write_version(quote, QuotePatch)
	return quote
