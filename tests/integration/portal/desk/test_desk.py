"""The advisor's desk."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from chasqui.contracts.campaigns.desk import CallRecorded, CallResult
from chasqui.kernel.errors import Conflict, Unavailable
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import NOW
from tests.support.portal_world import PortalWorld, Visitor


def take(portal: PortalWorld) -> tuple[Visitor, str]:
	"""Return an advisor and the token of the customer that was taken."""
	visitor = portal.open("asesora")
	visitor.send("/mesa/siguiente", page="/mesa/")
	assert portal.world.lease is not None
	return visitor, str(portal.world.lease.lease_token)


def read_name(portal: PortalWorld) -> str:
	assert portal.world.lease is not None
	return portal.world.lease.customer.name


def send_result(visitor: Visitor, token: str, name: str, **more: str) -> TestResponse:
	fields = {"lease_token": token, "customer_name": name, "result": "SALE", "note": "Quiere fibra"}
	return visitor.send("/mesa/resultado", page="/mesa/", **fields, **more)


class TestDesk:
	@pytest.mark.covers("K27")
	def test_a_result_is_recorded_and_the_next_customer_comes(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		fields = {"lease_token": token, "result": "SALE", "note": "Quiere fibra"}
		visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert [one.result for one in portal.world.records] == [CallResult.SALE]
		assert portal.world.lease is not None
		assert str(portal.world.lease.lease_token) != token

	@pytest.mark.parametrize("result", list(CallResult))
	def test_every_result_has_its_key_its_word_and_its_colour(
		self, portal: PortalWorld, result: CallResult
	) -> None:
		visitor, _token = take(portal)
		page, outcome = visitor.get("/mesa/").text, result.outcome
		choice = page[page.index(f'value="{result.value}" data-key="{outcome.key}"') :]
		choice = choice[: choice.index("</label>")]
		assert ("data-promised" in choice) == outcome.is_promised
		assert f'class="result-key tone-{outcome.tone}"' in choice
		assert choice.endswith(str(outcome.label))

	def test_a_pause_takes_no_next_customer(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		fields = {"lease_token": token, "result": "BUSY", "then": "pause"}
		visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert portal.world.lease is None

	def test_a_call_without_result_is_not_saved(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		answer = visitor.send("/mesa/resultado", page="/mesa/", lease_token=token, note="Hola")
		assert answer.status_code == 422
		assert "Hay algo que corregir" in answer.text
		assert 'value="Hola"' in answer.text

	def test_a_callback_has_its_local_time(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		fields = {"lease_token": token, "result": "CALLBACK_OWN", "callback_at": "2026-11-23T09:30"}
		visitor.send("/mesa/resultado", page="/mesa/", **fields)
		record = portal.world.records[0]
		assert record.callback_at == datetime(2026, 11, 23, 14, 30, tzinfo=UTC)

	def test_a_callback_may_be_anybodys(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		assert "Puede llamar cualquiera" in visitor.get("/mesa/").text
		promised = {"callback_at": "2026-11-23T09:30", "is_anybodys": "on", "lease_token": token}
		visitor.send("/mesa/resultado", page="/mesa/", result="CALLBACK_OWN", **promised)
		visitor, promised["lease_token"] = take(portal)
		visitor.send("/mesa/resultado", page="/mesa/", result="SALE", **promised)
		# What was ticked for a callback says nothing of another result.
		assert [one.is_anybodys for one in portal.world.records] == [True, False]

	def test_the_other_campaigns_of_the_person_are_said(self, portal: PortalWorld) -> None:
		visitor, _token = take(portal)
		assert "También está en: Bienvenida" in visitor.get("/mesa/").text

	@pytest.mark.covers("K25")
	def test_an_answer_to_the_campaigns_mail_is_said(self, portal: PortalWorld) -> None:
		visitor, _token = take(portal)
		assert "Respondió al correo de esta campaña" in visitor.get("/mesa/").text
		assert portal.world.lease is not None
		portal.world.lease = portal.world.lease.model_copy(update={"answered_at": None})
		assert "Respondió al correo" not in visitor.get("/mesa/").text

	def test_dialling_asks_once_more(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		assert portal.world.lease is not None
		person = portal.world.lease.customer.model_copy(update={"phone_is_synthetic": False})
		portal.world.lease = portal.world.lease.model_copy(update={"customer": person})
		assert f'href="tel:{person.phone}" hx-post="/mesa/marcar"' in visitor.get("/mesa/").text
		dialled = visitor.send("/mesa/marcar", page="/mesa/", lease_token=token)
		assert (dialled.status_code, dialled.text) == (204, "")
		portal.world.desk_refusal = Conflict(say("Ya no acepta llamadas."), code="objected")
		refused = visitor.send("/mesa/marcar", page="/mesa/", lease_token=token)
		assert refused.status_code == 200
		assert "Ya no acepta llamadas." in refused.text

	def test_until_when_a_callback_may_be_promised_is_told_before(
		self, portal: PortalWorld
	) -> None:
		visitor, _token = take(portal)
		page = visitor.get("/mesa/").text
		assert 'max="2027-01-31T23:59"' in page
		assert "(hasta el 31 ene 2027)" in page

	def test_a_callback_without_time_is_not_saved(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		fields = {"lease_token": token, "result": "CALLBACK_OWN"}
		answer = visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert answer.status_code == 422
		assert "Falta la hora" in answer.text

	def test_a_customer_goes_back_to_the_queue(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		visitor.send("/mesa/soltar", page="/mesa/", lease_token=token)
		assert len(portal.world.queue) == 3

	def test_a_synthetic_phone_is_no_link(self, portal: PortalWorld) -> None:
		visitor, _token = take(portal)
		page = visitor.get("/mesa/").text
		assert "tel:" not in page
		assert "número de ejemplo" in page

	def test_an_empty_queue_is_told(self, portal: PortalWorld) -> None:
		portal.world.queue.clear()
		visitor = portal.open("asesora")
		visitor.send("/mesa/siguiente", page="/mesa/")
		assert "No queda nadie por llamar" in visitor.get("/mesa/").text

	@pytest.mark.covers("K27")
	def test_who_can_be_called_later_only_is_not_promised_now(self, portal: PortalWorld) -> None:
		portal.world.queue.clear()
		portal.world.waiting_calls, portal.world.next_call_at = 12, NOW
		page = portal.open("asesora").get("/mesa/").text
		assert "Nadie por llamar en este momento" in page
		assert "12 más tarde: el próximo, el 20 nov 2026, 10:05." in page
		button = page[page.index('action="/mesa/siguiente"') :]
		assert " disabled" in button[: button.index("Tomar el siguiente")]
		assert 'aria-label="Llamar a clientes de' not in page
		portal.world.queue.append(1)
		news = portal.open("asesora").get("/mesa/cola", headers={"HX-Request": "true"}).text
		assert "Tiene 1 cliente por llamar ahora" in news
		assert " disabled" not in news

	def test_customers_of_a_campaign_that_does_not_run_are_told(self, portal: PortalWorld) -> None:
		portal.world.queue.clear()
		portal.world.closed_calls = 4
		page = portal.open("asesora").get("/mesa/").text
		assert "No tiene clientes por llamar" in page
		assert "4 esperan en campañas que no están en ejecución." in page
		assert "Tomar el siguiente" not in page


class TestNothingTypedIsLost:
	@pytest.mark.covers("K27")
	def test_a_lost_customer_s_result_is_shown_beside_the_name_and_no_other(
		self, portal: PortalWorld
	) -> None:
		visitor, token = take(portal)
		name = read_name(portal)
		portal.world.desk_refusal = Conflict(say("Otra persona lo atiende."), code="lease_lost")
		page = send_result(visitor, token, name)
		assert page.status_code == 409
		assert f"Esto es para {name}" in page.text
		assert "Quiere fibra" in page.text
		assert 'id="desk-form"' not in page.text  # nobody else's form is on the page
		answer = send_result(visitor, token, name, late="on")
		assert answer.status_code == 303
		[kept] = portal.world.records
		assert (kept.late, kept.note) == (True, "Quiere fibra")

	def test_another_held_customer_never_gets_what_was_typed(self, portal: PortalWorld) -> None:
		visitor, _token = take(portal)
		page = visitor.send(
			"/mesa/resultado", page="/mesa/", lease_token=str(uuid4()), note="Para otra persona",
			customer_name="Otra Persona",
		)  # fmt: skip
		assert page.status_code == 422  # no result was chosen
		assert "Esto es para Otra Persona" in page.text
		assert read_name(portal) not in page.text

	def test_a_recorded_call_keeps_the_second_result_as_a_note(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		recorded = CallRecorded(
			call_id=1, result=CallResult.CALLBACK_OWN, recorded_at=NOW, next_attempt_at=NOW
		)
		portal.world.desk_refusal = Conflict(
			say("Ya estaba guardada."),
			code="already_recorded",
			current=recorded.model_dump(mode="json"),
		)
		page = send_result(visitor, token, read_name(portal))
		assert "Está guardada como «Volver a llamar»" in page.text
		assert "Venta: Quiere fibra" in page.text
		fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
		fields.pop("csrf_token")
		kept = visitor.send("/mesa/resultado", page="/mesa/", **fields, note="Venta: Quiere fibra")
		assert kept.status_code == 303
		assert portal.world.records[0].late

	def test_a_service_that_is_down_drops_nothing(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		name = read_name(portal)
		portal.world.desk_refusal = Unavailable(say("No responde."))
		page = send_result(visitor, token, name)
		assert page.status_code == 503
		assert "Quiere fibra" in page.text
		portal.world.desk_refusal = None
		assert send_result(visitor, token, name).status_code == 303
		assert len(portal.world.records) == 1

	def test_a_note_is_asked_about_before_the_customer_goes_back(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		fields = {"lease_token": token, "note": "No cuelga", "customer_name": read_name(portal)}
		page = visitor.send("/mesa/soltar", page="/mesa/", **fields)
		assert "No cuelga" in page.text
		assert portal.world.lease is not None
		visitor.send("/mesa/soltar", page="/mesa/", **fields, drop="on")
		assert portal.world.lease is None


class TestHold:
	def renew(self, visitor: Visitor, token: str) -> TestResponse:
		fields = {"csrf_token": visitor.read_token("/mesa/"), "lease_token": token}
		headers = {"HX-Request": "true"}
		return visitor.client.post("/mesa/renovar", data=fields, headers=headers)

	def test_an_open_page_renews_it(self, portal: PortalWorld) -> None:
		assert "Suyo por" in self.renew(*take(portal)).text

	def test_that_it_is_lost_is_told(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		portal.world.desk_refusal = Conflict(say("Otra persona lo atiende."), code="lease_lost")
		assert "Este cliente ya no es suyo" in self.renew(visitor, token).text

	def test_a_service_that_is_down_is_asked_again(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		portal.world.desk_refusal = Unavailable(say("No responde."))
		assert self.renew(visitor, token).status_code == 204


@pytest.mark.covers("K29")
class TestRisk:
	def ask(self, visitor: Visitor, token: str, **typed: str) -> str:
		fields = {"csrf_token": visitor.read_token("/mesa/"), "lease_token": token, **typed}
		headers = {"HX-Request": "true"}
		return visitor.client.post("/mesa/riesgo", data=fields, headers=headers).text

	def test_without_scripts_the_page_comes_back_with_the_answer(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		answer = visitor.send("/mesa/riesgo", page="/mesa/", lease_token=token)
		assert answer.headers["Location"] == "/mesa/"
		assert "Riesgo bajo" in visitor.get("/mesa/").text

	def test_it_is_shown_before_the_call(self, portal: PortalWorld) -> None:
		page = self.ask(*take(portal))
		assert "Riesgo bajo" in page
		shown = re.sub(r'="[^"]*"', "", page)  # a token or an instant may hold any digits
		assert "712" not in shown  # the score is not for advisors
		assert "consultado hace" in page

	def test_the_work_goes_on_without_it(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		portal.world.down.add("risk")
		assert "Riesgo no disponible" in self.ask(visitor, token)
		fields = {"lease_token": token, "result": "INTERESTED"}
		visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert len(portal.world.records) == 1

	def test_a_high_risk_asks_why(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		portal.world.risk_level = "HIGH"
		reason = "Paga al contado"
		assert f'value="{reason}"' in self.ask(visitor, token, risk_reason=reason, fresh="on")
		fields = {"lease_token": token, "result": "SALE"}
		answer = visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert answer.status_code == 422
		assert 'id="risk_reason-error"' in answer.text
		visitor.send("/mesa/resultado", page="/mesa/", **fields, risk_reason=reason)
		assert portal.world.records[0].risk_reason == reason
