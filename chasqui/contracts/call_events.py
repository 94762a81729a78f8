"""What the events of a call carry for the mailer: whom to leave in peace, who was reached."""

from uuid import UUID

from chasqui.contracts.campaigns.call_results import StopReason
from chasqui.contracts.campaigns.pressure import Channel
from chasqui.contracts.event_base import CAMPAIGNS, MAILER, EventName, EventPayload
from chasqui.contracts.wire import Instant
from chasqui.kernel.texts.text import say


class MailStopped(EventPayload):
	"""A call had a result, or a mail an answer, after which this campaign's mail would be out of
	place, and until `others_until` the promotional mail of all others.
	"""

	NAME = EventName.MAIL_STOPPED
	TITLE, TONE, ICON = (
		say("Una llamada o respuesta detuvo el correo de una campaña"),
		"info",
		"mail-x",
	)
	PRODUCED_BY = (CAMPAIGNS,)
	CONSUMED_BY = (MAILER,)
	customer_id: int
	campaign_id: int
	reason: StopReason
	others_until: Instant | None = None


class MailStopLifted(EventPayload):
	"""The result that stopped a campaign's mail to a customer was corrected: nothing else stops it.

	What another call of the campaign has settled is published anew, as a stop, instead.
	"""

	NAME = EventName.MAIL_STOP_LIFTED
	TITLE, TONE, ICON = say("Una corrección devolvió el correo de una campaña"), "info", "mail"
	PRODUCED_BY = (CAMPAIGNS,)
	CONSUMED_BY = (MAILER,)
	customer_id: int
	campaign_id: int


class ContactMade(EventPayload):
	"""A campaign reached a customer by a channel that its reader does not see for itself."""

	NAME = EventName.CONTACT_MADE
	TITLE, TONE, ICON = say("Una campaña habló con alguien"), "info", "phone-check"
	PRODUCED_BY = (CAMPAIGNS,)
	CONSUMED_BY = (MAILER,)
	customer_id: int
	campaign_id: int
	channel: Channel
	contact_id: UUID | None = None
	"""By which it may be taken back."""


class ContactTakenBack(EventPayload):
	"""A result was corrected: the customer had not been reached after all."""

	NAME = EventName.CONTACT_TAKEN_BACK
	TITLE, TONE, ICON = say("Una corrección quitó un contacto"), "info", "phone-x"
	PRODUCED_BY = (CAMPAIGNS,)
	CONSUMED_BY = (MAILER,)
	customer_id: int
	contact_id: UUID
