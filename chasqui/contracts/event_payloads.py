"""What each event carries: one model per event, joined by its name.

A reader passes over fields that it does not know. Contacts have a default, for an erasure takes
them out of events that were published long ago; so has every field that is added later.
"""

from collections.abc import Mapping
from typing import Any

from chasqui.contracts.access import Service
from chasqui.contracts.call_events import ContactMade as ContactMade
from chasqui.contracts.call_events import ContactTakenBack as ContactTakenBack
from chasqui.contracts.call_events import MailStopLifted as MailStopLifted
from chasqui.contracts.call_events import MailStopped as MailStopped
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.pressure import PressureLimits
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.customers.known_person import KnownPerson
from chasqui.contracts.event_base import CAMPAIGN, CAMPAIGNS, CUSTOMER, CUSTOMERS, MAILER
from chasqui.contracts.event_base import EventName as EventName
from chasqui.contracts.event_base import EventPayload as EventPayload
from chasqui.contracts.mail_events import MailAnswered as MailAnswered
from chasqui.contracts.mail_events import ServiceMailRequested as ServiceMailRequested
from chasqui.contracts.mail_events import ServiceMailSettled as ServiceMailSettled
from chasqui.contracts.mailer.runs import RunKind, RunState
from chasqui.contracts.sale_events import SaleChanged as SaleChanged
from chasqui.kernel.texts.text import say


class ConsentChanged(EventPayload):
	"""Whether a customer may be reached by a channel."""

	NAME = EventName.CONSENT_CHANGED
	TITLE, TONE, ICON = say("Cambió un permiso"), "warn", "shield"
	PRODUCED_BY = (CUSTOMERS,)
	CONSUMED_BY = (CAMPAIGNS, MAILER)
	customer_id: int
	channel: ConsentChannel
	granted: bool
	email: str | None = None
	phone: str | None = None


class ContactChanged(EventPayload):
	NAME = EventName.CONTACT_CHANGED
	TITLE, TONE, ICON = say("Cambió un contacto"), "info", "phone"
	PRODUCED_BY = (CUSTOMERS,)
	CONSUMED_BY = (CAMPAIGNS, MAILER)
	customer_id: int
	email: str | None = None
	phone: str | None = None
	previous_email: str | None = None
	previous_phone: str | None = None


class CustomersMerged(EventPayload):
	"""How the kept record, which stands for both from now on, is reached."""

	NAME = EventName.CUSTOMERS_MERGED
	TITLE, TONE, ICON = say("Se unieron dos registros"), "primary", "users"
	PRODUCED_BY = (CUSTOMERS,)
	CONSUMED_BY = (CAMPAIGNS, MAILER)
	SUBJECTS = {"kept_id": CUSTOMER, "merged_id": CUSTOMER}
	kept_id: int
	merged_id: int
	email: str | None = None
	phone: str | None = None
	may_email: bool
	may_phone: bool


class CustomersUnmerged(EventPayload):
	"""The merged one's contact follows, as an event of its own.

	`reached_by`: the channels by which each record may be reached by itself. It is empty where an
	older service published it, whose events of the consents follow.
	"""

	NAME = EventName.CUSTOMERS_UNMERGED
	TITLE, TONE, ICON = say("Se deshizo una unión"), "plain", "users"
	PRODUCED_BY = (CUSTOMERS,)
	CONSUMED_BY = (CAMPAIGNS, MAILER)
	SUBJECTS = {"kept_id": CUSTOMER, "merged_id": CUSTOMER}
	kept_id: int
	merged_id: int
	reached_by: dict[int, list[ConsentChannel]] = {}


class WrongNumber(EventPayload):
	"""An advisor reached somebody else."""

	NAME = EventName.WRONG_NUMBER
	TITLE, TONE, ICON = say("Número equivocado"), "warn", "phone-x"
	PRODUCED_BY = (CAMPAIGNS,)
	CONSUMED_BY = (CUSTOMERS,)
	customer_id: int
	phone: str | None = None


class ErasureRequested(EventPayload):
	"""`person` is absent once the erasure is over: it is taken out of the feed."""

	NAME = EventName.ERASURE_REQUESTED
	TITLE, TONE, ICON = say("Se pidió un borrado"), "bad", "trash"
	PRODUCED_BY = (CUSTOMERS,)
	CONSUMED_BY = (CAMPAIGNS, MAILER)
	customer_id: int
	erasure_id: int
	person: KnownPerson | None = None


class ErasureDone(EventPayload):
	"""A holder's receipt."""

	NAME = EventName.ERASURE_DONE
	TITLE, TONE, ICON = say("Recibo de un borrado"), "ok", "circle-check"
	PRODUCED_BY = (CAMPAIGNS, MAILER)
	CONSUMED_BY = (CUSTOMERS,)
	customer_id: int
	erasure_id: int
	service: Service
	details: dict[str, Any] = {}


class PhaseChanged(EventPayload):
	"""`previous` is given for the record: nobody decides by it, so it may be any text."""

	NAME = EventName.PHASE_CHANGED
	TITLE, TONE, ICON = say("Cambió la fase de una campaña"), "info", "speakerphone"
	PRODUCED_BY = (CAMPAIGNS,)
	CONSUMED_BY = (MAILER,)
	SUBJECTS = {"campaign_id": CAMPAIGN}
	campaign_id: int
	phase: Phase
	previous: str
	monthly_mailing: bool


class SegmentsUsed(EventPayload):
	"""The saved segments that a campaign is for, all of them each time; none once it has ended."""

	NAME = EventName.SEGMENTS_USED
	TITLE, TONE, ICON = say("Una campaña usa otros segmentos"), "info", "users-group"
	PRODUCED_BY = (CAMPAIGNS,)
	CONSUMED_BY = (CUSTOMERS,)
	SUBJECTS = {"campaign_id": CAMPAIGN}
	campaign_id: int
	campaign_name: str = ""
	segment_ids: list[int] = []


class ContactObjected(EventPayload):
	NAME = EventName.CONTACT_OBJECTED
	TITLE, TONE, ICON = say("Alguien pidió que no lo contacten"), "bad", "ban"
	PRODUCED_BY = (CAMPAIGNS,)
	CONSUMED_BY = (CUSTOMERS, MAILER)
	customer_id: int
	channel: ConsentChannel
	campaign_id: int | None = None
	email: str | None = None
	phone: str | None = None


class RecipientUnsubscribed(EventPayload):
	"""A mail of a customers' source has no campaign, a test mail no customer."""

	NAME = EventName.RECIPIENT_UNSUBSCRIBED
	TITLE, TONE, ICON = say("Alguien se dio de baja"), "bad", "mail-x"
	PRODUCED_BY = (MAILER,)
	CONSUMED_BY = (CUSTOMERS, CAMPAIGNS)
	email: str | None = None
	customer_id: int | None = None
	campaign_id: int | None = None


class HardBounced(EventPayload):
	NAME = EventName.HARD_BOUNCED
	TITLE, TONE, ICON = say("Un correo rebotó"), "warn", "mail-x"
	PRODUCED_BY = (MAILER,)
	CONSUMED_BY = (CUSTOMERS, CAMPAIGNS)
	IS_URGENT = False
	email: str | None = None
	customer_id: int | None = None


class CustomerSeen(EventPayload):
	"""Somebody of the staff looked at what a service knows of a customer: for the audit (R44).

	`actor` is ``staff:ID``; `what` names the view.
	"""

	NAME = EventName.CUSTOMER_SEEN
	TITLE, TONE, ICON = say("Alguien vio a un cliente"), "plain", "eye"
	PRODUCED_BY = (CAMPAIGNS, MAILER)
	CONSUMED_BY = (CUSTOMERS,)
	IS_URGENT = False
	customer_id: int
	actor: str
	actor_name: str = ""
	what: str


class RunChanged(EventPayload):
	"""A run to a campaign's audience, or a test of its mail, was opened, steered or ended.

	`by` is a name; `mails` are those of its recipients, zero until they are counted.
	"""

	NAME = EventName.RUN_CHANGED
	TITLE, TONE, ICON = say("Cambió un envío de una campaña"), "info", "send"
	PRODUCED_BY = (MAILER,)
	CONSUMED_BY = (CAMPAIGNS,)
	IS_URGENT = False
	SUBJECTS = {"campaign_id": CAMPAIGN}
	campaign_id: int
	run_id: int
	kind: RunKind
	state: RunState
	subject: str = ""
	by: str = ""
	mails: int = 0


class MailsAccepted(EventPayload):
	"""A server took mails of a run to a campaign's audience, one to each of these customers."""

	NAME = EventName.MAILS_ACCEPTED
	TITLE, TONE, ICON = say("Se aceptaron correos de una campaña"), "info", "mail-check"
	PRODUCED_BY = (MAILER,)
	CONSUMED_BY = (CAMPAIGNS,)
	IS_URGENT = False
	SUBJECTS = {"campaign_id": CAMPAIGN}
	campaign_id: int
	run_id: int
	customer_ids: list[int]


class PressureChanged(EventPayload):
	"""How often people may be reached was changed for all campaigns, or for one alone.

	Without `limits` the campaign has none of its own any more.
	"""

	NAME = EventName.PRESSURE_CHANGED
	TITLE, TONE, ICON = say("Cambió cuántas veces se contacta a alguien"), "info", "adjustments"
	PRODUCED_BY = (CAMPAIGNS,)
	CONSUMED_BY = (MAILER,)
	SUBJECTS = {"campaign_id": CAMPAIGN}
	campaign_id: int | None = None
	limits: PressureLimits | None = None
	by: str = ""


PAYLOADS: Mapping[str, type[EventPayload]] = {
	model.NAME.value: model for model in EventPayload.__subclasses__()
}


# The services that follow a feed, each with those whose feeds it reads.
PRODUCERS: Mapping[Service, tuple[Service, ...]] = {
	reader: tuple(
		writer
		for writer in Service
		if any(reader in one.CONSUMED_BY and writer in one.PRODUCED_BY for one in PAYLOADS.values())
	)
	for reader in Service
	if any(reader in one.CONSUMED_BY for one in PAYLOADS.values())
}


def list_subjects(name: str, payload: Mapping[str, Any]) -> frozenset[str]:
	"""Return whom an event concerns (``customer:12``), even where its payload is not sound."""
	model = PAYLOADS.get(name)
	fields = model.SUBJECTS if model is not None else {}
	return frozenset(
		f"{kind}:{payload[field]}"
		for field, kind in fields.items()
		if isinstance(payload.get(field), int)
	)
