"""The mailer's pages: designs, runs, tests, roles, figures."""

import email
import email.policy
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from chasqui.contracts.access import Role
from mailer.app.wiring import Wiring
from mailer.designs.domain.gallery.catalogue import GALLERY
from mailer.tables import EventRow
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import open_run, read_run
from tests.support.smtp_sink import SmtpSink
from tests.support.tokens import TokenMaker

HTML = "<body><p>Hola {{ primer_nombre | amigo }}</p></body>"


@pytest.mark.covers("K17")
class TestDesigns:
	def test_the_gallery_is_there_and_a_sweep_adds_nothing_to_it(
		self, wiring: Wiring, client: Any
	) -> None:
		wiring.sweeper.sweep()
		items = client.get("/v1/designs").json["items"]
		assert [item["name"] for item in items] == [str(entry.name) for entry in GALLERY]
		assert {item["version"] for item in items} == {1}
		shown = client.get(f"/v1/designs/{items[0]['id']}").json
		assert "{{ enlace_baja }}" in shown["html"]
		assert "{{ enlace_baja }}" in shown["text"]

	def test_an_upload_is_cleaned_and_previewed_with_a_made_up_person(self, client: Any) -> None:
		html = HTML.replace("<p>", "<script>alert(1)</script><p onclick='x()'>")
		body = {"name": "Mi diseño", "subject": "Hola {{ primer_nombre }}", "html": html}
		answer = client.post("/v1/designs", json=body)
		assert answer.status_code == 201
		assert answer.json["merge_fields"] == [
			"direccion_postal", "empresa", "enlace_baja", "primer_nombre",
		]  # fmt: skip
		assert len(answer.json["notes"]) == 3
		preview = client.post(f"/v1/designs/{answer.json['id']}/preview").json
		assert preview["subject"] == "Hola María Fernanda"
		assert "<p>Hola María Fernanda</p>" in preview["html"]
		assert "alert" not in preview["html"]

	@pytest.mark.parametrize(
		("html", "status", "code"),
		[
			("<body>{{ saldo }}</body>", 422, "merge_field"),
			("<p>{{ nombre </p>", 422, "merge_field"),
			("<html><head><title>x</title></head><body></body></html>", 422, "no_body"),
			("<script>alert(1)</script>", 422, "no_body"),
			("", 422, "invalid"),
			("<p>" + "x" * 5_000_000 + "</p>", 413, "design_too_large"),
			("<p>\ufffd</p>", 422, "not_decodable"),
			('<a href="{{ nombre }}">x</a>', 422, "merge_field"),
		],
	)
	def test_a_design_that_cannot_be_sent_is_refused(
		self, client: Any, html: str, status: int, code: str
	) -> None:
		body = {"name": "Mi diseño", "subject": "Hola", "html": html}
		answer = client.post("/v1/designs", json=body)
		assert answer.status_code == status
		assert answer.json["code"] == code

	def test_an_archived_design_leaves_the_list_but_can_still_be_seen(self, client: Any) -> None:
		body = {"name": "Mi diseño", "subject": "Hola", "html": HTML}
		design_id = client.post("/v1/designs", json=body).json["id"]
		assert client.delete(f"/v1/designs/{design_id}").status_code == 204
		assert design_id not in {d["id"] for d in client.get("/v1/designs").json["items"]}
		assert client.get(f"/v1/designs/{design_id}").json["archived"] is True
		assert client.delete("/v1/designs/1").status_code == 409


@pytest.mark.covers("K24")
class TestRuns:
	def test_a_double_click_is_one_run(self, client: Any, campaigns: FakeCampaigns) -> None:
		body = {"campaign_id": 7, "design_id": 2}
		headers = {"Idempotency-Key": "abc"}
		answers = [client.post("/v1/runs", json=body, headers=headers) for _ in range(2)]
		assert [answer.status_code for answer in answers] == [201, 201]
		assert answers[0].json == answers[1].json
		assert len(client.get("/v1/runs").json["items"]) == 1
		other = client.post("/v1/runs", json={**body, "design_id": 1}, headers=headers)
		assert other.status_code == 422
		asked = client.post("/v1/runs?page=2", json=body, headers=headers)
		assert asked.status_code == 422  # the address belongs to the request

	@pytest.mark.parametrize(
		("path", "body"),
		[
			("/v1/runs", {"campaign_id": 7, "design_id": 2}),
			("/v1/test-sends", {"design_id": 2, "emails": ["a@example.com"]}),
		],
	)
	def test_no_mail_leaves_without_a_key(self, client: Any, path: str, body: Any) -> None:
		refused = client.post(path, json=body)
		assert (refused.status_code, refused.json["code"]) == (428, "idempotency_key_needed")
		assert client.get("/v1/runs").json["items"] == []

	def test_a_second_run_of_the_day_is_confirmed(
		self, client: Any, campaigns: FakeCampaigns
	) -> None:
		body = {"campaign_id": 7, "design_id": 2}
		first = post_once(client, "/v1/runs", body)
		asked = post_once(client, "/v1/runs", body)
		assert (asked.status_code, asked.json["code"]) == (409, "run_repeated")
		assert asked.json["current"]["run_id"] == first.json["id"]
		assert "{{" in first.json["subject"]
		assert "{{" not in asked.json["detail"]
		other = {**body, "design_id": 1}  # to the same people, whatever it looks like
		assert post_once(client, "/v1/runs", other).json["code"] == "run_repeated"
		assert post_once(client, "/v1/runs", {**other, "confirm_repeat": True}).status_code == 201
		assert post_once(client, "/v1/runs", {**body, "confirm_repeat": True}).status_code == 201

	def test_four_at_once_open_one_run(self, client: Any, campaigns: FakeCampaigns) -> None:
		body = {"campaign_id": 7, "design_id": 2}
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(lambda _: post_once(client, "/v1/runs", body), range(4)))
		assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
		assert len(client.get("/v1/runs").json["items"]) == 1

	@pytest.mark.parametrize("phase", ["planned", "segmented", "paused", "finished", "cancelled"])
	def test_only_a_campaign_in_execution_is_mailed(
		self, client: Any, campaigns: FakeCampaigns, phase: str
	) -> None:
		campaigns.campaign["phase"] = phase
		answer = post_once(client, "/v1/runs", {"campaign_id": 7, "design_id": 1})
		assert answer.status_code == 409
		assert answer.json["code"] == "not_in_execution"

	def test_a_campaign_or_design_that_is_not_there_is_a_404(self, client: Any) -> None:
		for body in ({"campaign_id": 8, "design_id": 1}, {"campaign_id": 7, "design_id": 99}):
			assert post_once(client, "/v1/runs", body).status_code == 404

	def test_a_dead_campaigns_service_is_a_503(self, client: Any, campaigns: FakeCampaigns) -> None:
		campaigns.__exit__()
		answer = post_once(client, "/v1/runs", {"campaign_id": 7, "design_id": 1})
		assert answer.status_code == 503
		campaigns.__enter__()

	def test_counts_and_deliveries_are_shown_page_by_page(
		self, client: Any, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		campaigns.rows = [{}, {"email": None}, {}]
		run_id = open_run(wiring, campaigns, 0)
		wiring.run_sender.send(run_id)
		shown = client.get(f"/v1/runs/{run_id}").json
		assert shown["counts"] == {
			"eligible": 3,
			"by_state": {"accepted": 2, "skipped": 1},
			"skipped_by_reason": {"no_address": 1},
			"failed_by_reason": {},
		}
		assert shown["mails_per_minute"] == 2
		url = f"/v1/runs/{run_id}/deliveries?state=accepted&limit=1"
		page = client.get(url).json
		rest = client.get(f"{url}&cursor={page['next_cursor']}").json
		keys = [row["recipient_key"] for row in page["items"] + rest["items"]]
		assert keys == ["c1", "c3"]
		assert rest["next_cursor"] is None

	def test_a_delivery_is_found_by_its_address_or_by_who_it_goes_to(
		self, client: Any, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		campaigns.rows = [{"email": "ana_1@example.com"}, {"email": "anax1@example.com"}, {}]
		run_id = open_run(wiring, campaigns, 0)
		url = f"/v1/runs/{run_id}/deliveries"

		def find(asked: str) -> list[str]:
			return [row["recipient_key"] for row in client.get(f"{url}?{asked}").json["items"]]

		everybody = client.get(url).json["items"]
		third = everybody[2]["customer_id"]
		assert find("q=ANA_1@") == ["c1"]  # «_» is a letter here, not any letter
		assert find(f"customer_ids={third}") == ["c3"]
		assert find(f"q=anax&customer_ids={third}") == ["c2", "c3"]
		assert find("q=ana&state=failed") == []
		assert client.get(f"{url}?customer_ids=quien").status_code == 422

	def test_a_test_mail_is_marked_and_goes_to_the_addresses_given(
		self, client: Any, wiring: Wiring, sink: SmtpSink
	) -> None:
		emails = ["Jefa@example.com", "jefa@example.com", "otra@example.com"]
		answer = post_once(client, "/v1/test-sends", {"design_id": 2, "emails": emails})
		assert answer.status_code == 201
		assert answer.json["kind"] == "test"
		wiring.run_sender.send(answer.json["id"])
		assert sorted(sink.recipients) == ["jefa@example.com", "otra@example.com"]
		message = email.message_from_bytes(sink.mails[0].body, policy=email.policy.default)
		assert message["Subject"].startswith("[Prueba] Novedades de Compañía")
		assert read_run(wiring, answer.json["id"]).state == "done"

	@pytest.mark.parametrize(
		("asked", "subject"),
		[
			({}, "De Campaña sintética"),
			({"subject": "Hoy: {{ campana }}"}, "Hoy: Campaña sintética"),
			({"design_id": 3}, None),
		],
	)
	def test_a_test_has_the_subject_that_a_run_would_have(
		self,
		client: Any,
		wiring: Wiring,
		sink: SmtpSink,
		campaigns: FakeCampaigns,
		asked: dict[str, Any],
		subject: str | None,
	) -> None:
		campaigns.campaign |= {"design_id": 2, "subject": "De {{ campana }}"}
		body = {"campaign_id": 7, "design_id": 2, **asked}
		test = post_once(client, "/v1/test-sends", {**body, "emails": ["a@example.com"]}).json
		run = post_once(client, "/v1/runs", body).json
		assert test["subject"] == f"[Prueba] {run['subject']}"
		wiring.run_sender.send(test["id"])
		sent = email.message_from_bytes(sink.mails[0].body, policy=email.policy.default)
		assert subject is None or sent["Subject"] == f"[Prueba] {subject}"

	def test_an_archived_design_is_tested_no_more_than_it_is_sent(
		self, client: Any, campaigns: FakeCampaigns
	) -> None:
		body = {"name": "Mío", "subject": "Hola", "html": HTML}
		design_id = client.post("/v1/designs", json=body).json["id"]
		client.delete(f"/v1/designs/{design_id}")
		asked = {"design_id": design_id, "emails": ["a@example.com"]}
		assert post_once(client, "/v1/test-sends", asked).json["code"] == "design_archived"

	def test_every_wrong_address_is_named(self, client: Any) -> None:
		body = {"design_id": 2, "emails": ["no", "a@example.com", "tampoco"]}
		answer = post_once(client, "/v1/test-sends", body)
		told = {one["field"]: one["message"] for one in answer.json["errors"]}
		assert [*told] == ["emails.0", "emails.2"]
		assert "«tampoco»" in told["emails.2"]

	@pytest.mark.parametrize(
		"emails", [[], ["a@example.com"] * 6, ["no"], ["a@example.com\r\nBcc: b@example.com"]]
	)
	def test_a_test_to_nobody_or_too_many_or_wrong_ones_is_refused(
		self, client: Any, emails: list[str]
	) -> None:
		answer = post_once(client, "/v1/test-sends", {"design_id": 2, "emails": emails})
		assert answer.status_code == 422

	def test_how_a_campaigns_mail_goes_is_told_to_the_others(
		self, client: Any, wiring: Wiring, sink: SmtpSink, campaigns: FakeCampaigns
	) -> None:
		run_id = open_run(wiring, campaigns, 2)
		for action in ("pause", "resume"):
			client.post(f"/v1/runs/{run_id}/actions", json={"action": action})
		body = {"campaign_id": 7, "design_id": 2, "emails": ["a@example.com"]}
		test = post_once(client, "/v1/test-sends", body).json
		alone = {**body, "campaign_id": None}  # of no campaign: it concerns nobody
		post_once(client, "/v1/test-sends", alone)
		wiring.run_sender.send(test["id"])
		wiring.run_sender.send(run_id)
		with wiring.database.open_session() as session:
			query = select(EventRow.payload).where(EventRow.name == "run_changed")
			told = list(session.scalars(query.order_by(EventRow.id)))
		assert {one["campaign_id"] for one in told} == {7}
		assert [(one["run_id"], one["state"], one["mails"]) for one in told] == [
			(run_id, "filling", 0),
			(run_id, "paused", 2),
			(run_id, "sending", 2),
			(test["id"], "sending", 1),
			(run_id, "done", 2),
		]

	def test_an_action_that_the_state_forbids_is_a_conflict(
		self, client: Any, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		run_id = open_run(wiring, campaigns, 1)
		url = f"/v1/runs/{run_id}/actions"
		assert client.post(url, json={"action": "resume"}).status_code == 409
		assert client.post(url, json={"action": "pause"}).json["state"] == "paused"
		assert client.post(url, json={"action": "cancel"}).json["state"] == "cancelled"
		assert client.post(url, json={"action": "resume"}).status_code == 409


class TestAccess:
	def test_the_administrator_reads_and_the_advisor_does_not(
		self, client: Any, tokens: TokenMaker
	) -> None:
		administrator = self._sign(tokens, Role.ADMINISTRATOR)
		advisor = self._sign(tokens, Role.ADVISOR)
		assert client.get("/v1/runs", headers=administrator).status_code == 200
		assert client.get("/v1/runs", headers=advisor).status_code == 403
		body = {"campaign_id": 7, "design_id": 1}
		assert client.post("/v1/runs", json=body, headers=administrator).status_code == 403

	def test_the_figures_show_the_ledger_and_its_sum(
		self, client: Any, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		campaigns.rows = [{}, {"email": None}]
		open_run(wiring, campaigns, 0)
		text = client.get("/metrics").text
		assert 'chasqui_mailer_deliveries{state="queued"} 1.0' in text
		assert 'chasqui_mailer_deliveries{state="skipped"} 1.0' in text
		assert "chasqui_mailer_eligible 2.0" in text

	@staticmethod
	def _sign(tokens: TokenMaker, role: Role) -> dict[str, str]:
		return {"Authorization": f"Bearer {tokens.make_staff_token('mailer', role)}"}


def post_once(client: Any, path: str, body: dict[str, Any]) -> Any:
	"""Post with a key of its own, as every client must where mail leaves."""
	return client.post(path, json=body, headers={"Idempotency-Key": str(uuid4())})
