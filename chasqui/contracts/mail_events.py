"""What the events of single mails carry: one that somebody waits for, and what became of it."""

from uuid import UUID

from chasqui.contracts.event_base import (
	CAMPAIGN,
	CAMPAIGNS,
	CUSTOMER,
	MAILER,
	EventName,
	EventPayload,
)
from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.contracts.wire import Instant
from chasqui.kernel.texts.text import say


class ServiceMailRequested(EventPayload):
	"""A customer is to get one mail now; the same `request_id` again is the same mail.

	`values` are the merge values; without a subject it has the design's own.
	"""

	NAME = EventName.SERVICE_MAIL_REQUESTED
	TITLE, TONE, ICON = say("Se pidió un correo para alguien"), "info", "mail-forward"
	PRODUCED_BY = (CAMPAIGNS,)
	CONSUMED_BY = (MAILER,)
	request_id: UUID
	customer_id: int
	campaign_id: int | None = None
	campaign_name: str = ""
	design_id: int
	subject: str = ""
	by: str = ""
	email: str | None = None
	values: dict[str, str] | None = None


class ServiceMailSettled(EventPayload):
	"""What became of a mail that was asked for; `reason` is as a delivery has it."""

	NAME = EventName.SERVICE_MAIL_SETTLED
	TITLE, TONE, ICON = say("Se supo qué fue de un correo pedido"), "info", "mail-check"
	PRODUCED_BY = (MAILER,)
	CONSUMED_BY = (CAMPAIGNS,)
	request_id: UUID
	customer_id: int
	state: DeliveryState
	reason: str = ""


class MailAnswered(EventPayload):
	"""A person, not a program, wrote back to a mail of a campaign."""

	NAME = EventName.MAIL_ANSWERED
	TITLE, TONE, ICON = say("Alguien respondió a un correo de la campaña"), "info", "mail-forward"
	PRODUCED_BY = (MAILER,)
	CONSUMED_BY = (CAMPAIGNS,)
	SUBJECTS = {"customer_id": CUSTOMER, "campaign_id": CAMPAIGN}
	customer_id: int
	campaign_id: int
	answered_at: Instant
