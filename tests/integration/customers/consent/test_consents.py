"""What the siblings tell withdraws consents, once, and is told on."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import EventName
from customers.app.wiring import Wiring
from customers.audit.models import AuditEntryRow
from customers.config import CustomersConfig
from customers.consent.models.consent_change import ConsentChangeRow
from customers.people.models.customer import CustomerRow
from customers.tables import EventRow
from tests.integration.customers.person_world import insert_people
from tests.support.events import hand_event

BOTH = "may_email AND may_phone AND kind = 'person'"


class TestConsentService:
	def test_an_unsubscription_withdraws_the_mail_consent_once(
		self, session: Session, handle: Callable[..., None], customer: CustomerRow
	) -> None:
		for _ in range(2):
			handle(EventName.RECIPIENT_UNSUBSCRIBED, email=customer.email, campaign_id=1)
		session.refresh(customer)
		assert not customer.may_email
		assert customer.may_phone
		assert customer.email_withdrawn_at is not None
		ledger = session.scalars(select(ConsentChangeRow)).all()
		assert [(row.channel, row.granted, row.source) for row in ledger] == [
			("email", False, "unsubscribe")
		]

	def test_an_objection_to_calls_holds_for_everybody_with_the_phone(
		self, session: Session, handle: Callable[..., None], customer: CustomerRow
	) -> None:
		other = session.scalars(select(CustomerRow).where(CustomerRow.id != customer.id)).first()
		assert other is not None
		other.phone, other.consent_phone = customer.phone, True
		session.flush()
		handle(
			EventName.CONTACT_OBJECTED,
			customer_id=customer.id,
			channel="phone",
			phone=customer.phone,
			email=customer.email,
		)
		session.refresh(customer)
		session.refresh(other)
		assert not customer.may_phone
		assert not other.may_phone
		assert customer.may_email

	def test_who_objects_without_having_agreed_is_given_no_consent_by_a_file(
		self, session: Session, handle: Callable[..., None], customer: CustomerRow
	) -> None:
		customer.consent_phone = False
		session.flush()
		handle(EventName.CONTACT_OBJECTED, customer_id=customer.id, channel="phone")
		session.refresh(customer)
		assert customer.phone_withdrawn_at is not None

	def test_a_bounce_stops_mail_without_touching_the_consent(
		self, session: Session, handle: Callable[..., None], customer: CustomerRow
	) -> None:
		handle(EventName.HARD_BOUNCED, email=customer.email, customer_id=customer.id)
		session.refresh(customer)
		assert (customer.may_email, customer.consent_email) == (False, True)
		told = session.scalars(select(EventRow)).all()
		assert [(event.name, event.payload["granted"]) for event in told] == [
			("consent_changed", False)
		]

	def test_a_customer_who_is_gone_is_passed_over(
		self, session: Session, handle: Callable[..., None]
	) -> None:
		handle(EventName.RECIPIENT_UNSUBSCRIBED, email="nadie@example.com", customer_id=-1)
		assert session.scalars(select(EventRow)).all() == []


@pytest.fixture
def customer(session: Session) -> CustomerRow:
	insert_people(session, 40)
	row = session.scalars(select(CustomerRow).where(text(BOTH)).order_by(CustomerRow.id)).first()
	assert row is not None
	return row


@pytest.mark.covers("R44")
def test_a_look_in_a_sibling_is_written_down_once(
	session: Session, handle: Callable[..., None]
) -> None:
	look = {"customer_id": 77, "actor": "staff:3", "actor_name": "Jefa", "what": "mails"}
	event_id = uuid4()
	for _ in range(2):
		handle(EventName.CUSTOMER_SEEN, event_id=event_id, **look)
		session.flush()
	[entry] = session.scalars(select(AuditEntryRow).filter_by(customer_id=77)).all()
	assert (entry.action, entry.actor, entry.details["what"]) == ("seen", "staff:3", "mails")


@pytest.fixture
def handle(session: Session) -> Callable[..., None]:
	wiring = Wiring(CustomersConfig(broker_url=SecretStr("redis://127.0.0.1:1/0")))
	subscriptions = wiring.list_subscriptions()

	def handle_event(name: EventName, *, event_id: UUID | None = None, **payload: object) -> None:
		hand_event(session, subscriptions, name, payload, event_id)
		session.flush()

	return handle_event
