"""Who no longer wants mail gets none, from the moment they say so."""

import threading
import time
from typing import Any

import pytest

from chasqui.contracts.access import Scope
from chasqui.contracts.events import PATH_EVENTS
from mailer.app.wiring import Wiring
from mailer.suppression.domain.unsubscribe_tokens import TokenSigner
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import count_states, open_run, read_run
from tests.support.smtp_sink import SmtpSink
from tests.support.tokens import TokenMaker


class TestUnsubscribing:
	def test_looking_changes_nothing_and_acting_suppresses_once(
		self, wiring: Wiring, campaigns: FakeCampaigns, client: Any, as_portal: dict[str, str]
	) -> None:
		run_id = open_run(wiring, campaigns, 1)
		token = wiring.signer.sign(read_delivery(wiring, run_id))
		shown = client.get("/v1/unsubscribe", query_string={"token": token}, headers=as_portal)
		assert shown.json == {
			"masked_email": "p***@example.com",
			"company": "Compañía de Prueba",
			"unsubscribed": False,
			"unsubscribed_at": None,
		}
		for _ in range(2):
			done = client.post("/v1/unsubscribe", json={"token": token}, headers=as_portal)
			assert done.json["unsubscribed"] is True
		with wiring.database.open_raw() as connection:
			query = "SELECT name, payload FROM event WHERE name <> 'run_changed'"
			events = connection.execute(query).fetchall()
		payload = {"email": "persona1@example.com", "customer_id": 1, "campaign_id": 7}
		assert events == [("recipient_unsubscribed", payload)]

	def test_the_claim_honours_it_at_once(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 3)
		unsubscribe(wiring, read_delivery(wiring, run_id))
		wiring.run_sender.send(run_id)
		assert read_run(wiring, run_id).counts.skipped_by_reason == {"unsubscribed": 1}
		assert len(sink.mails) == 2

	def test_even_a_claimed_mail_does_not_leave(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.delay = 0.1
		run_id = open_run(wiring, campaigns, 100)
		sender = threading.Thread(target=wiring.run_sender.send, args=(run_id,))
		sender.start()
		time.sleep(0.3)  # all hundred are claimed by now, few have left
		with wiring.database.open_raw() as connection:
			row = connection.execute(
				"SELECT id, email FROM delivery WHERE state = 'claimed' ORDER BY id DESC LIMIT 1"
			).fetchone()
		assert row is not None
		unsubscribe(wiring, row[0])
		sender.join(20)
		wiring.run_sender.send(run_id)
		assert row[1] not in sink.recipients
		assert count_states(wiring, run_id) == {"accepted": 99, "skipped": 1}

	def test_a_link_survives_a_new_key_and_a_forged_one_does_not(
		self, wiring: Wiring, campaigns: FakeCampaigns, client: Any, as_portal: dict[str, str]
	) -> None:
		delivery_id = read_delivery(wiring, open_run(wiring, campaigns, 1))
		old = wiring.config.read_unsubscribe_keys()
		renewed = TokenSigner({"k9": "a new key", **old}, newest="k9")
		assert renewed.read(wiring.signer.sign(delivery_id)) == delivery_id
		forged = TokenSigner({"dev": "a guess"}, newest="dev").sign(delivery_id)
		answer = client.post("/v1/unsubscribe", json={"token": forged}, headers=as_portal)
		assert answer.status_code == 404

	def test_only_the_portal_may_ask(self, client: Any) -> None:
		assert client.post("/v1/unsubscribe", json={"token": "x" * 20}).status_code == 403

	def test_the_feed_tells_the_siblings(
		self, wiring: Wiring, campaigns: FakeCampaigns, client: Any, tokens: TokenMaker
	) -> None:
		unsubscribe(wiring, read_delivery(wiring, open_run(wiring, campaigns, 1)))
		token = tokens.make_service_token("mailer", [Scope.EVENTS_READ])
		headers = {"Authorization": f"Bearer {token}"}
		page = client.get(PATH_EVENTS, headers=headers).json
		assert [item["name"] for item in page["items"]] == ["run_changed", "recipient_unsubscribed"]

	@pytest.fixture
	def as_portal(self, tokens: TokenMaker) -> dict[str, str]:
		token = tokens.make_service_token("mailer", [Scope.UNSUBSCRIBE])
		return {"Authorization": f"Bearer {token}"}


class TestFollowingEvents:
	def test_a_withdrawn_consent_stops_mail_and_a_new_one_lifts_only_that(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		say_consent(campaigns, 1, granted=False)
		say_consent(campaigns, 2, granted=False)
		unsubscribe(wiring, read_delivery(wiring, open_run(wiring, campaigns, 1)))
		wiring.event_consumer.consume()
		run = read_run(wiring, open_run(wiring, campaigns, 2))
		assert run.counts.skipped_by_reason == {"unsubscribed": 1, "suppressed": 1}
		say_consent(campaigns, 1, granted=True)
		say_consent(campaigns, 2, granted=True)
		wiring.event_consumer.consume()
		run = read_run(wiring, open_run(wiring, campaigns, 2))
		assert run.counts.skipped_by_reason == {"unsubscribed": 1}

	def test_an_objection_stops_mail(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 2)
		email = "Persona1@example.com"
		campaigns.add_event(
			"contact_objected",
			customer_id=1, channel="email", campaign_id=7, email=email, phone=None,
		)  # fmt: skip
		wiring.event_consumer.consume()
		wiring.run_sender.send(run_id)
		assert sink.recipients == ["persona2@example.com"]

	def test_an_erased_person_gets_no_mail_and_leaves_only_a_count(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sent = open_run(wiring, campaigns, 2)
		wiring.run_sender.send(sent)
		waiting = open_run(wiring, campaigns, 2)
		campaigns.add_event("erasure_requested", customer_id=1, erasure_id=7)
		wiring.event_consumer.consume()
		wiring.event_consumer.consume()
		wiring.run_sender.send(waiting)
		assert count_states(wiring, sent) == {"accepted": 2}
		assert read_run(wiring, waiting).counts.skipped_by_reason == {"erased": 1}
		with wiring.database.open_raw() as connection:
			rows = connection.execute(
				"SELECT DISTINCT email, merge_values::text FROM delivery WHERE customer_id = 1"
			).fetchall()
		assert rows == [(None, None)]
		assert sink.recipients.count("persona1@example.com") == 1

	def test_a_new_address_is_used_and_an_unsubscription_goes_along(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 3)
		unsubscribe(wiring, read_delivery(wiring, run_id))
		for customer_id, email in ((1, "nueva1@example.com"), (2, "nueva2@example.com")):
			campaigns.add_event(
				"contact_changed",
				customer_id=customer_id, email=email, phone=None,
				previous_email=f"persona{customer_id}@example.com", previous_phone=None,
			)  # fmt: skip
		wiring.event_consumer.consume()
		wiring.run_sender.send(run_id)
		assert sorted(sink.recipients) == ["nueva2@example.com", "persona3@example.com"]

	def test_a_phase_pauses_resumes_and_ends_the_runs_of_its_campaign(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 2)
		assert self._follow(wiring, campaigns, run_id, "paused") == "paused"
		wiring.run_sender.send(run_id)
		assert sink.mails == []
		assert self._follow(wiring, campaigns, run_id, "in_execution") == "sending"
		assert self._follow(wiring, campaigns, run_id, "finished") == "cancelled"
		wiring.sweeper.sweep()
		assert read_run(wiring, run_id).counts.skipped_by_reason == {"phase_closed": 2}

	def test_a_phase_does_not_resume_what_a_person_paused(
		self, wiring: Wiring, campaigns: FakeCampaigns, client: Any
	) -> None:
		run_id = open_run(wiring, campaigns, 2)
		client.post(f"/v1/runs/{run_id}/actions", json={"action": "pause"})
		assert self._follow(wiring, campaigns, run_id, "in_execution") == "paused"

	@staticmethod
	def _follow(wiring: Wiring, campaigns: FakeCampaigns, run_id: int, phase: str) -> str:
		campaigns.add_event(
			"phase_changed", campaign_id=7, phase=phase, previous="x", monthly_mailing=True
		)
		wiring.event_consumer.consume()
		return read_run(wiring, run_id).state.value


def say_consent(campaigns: FakeCampaigns, customer_id: int, *, granted: bool) -> None:
	campaigns.add_event(
		"consent_changed",
		customer_id=customer_id, channel="email", granted=granted,
		email=f"persona{customer_id}@example.com", phone=None,
	)  # fmt: skip


def read_delivery(wiring: Wiring, run_id: int) -> int:
	with wiring.database.open_raw() as connection:
		row = connection.execute(
			"SELECT min(id) FROM delivery WHERE run_id = %s", [run_id]
		).fetchone()
	assert row is not None
	return int(row[0])


def unsubscribe(wiring: Wiring, delivery_id: int) -> None:
	with wiring.database.open_session() as session:
		wiring.make_unsubscribe_service(session).unsubscribe(wiring.signer.sign(delivery_id))
