"""Words of the mailer: what a recipient asks for, and what went to many of them."""

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


MOST_COUNTED = 1000


class MailCountRequest(Contract):
	"""Asks what went to some customers, campaign by campaign."""

	customers: list[int] = Field(min_length=1, max_length=MOST_COUNTED)


class MailCount(Contract):
	"""Mails of a campaign to a customer: `accepted` by the server, or not sent for a reason.

	One that waits is neither.
	"""

	customer_id: int
	campaign_id: int
	accepted: int
	unsent: int


class MailCounts(Contract):
	"""Customers and campaigns without mails are not in it; nor are tests and service mails."""

	items: list[MailCount]
