"""«Central de riesgos»: look-ups, history, files; the review of a campaign."""

import io
from typing import Any

import pytest

from chasqui.contracts.campaigns.assignments import Assignment
from chasqui.contracts.campaigns.risk import ReviewState
from tests.support.fakes.risk import BAD_CEDULA, make_answer
from tests.support.fakes.world import NOW
from tests.support.portal_world import PortalWorld, Visitor

CEDULA = "1710034065"
ASKED = {"id_type": "cedula", "id_number": CEDULA, "purpose": "credit_offer"}


@pytest.mark.covers("K28")
class TestLookUp:
	def test_the_page_stands_in_the_menu_of_every_role(self, portal: PortalWorld) -> None:
		for name in ("jefa", "asesora", "admin"):
			page = portal.open(name).get("/riesgo/").text
			assert 'aria-current="page"><svg' in page
			assert page.count("Central de riesgos") >= 2

	def test_an_answer_says_level_score_date_age_and_source(self, portal: PortalWorld) -> None:
		page = look_up(portal.open("jefa"))
		for text in ("Riesgo bajo", "712", "17******65", "1 nov 2026", "Central sintética"):
			assert text in page
		assert "consultado hace" in page
		assert portal.world.looks[0].purpose == "credit_offer"

	def test_without_a_score_none_is_shown(self, portal: PortalWorld) -> None:
		portal.world.risk_score = None
		assert "Puntaje" not in look_up(portal.open("asesora"))

	def test_a_fresh_answer_is_one_button_away(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert 'name="fresh"' in look_up(visitor)
		visitor.send("/riesgo/", page="/riesgo/", fresh="on", **ASKED)
		assert [look.fresh for look in portal.world.looks] == [False, True]

	def test_what_was_typed_stays_with_what_is_wrong(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		asked = {**ASKED, "id_number": BAD_CEDULA}
		answer = visitor.send("/riesgo/", page="/riesgo/", **asked)
		assert answer.status_code == 422
		assert 'id="id_number-error"' in answer.text
		assert BAD_CEDULA in answer.text

	def test_a_purpose_is_needed(self, portal: PortalWorld) -> None:
		asked = {**ASKED, "purpose": ""}
		answer = portal.open("asesora").send("/riesgo/", page="/riesgo/", **asked)
		assert answer.status_code == 422
		assert "Elija para qué consulta" in answer.text
		assert portal.world.looks == []

	def test_stale_and_doubtful_answers_are_explained(self, portal: PortalWorld) -> None:
		portal.world.risk_status = "STALE"
		page = look_up(portal.open("jefa"))
		assert "Dato antiguo" in page
		assert "no renueva este dato" in page
		assert "compruebe el número con el cliente" in page

	def test_no_record_and_no_service_are_answers_too(self, portal: PortalWorld) -> None:
		portal.world.risk_level = "NONE"
		assert "No es una buena ni una mala señal" in look_up(portal.open("jefa"))
		portal.world.down.add("risk")
		page = look_up(portal.open("jefa"))
		assert "Riesgo no disponible" in page
		assert "no contestó a tiempo" in page

	def test_a_high_risk_is_no_refusal(self, portal: PortalWorld) -> None:
		portal.world.risk_level = "HIGH"
		page = look_up(portal.open("jefa"))
		assert "Riesgo alto" in page
		assert "No es un rechazo" in page

	def test_names_come_ranked_and_nobody_is_picked(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		asked = {"name": "María Ñusta", "purpose": "holder_request"}
		page = visitor.send("/riesgo/nombre", page="/riesgo/nombre", **asked).text
		places = [page.index(text) for text in ("Mismo nombre", "Contiene el nombre", "Suena")]
		assert places == sorted(places)
		assert "Ninguna se elige por usted" in page
		assert "81 % de parecido" in page

	def test_with_campaigns_down_the_page_says_so(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		portal.world.down.add("campaigns")
		answer = visitor.get("/riesgo/historial")
		assert answer.status_code == 200
		assert "no está disponible" in answer.text


@pytest.mark.covers("K28")
class TestHistory:
	def test_it_says_who_why_and_what_was_answered(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get("/riesgo/historial").text
		for text in ("Asesoría de Prueba", "Oferta a crédito", "M. Ñ. S.", "En la mesa"):
			assert text in page

	def test_filters_live_in_the_address(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		visitor.get("/riesgo/historial?purpose=credit_offer&since=2026-11-01&staff_id=2")
		assert portal.world.history_queries[-1] == {
			"purpose": "credit_offer", "since": "2026-11-01", "staff_id": "2"
		}  # fmt: skip

	def test_an_advisor_is_offered_no_other_person(self, portal: PortalWorld) -> None:
		assert 'name="staff_id"' not in portal.open("asesora").get("/riesgo/historial").text
		assert 'name="staff_id"' in portal.open("admin").get("/riesgo/historial").text


@pytest.mark.covers("K28")
class TestFiles:
	def test_a_file_is_sent_once_and_watched_to_its_end(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		for _ in range(2):
			answer = send_file(visitor)
			assert answer.status_code == 303
		assert len(portal.world.reviews) == 4
		running = visitor.get("/riesgo/lotes/4/progreso")
		assert "every 1s" in running.text
		assert "HX-Refresh" not in running.headers
		done = visitor.get("/riesgo/lotes/4/progreso")
		assert "hx-trigger" not in done.text
		assert done.headers["HX-Refresh"] == "true"

	@pytest.mark.parametrize(
		("changes", "text"),
		[({"file": (io.BytesIO(b""), "")}, "Elija un archivo"), ({"purpose": ""}, "para qué"),
			({"file": (io.BytesIO(b" "), "vacio.csv")}, "está vacío")],
	)  # fmt: skip
	def test_what_does_not_serve_is_told(
		self, portal: PortalWorld, changes: dict[str, Any], text: str
	) -> None:
		answer = send_file(portal.open("jefa"), **changes)
		assert answer.status_code == 422
		assert text in answer.text

	def test_rows_are_filtered_and_sorted_by_the_address(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = visitor.get("/riesgo/lotes/1").text
		assert portal.world.item_queries[-1]["sort"] == "-level"
		assert "Rechazada" in page
		assert "Por consultar" in page
		visitor.get("/riesgo/lotes/1?sort=status&level=HIGH")
		assert portal.world.item_queries[-1] == {"sort": "status", "level": "HIGH"}

	def test_the_report_is_passed_on(self, portal: PortalWorld) -> None:
		answer = portal.open("jefa").get("/riesgo/lotes/1/resultado.csv")
		assert answer.text == "linea,nivel\r\n1,LOW\r\n"
		assert "riesgo-1.csv" in answer.headers["Content-Disposition"]

	def test_one_that_gave_up_goes_on(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert "Intentar otra vez" in visitor.get("/riesgo/lotes/2").text
		visitor.send("/riesgo/lotes/2/accion", page="/riesgo/lotes/2", action="retry")
		assert portal.world.reviews[2].state is ReviewState.RUNNING

	def test_advisors_have_no_files(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		assert visitor.get("/riesgo/lotes/").status_code == 403
		assert "/riesgo/lotes/" not in visitor.get("/riesgo/").text


@pytest.mark.covers("K28")
class TestCampaign:
	def test_the_assigned_customers_are_reviewed(self, portal: PortalWorld) -> None:
		portal.world.assignments.append(make_assignment())
		visitor = portal.open("jefa")
		path = "/campanas/1/riesgo/"
		answer = visitor.send(path, page=path, assignment_id=7, nonce="una-vez")
		assert answer.status_code == 303
		started = portal.world.reviews[max(portal.world.reviews)]
		assert (started.campaign_id, started.assignment_id) == (1, 7)
		page = visitor.get(answer.headers["Location"]).text
		assert "480 de 1.200" in page

	def test_with_nobody_assigned_it_says_so(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		visitor.send("/campanas/1/riesgo/", page="/campanas/1/riesgo/", nonce="x")
		assert "no tiene clientes asignados" in visitor.get("/campanas/1/riesgo/").text

	def test_counts_and_rows_are_shown_with_names(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get("/campanas/1/riesgo/").text
		for text in ("310", "100", "38", "María Ñusta Sintética", "Riesgo alto"):
			assert text in page
		assert "Revisar ahora" not in page  # who only reads starts nothing

	def test_a_campaigns_review_is_shown_there(self, portal: PortalWorld) -> None:
		answer = portal.open("jefa").get("/riesgo/lotes/3")
		assert answer.headers["Location"] == "/campanas/1/riesgo/?review=3"


@pytest.mark.covers("K28", "K29")
class TestDesk:
	def test_the_reviewed_level_is_shown_with_its_age(self, portal: PortalWorld) -> None:
		portal.world.risk_level = "HIGH"
		portal.world.reviewed_risk = make_answer(portal.world)
		visitor = portal.open("asesora")
		visitor.send("/mesa/siguiente", page="/mesa/")
		page = visitor.get("/mesa/").text
		assert "en la revisión de hace" in page
		assert "Motivo para seguir pese al riesgo alto" in page

	def test_asking_again_passes_over_what_is_kept(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		visitor.send("/mesa/siguiente", page="/mesa/")
		token = str(portal.world.lease.lease_token) if portal.world.lease else ""
		for more in ({}, {"fresh": "on"}):
			visitor.send("/mesa/riesgo", page="/mesa/", lease_token=token, **more)
		assert [look.fresh for look in portal.world.looks] == [False, True]


def look_up(visitor: Visitor) -> str:
	return visitor.send("/riesgo/", page="/riesgo/", **ASKED).text


def send_file(visitor: Visitor, **changes: Any) -> Any:
	fields: dict[str, Any] = {
		"file": (io.BytesIO(b"identificacion\n1710034065\n"), "lista.csv"),
		"purpose": "credit_offer",
		"nonce": "una-vez",
		**changes,
	}
	return visitor.send("/riesgo/lotes/", page="/riesgo/lotes/", **fields)


def make_assignment() -> Assignment:
	return Assignment(
		id=7, campaign_id=1, advisor_id=2, advisor_name="Asesoría de Prueba", asked=20,
		assigned=20, pending=20, assigned_at=NOW,
	)  # fmt: skip
