"""The names of events, and what every payload says of itself."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from chasqui.contracts.access import Service
from chasqui.contracts.wire import Contract
from chasqui.kernel.texts.text import Text

CUSTOMER, CAMPAIGN = "customer", "campaign"
CUSTOMERS, CAMPAIGNS, MAILER = Service.CUSTOMERS, Service.CAMPAIGNS, Service.MAILER


class EventName(StrEnum):
	"""Names by which payloads are joined with what they describe."""

	CONSENT_CHANGED = "consent_changed"
	CONTACT_CHANGED = "contact_changed"
	CUSTOMERS_MERGED = "customers_merged"
	CUSTOMERS_UNMERGED = "customers_unmerged"
	WRONG_NUMBER = "wrong_number"
	ERASURE_REQUESTED = "erasure_requested"
	ERASURE_DONE = "erasure_done"
	PHASE_CHANGED = "phase_changed"
	CONTACT_OBJECTED = "contact_objected"
	RECIPIENT_UNSUBSCRIBED = "recipient_unsubscribed"
	HARD_BOUNCED = "hard_bounced"
	CUSTOMER_SEEN = "customer_seen"
	RUN_CHANGED = "run_changed"
	SERVICE_MAIL_REQUESTED = "service_mail_requested"
	SERVICE_MAIL_SETTLED = "service_mail_settled"
	MAIL_ANSWERED = "mail_answered"
	MAIL_STOPPED = "mail_stopped"
	MAIL_STOP_LIFTED = "mail_stop_lifted"
	MAILS_ACCEPTED = "mails_accepted"
	CONTACT_MADE = "contact_made"
	CONTACT_TAKEN_BACK = "contact_taken_back"
	PRESSURE_CHANGED = "pressure_changed"
	SEGMENTS_USED = "segments_used"
	SALE_CHANGED = "sale_changed"


class EventPayload(Contract):
	"""`NAME` joins it with its event; `SUBJECTS` says which fields name whom it concerns.

	`PRODUCED_BY` and `CONSUMED_BY`: the services that write it, and those that follow it. Whom a
	reader asks and whom a writer nudges comes from here. What is not urgent waits for the readers'
	poll.
	`TITLE`, `TONE` and `ICON` are how a page shows it.
	"""

	NAME: ClassVar[EventName]
	TITLE: ClassVar[Text]
	TONE: ClassVar[str]
	ICON: ClassVar[str]
	PRODUCED_BY: ClassVar[tuple[Service, ...]]
	CONSUMED_BY: ClassVar[tuple[Service, ...]]
	IS_URGENT: ClassVar[bool] = True
	SUBJECTS: ClassVar[Mapping[str, str]] = {"customer_id": CUSTOMER}
