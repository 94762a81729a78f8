"""One bad event stops neither the rest of its feed nor another one."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from unittest.mock import patch

import pytest
from structlog.testing import capture_logs

from campaigns.tables import EventRow
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.event_payloads import (
	ConsentChanged,
	ContactObjected,
	RecipientUnsubscribed,
)
from chasqui.kernel.data.transactions import call_after_commit, open_savepoint
from chasqui.kernel.feed import consumer
from chasqui.kernel.feed.publishing import nudge_readers, publish_event
from chasqui.kernel.tasks.messages import Publisher
from tests.integration.feed.feed_world import FeedWorld

POISON = {"customer_id": 5, "channel": "paloma", "granted": False, "email": "ana@example.com"}


class TestPoison:
	def test_the_rest_of_the_page_and_the_other_feed_go_on(self, world: FeedWorld) -> None:
		world.tell_raw("customers", "consent_changed", POISON)
		world.withdraw(5)  # the same person: an objection waits behind nothing
		world.withdraw(6)
		world.tell(RecipientUnsubscribed(email="b@example.com", customer_id=7))
		assert world.consume() == 4
		assert world.list_objections() == {5, 6, 7}
		assert world.list_aside() == [("customer:5", 1)]

	def test_a_handler_that_raises_is_undone_alone(self, world: FeedWorld) -> None:
		world.withdraw(5)
		world.withdraw(6)
		assert world.consume(fail_after(5)) == 2
		assert world.list_objections() == {6}
		assert world.list_aside() == [("customer:5", 1)]

	def test_a_feed_that_is_down_or_beyond_words_holds_up_no_other(self, world: FeedWorld) -> None:
		world.withdraw(5)
		world.tell(RecipientUnsubscribed(email="b@example.com", customer_id=7))
		world.down.add("customers")
		assert world.consume() == 1
		world.down.clear()

		def garble(page: Any) -> None:
			page["items"] = "nada"

		world.change = garble
		assert world.consume() == 0
		world.change = lambda page: None
		assert world.consume() == 1
		assert world.list_objections() == {5, 7}

	def test_five_failures_outlive_processes_and_bring_it_to_a_person(
		self, world: FeedWorld
	) -> None:
		world.tell_raw("customers", "consent_changed", POISON)
		with capture_logs() as logs:
			for failures in range(1, 7):
				world.consume()
				assert world.list_aside() == [("customer:5", min(failures, 5))]
				world.hurry()
		told = [line["event"] for line in logs if line["event"].startswith("event_")]
		assert told == ["event_failed"] * 4 + ["event_stuck"]
		assert "ana@example.com" not in str(logs)
		(error,) = world.query("SELECT error FROM stuck_event")
		assert error == ("ValidationError channel: enum",)

	def test_what_an_undone_handler_wanted_told_is_not_told(self, world: FeedWorld) -> None:
		told: list[str] = []
		with world.campaigns.wiring.database.open_session() as session:
			call_after_commit(session, lambda: told.append("kept"))
			with suppress(KeyError), open_savepoint(session):
				call_after_commit(session, lambda: told.append("undone"))
				raise KeyError
		assert told == ["kept"]


class TestNudges:
	"""A call writes several events: each reader is nudged once, and reads once."""

	def test_each_reader_is_nudged_once_a_transaction(self, world: FeedWorld) -> None:
		publisher = Publisher("redis://nowhere")
		with (
			patch.object(publisher, "publish") as sent,
			world.campaigns.wiring.database.open_session() as session,
		):
			for customer_id in (5, 6):
				payload = ContactObjected(customer_id=customer_id, channel=ConsentChannel.PHONE)
				publish_event(session, EventRow, payload, publisher)
			assert not sent.called
		nudges = [(one.args[1], one.kwargs) for one in sent.call_args_list]
		only = {"producers": ["campaigns"]}
		assert nudges == [("customers", only), ("mailer", only)]

	def test_what_is_durable_already_names_whose_feed_it_is_in_too(self) -> None:
		publisher = Publisher("redis://nowhere")
		with patch.object(publisher, "publish") as sent:
			nudge_readers((ConsentChanged, ContactObjected), publisher)
		nudges = {one.args[1]: one.kwargs["producers"] for one in sent.call_args_list}
		assert nudges == {
			"campaigns": ["customers"], "customers": ["campaigns"],
			"mailer": ["campaigns", "customers"],
		}  # fmt: skip

	def test_a_nudge_has_its_producer_s_feed_read_alone_and_once(self, world: FeedWorld) -> None:
		world.withdraw(5)
		world.tell(RecipientUnsubscribed(email="b@example.com", customer_id=7))
		assert world.consume(producers=["mailer"]) == 1
		assert world.asked == ["mailer"]
		assert world.list_objections() == {7}
		assert world.consume() == 1
		assert world.asked == ["mailer", "customers", "mailer"]

	def test_what_no_page_holds_is_read_on_at_once(self, world: FeedWorld) -> None:
		for customer_id in (5, 6, 7):
			world.withdraw(customer_id)
		with patch.object(consumer, "PAGE_LIMIT", 2):
			assert world.consume(producers=["customers"]) == 3
		assert world.asked == ["customers", "customers"]


class TestLastWord:
	"""An event that is handled late does not undo what was told after it."""

	@pytest.mark.parametrize(("words", "objects"), [((True, False), {5}), ((False, True), set())])
	def test_the_last_word_stays_the_last(
		self, world: FeedWorld, words: tuple[bool, bool], objects: set[int]
	) -> None:
		for granted in words:
			world.tell(ConsentChanged(customer_id=5, channel="phone", granted=granted))
		world.consume(fail_first())
		assert len(world.list_aside()) == 1
		world.hurry()
		world.consume()
		assert world.list_aside() == []
		assert world.list_objections() == objects


class TestOtherVersions:
	def test_a_newer_producer_is_understood(self, world: FeedWorld) -> None:
		"""Fields and events that are new to us, everywhere."""
		world.tell_raw("customers", "customer_promoted", {"customer_id": 5, "rank": "oro"})
		world.withdraw(6)

		def renew(page: Any) -> None:
			page["server"] = "2"
			for one in page["items"]:
				one["trace"] = {"id": 1}
				one["payload"]["because"] = ["law"]

		world.change = renew
		assert world.consume() == 2
		assert world.list_objections() == {6}
		assert world.list_aside() == []
		counts = world.query("SELECT producer, unknown FROM event_cursor ORDER BY producer")
		assert counts == [("customers", 1), ("mailer", 0)]

	def test_an_older_producer_is_understood(self, world: FeedWorld) -> None:
		"""Without the fields that came later, or that an erasure has taken out."""

		def age(page: Any) -> None:
			for one in page["items"]:
				for name in ("email", "phone", "previous_email", "previous_phone", "campaign_id"):
					one["payload"].pop(name, None)

		world.change = age
		told = {"customer_id": 5, "channel": "phone", "granted": False, "email": "a@example.com"}
		world.tell_raw("customers", "consent_changed", told)
		world.tell_raw("customers", "contact_changed", {"customer_id": 5, "email": "a@example.com"})
		world.tell(RecipientUnsubscribed(email="b@example.com", customer_id=7, campaign_id=1))
		assert world.consume() == 3
		assert world.list_aside() == []
		assert world.list_objections() == {5, 7}


def fail_after(customer_id: int) -> Callable[[Any], Any]:
	"""Wrap a handler: it does its work and then raises, for one customer."""

	def wrap(handle: Any) -> Any:
		def run(session: Any, event: Any) -> None:
			handle(session, event)
			if event.payload.customer_id == customer_id:
				raise KeyError("customer")

		return run

	return wrap


def fail_first() -> Callable[[Any], Any]:
	"""Wrap the handlers so that the first event raises, whatever it is."""
	seen: list[Any] = []

	def wrap(handle: Any) -> Any:
		def run(session: Any, event: Any) -> None:
			seen.append(event.event_id)
			if event.event_id == seen[0]:
				raise KeyError("customer")
			handle(session, event)

		return run

	return wrap
