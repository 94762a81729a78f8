"""One customer as the mailer knows it: for the profile, and for the person's right of access."""

from typing import Any

import pytest
from sqlalchemy import select, update

from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from mailer.app.web import create_app
from mailer.app.wiring import Wiring
from mailer.runs.models.delivery import DeliveryRow
from mailer.runs.models.run import RunRow
from mailer.tables import EventRow
from tests.support.advisor_walk import list_open_views
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import open_run
from tests.support.tokens import TokenMaker


class TestMails:
	@pytest.mark.covers("R9")
	def test_what_was_mailed_is_told_the_newest_first(
		self, wiring: Wiring, campaigns: FakeCampaigns, client: Any
	) -> None:
		first, second = open_run(wiring, campaigns, 2), open_run(wiring, campaigns, 2)
		wiring.run_sender.send(first)
		told = client.get("/v1/customers/1/mails").json
		assert {one["run_id"] for one in told["mails"]} == {first, second}
		assert [one["state"] for one in told["mails"]] == ["accepted", "queued"]
		assert told["mails"][0]["kind"] == "on_demand"
		assert (told["suppressions"], told["is_cut"]) == ([], False)

	def test_a_subject_is_told_as_it_was_read_or_as_it_was_written(
		self, wiring: Wiring, campaigns: FakeCampaigns, client: Any
	) -> None:
		run_id = open_run(wiring, campaigns, 1)
		subject = "{{ primer_nombre }}, una noticia de {{ empresa }}"
		values = {"merge_values": {"primer_nombre": "Ana"}}
		for told, start in ((values, "Ana"), ({"merge_values": None}, "{{ primer_nombre }}")):
			with wiring.database.open_session() as session:
				session.execute(update(RunRow).filter_by(id=run_id).values(subject=subject))
				session.execute(update(DeliveryRow).filter_by(run_id=run_id).values(**told))
			[mail] = client.get("/v1/customers/1/mails").json["mails"]
			assert mail["subject"].startswith(f"{start}, una noticia de ")
			assert "empresa" not in mail["subject"]

	def test_why_nothing_is_mailed_is_told(
		self, wiring: Wiring, campaigns: FakeCampaigns, client: Any
	) -> None:
		run_id = open_run(wiring, campaigns, 1)
		with wiring.database.open_session() as session:
			view = wiring.make_unsubscribe_service(session)
			delivery = session.scalars(select(DeliveryRow).filter_by(run_id=run_id)).one()
			view.unsubscribe(wiring.signer.sign(delivery.id))
		told = client.get("/v1/customers/1/mails").json
		assert [one["source"] for one in told["suppressions"]] == ["unsubscribe"]

	@pytest.mark.covers("K20")
	def test_the_mails_of_many_are_counted_by_campaign(
		self, wiring: Wiring, campaigns: FakeCampaigns, client: Any
	) -> None:
		sent, _waiting = open_run(wiring, campaigns, 2), open_run(wiring, campaigns, 3)
		wiring.run_sender.send(sent)
		with wiring.database.open_session() as session:
			of = session.scalars(select(RunRow.campaign_id).filter_by(id=sent)).one()
			failed = update(DeliveryRow).filter_by(run_id=sent, customer_id=2)
			session.execute(failed.values(state="failed"))
		counted = client.post("/v1/mail-counts", json={"customers": [1, 2, 9]}).json["items"]
		assert [(one["customer_id"], one["accepted"], one["unsent"]) for one in counted] == [
			(1, 1, 0), (2, 0, 1),
		]  # fmt: skip
		assert {one["campaign_id"] for one in counted} == {of}
		assert client.post("/v1/mail-counts", json={"customers": []}).status_code == 422

	@pytest.mark.covers("R44")
	def test_a_look_is_told_to_who_keeps_the_audit(self, client: Any, wiring: Wiring) -> None:
		assert client.get("/v1/customers/1/mails").status_code == 200
		with wiring.database.open_session() as session:
			[event] = session.scalars(select(EventRow)).all()
		assert (event.name, event.payload["customer_id"]) == (EventName.CUSTOMER_SEEN, 1)
		assert event.payload["what"] == "mails"

	def test_of_a_stranger_there_is_nothing(self, client: Any) -> None:
		told = client.get("/v1/customers/77/mails").json
		assert (told["mails"], told["suppressions"]) == ([], [])


class TestAdvisors:
	@pytest.mark.covers("R44")
	def test_only_who_is_theirs_is_there(
		self, wiring: Wiring, tokens: TokenMaker, monkeypatch: pytest.MonkeyPatch
	) -> None:
		theirs: set[tuple[int, int]] = set()
		monkeypatch.setattr(
			"mailer.conversations.wiring.ask_sibling",
			lambda _client, _endpoint: lambda *pair: pair in theirs,
		)
		app = create_app(wiring.config)
		token = tokens.make_staff_token("mailer", Role.ADVISOR, subject="staff:7")
		assert list_open_views(app, token, 1) == []
		theirs.add((7, 1))
		signed = {"Authorization": f"Bearer {token}"}
		assert app.test_client().get("/v1/customers/1/mails", headers=signed).status_code == 200
		assert app.database is not None
		app.database.close()


class TestHoldings:
	@pytest.mark.covers("R44")
	def test_everything_held_is_told_in_words(
		self, wiring: Wiring, campaigns: FakeCampaigns, client: Any, tokens: TokenMaker
	) -> None:
		open_run(wiring, campaigns, 1)
		told = client.get("/v1/customers/1/holdings", headers=sign(tokens)).json
		assert [one["title"] for one in told["sections"]] == ["Correos enviados o por enviar"]
		section = told["sections"][0]
		values = dict(zip(section["columns"], section["rows"][0], strict=True))
		assert values["Estado"] == "en espera"
		assert "{{" not in values["Asunto"]
		assert "@example.com" in values["Dirección"]

	def test_only_administrators_have_it_told(self, client: Any) -> None:
		assert client.get("/v1/customers/1/holdings").status_code == 403


def sign(tokens: TokenMaker) -> dict[str, str]:
	token = tokens.make_staff_token("mailer", Role.ADMINISTRATOR)
	return {"Authorization": f"Bearer {token}"}
