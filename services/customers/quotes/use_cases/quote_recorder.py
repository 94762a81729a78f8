"""Writes down what became of a quote: its step, and who took it."""

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.quotes import QuoteState
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.quotes.models.quote import QuoteRow, QuoteStepRow
from customers.quotes.repositories.quotes import QuoteRepository
from customers.quotes.use_cases.quote_reader import WHAT


class QuoteRecorder:
	def __init__(self, quotes: QuoteRepository, auditor: Auditor) -> None:
		self._quotes = quotes
		self._auditor = auditor

	def reach(self, row: QuoteRow, state: QuoteState, actor: Actor, step: str = "") -> None:
		"""Put a quote into a state; `step` is what the audit calls that, if not as the state."""
		row.state = state
		self._quotes.save(row)
		self._quotes.add_step(QuoteStepRow(quote_id=row.id, state=state, by=actor.name))
		self.note(row, actor, step or state.value)

	def note(self, row: QuoteRow, actor: Actor, step: str) -> None:
		"""Note what was done with a quote that stays in its state."""
		self._auditor.note(
			actor, AuditAction.CHANGED, row.customer_id, what=WHAT, quote_id=row.id, step=step
		)
