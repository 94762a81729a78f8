"""The life of a quote: written, issued, then accepted, rejected, or past its last day."""

from datetime import date

from chasqui.contracts.customers.quotes import QuoteState


def find_state(kept: QuoteState, valid_until: date, today: date) -> QuoteState:
	"""Return where a quote stands: what nobody has moved yet expires by its day alone."""
	is_past = kept is QuoteState.ISSUED and valid_until < today
	return QuoteState.EXPIRED if is_past else kept
