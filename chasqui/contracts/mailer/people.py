"""Words of the mailer: what a recipient asks for."""

from pydantic import Field

from chasqui.contracts.wire import Contract, Instant


class UnsubscribeRequest(Contract):
	"""The signed token of a mail's unsubscribe link."""

	token: str = Field(min_length=10, max_length=1000)


class UnsubscribeView(Contract):
	"""What the public page shows before and after: the address masked (``m***@example.com``)."""

	masked_email: str
	company: str
	unsubscribed: bool
	unsubscribed_at: Instant | None = None
