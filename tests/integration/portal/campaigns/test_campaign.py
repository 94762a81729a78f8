"""One campaign: phases, audience, mail, calls."""

import re
from typing import Any

import pytest

from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.log import LogKind
from chasqui.contracts.mailer.runs import DeliveryState, RunKind
from chasqui.contracts.masking import mask_identity
from tests.support.fakes.world import make_audience, make_entry
from tests.support.portal_world import PortalWorld


class TestPhases:
	@pytest.mark.covers("K18")
	def test_it_asks_before_it_moves(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert "Pasar a «Pausada»" in visitor.get("/campanas/1/fase/paused").text
		fields = {"version": 1, "reason": "Falta presupuesto"}
		visitor.send("/campanas/1/fase/paused", page="/campanas/1/fase/paused", **fields)
		assert portal.world.campaigns[1].phase is Phase.PAUSED
		page = visitor.get("/campanas/1/bitacora").text
		assert "Falta presupuesto" in page

	def test_the_log_says_all_that_was_done_in_words(self, portal: PortalWorld) -> None:
		mail = {"run_id": 2, "run_kind": "on_demand", "name": "Hola {{ primer_nombre }}"}
		portal.world.logs[1] = [
			make_entry(1, LogKind.MAIL, **mail, run_state="done", count=1234),
			make_entry(
				1, LogKind.MAIL, **{**mail, "run_kind": "test"}, run_state="sending", count=1
			),
			make_entry(1, LogKind.EDITED, fields=["budget", "starts_on"]),
			make_entry(1, LogKind.HANDED_OVER, name="Asesora de muestra", count=1500),
			make_entry(1, LogKind.PHASE, phase="paused", previous="in_execution"),
		]
		visitor = portal.open("jefa")
		page = visitor.get("/campanas/1/bitacora").text
		for words in (
			"Terminó el envío", "Hola [Nombre de pila] · 1.234 correos",
			'href="/campanas/1/correo/2"', "Se envió una prueba", "1 correo<",
			"Presupuesto, Empieza", "Traspasó clientes",
			"Asesora de muestra · 1.500 clientes", "Pasó a «Pausada»", "antes: En ejecución",
		):  # fmt: skip
			assert words in page, words
		narrowed = visitor.get("/campanas/1/bitacora?kind=edited").text
		assert "Presupuesto, Empieza" in narrowed
		assert "Terminó el envío" not in narrowed

	def test_who_was_slower_is_told(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fields = {"version": 99}
		visitor.send("/campanas/1/fase/paused", page="/campanas/1/fase/paused", **fields)
		page = visitor.get("/campanas/1/").text
		assert "La campaña cambió mientras tanto." in page
		assert portal.world.campaigns[1].phase is Phase.IN_EXECUTION

	def test_a_move_that_is_not_allowed_is_not_offered(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert "/fase/segmented" not in visitor.get("/campanas/2/").text
		assert visitor.get("/campanas/2/fase/segmented").location == "/campanas/2/"
		assert "Falta construir la audiencia de la campaña." in visitor.get("/campanas/2/").text

	def test_an_end_tells_what_it_cuts_off_and_what_was_done(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		for phase in ("cancelled", "finished"):
			asked = visitor.get(f"/campanas/1/fase/{phase}").text
			assert "Hay 1 envío en marcha" in asked
			assert "Quedan 12 clientes por llamar" in asked
			assert "El correo mensual no saldrá más." in asked
		path = "/campanas/1/fase/finished"
		visitor.send(path, page=path, version=1)
		page = visitor.get("/campanas/1/").text
		assert "En total: 7.200 correos aceptados, 28 llamadas y 4 ventas." in page
		assert "La campaña finalizó" in page

	def test_who_only_reads_is_offered_no_move(self, portal: PortalWorld) -> None:
		assert "/fase/" not in portal.open("admin").get("/campanas/1/").text


class TestNextStep:
	"""What comes next stands on every page of a campaign, with what is missing."""

	def change(self, portal: PortalWorld, number: int, **news: Any) -> None:
		portal.world.campaigns[number] = portal.world.campaigns[number].model_copy(update=news)

	@pytest.mark.parametrize(
		("state", "text"),
		[
			(None, "Construya la audiencia"),
			(AudienceState.BUILDING, "La audiencia se está construyendo"),
			(AudienceState.FAILED, "Construya la audiencia"),
			(AudienceState.OUTDATED, "Construya la audiencia de nuevo"),
		],
	)
	def test_the_audience_comes_first(
		self, portal: PortalWorld, state: AudienceState | None, text: str
	) -> None:
		self.change(portal, 2, audience=make_audience(2, state) if state else None)
		for tab in ("", "correo/", "llamadas/", "bitacora", "audiencia/"):
			page = portal.open("jefa").get(f"/campanas/2/{tab}").text
			assert f"Siguiente paso: {text}" in page
			assert "Marcar segmentada" not in page

	def test_it_looks_again_while_the_audience_is_built(self, portal: PortalWorld) -> None:
		self.change(portal, 2, audience=make_audience(2, AudienceState.BUILDING))
		visitor = portal.open("jefa")
		assert 'hx-get="/campanas/2/siguiente"' in visitor.get("/campanas/2/").text
		assert "HX-Refresh" not in visitor.get("/campanas/2/siguiente").headers
		self.change(portal, 2, audience=make_audience(2), phase=Phase.SEGMENTED)
		assert visitor.get("/campanas/2/siguiente").headers["HX-Refresh"] == "true"
		assert "/campanas/2/siguiente" not in visitor.get("/campanas/2/").text

	def test_an_ended_campaign_goes_on_telling_what_was_done(self, portal: PortalWorld) -> None:
		self.change(portal, 1, phase=Phase.FINISHED, allowed_phases=[])
		assert "7.200 correos aceptados" in portal.open("jefa").get("/campanas/1/").text

	def test_what_is_missing_for_the_execution_is_told(self, portal: PortalWorld) -> None:
		told = {Phase.IN_EXECUTION: "El correo mensual necesita un diseño."}
		allowed = [Phase.PLANNED, Phase.CANCELLED]
		self.change(portal, 3, obstacles=told, allowed_phases=allowed)
		page = portal.open("jefa").get("/campanas/3/").text
		assert "Siguiente paso: Corrija la campaña" in page
		assert "El correo mensual necesita un diseño." in page
		assert "/fase/in_execution" not in page

	def test_nobody_to_reach_is_told(self, portal: PortalWorld) -> None:
		nobody = make_audience(3).model_copy(update={"reachable_email": 0, "reachable_phone": 0})
		self.change(portal, 3, audience=nobody)
		page = portal.open("jefa").get("/campanas/3/").text
		assert "no saldrá ningún correo" in page
		assert "no habrá llamadas" in page

	@pytest.mark.parametrize("phase", [Phase.IN_EXECUTION, Phase.PAUSED])
	def test_one_past_its_last_day_is_to_be_finished(
		self, portal: PortalWorld, phase: Phase
	) -> None:
		self.change(portal, 1, is_over=True, phase=phase)
		page = portal.open("jefa").get("/campanas/1/").text
		assert "Siguiente paso: Finalice la campaña" in page
		assert 'href="/campanas/1/fase/finished"' in page

	def test_who_only_reads_is_told_and_offered_nothing(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get("/campanas/3/").text
		assert "Siguiente paso: Póngala en ejecución" in page
		assert "/fase/" not in page

	def test_where_nobody_can_be_assigned_the_reason_is_told(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert "Primero construya la audiencia" in visitor.get("/campanas/2/llamadas/").text
		self.change(portal, 1, phase=Phase.FINISHED, allowed_phases=[])
		assert "ya no se asignan clientes" in visitor.get("/campanas/1/llamadas/").text


class TestEmpty:
	def test_an_empty_list_says_how_the_first_comes_to_be(self, portal: PortalWorld) -> None:
		portal.world.campaigns.clear()
		visitor = portal.open("jefa")
		assert "La primera se crea con el asistente" in visitor.get("/campanas/").text
		narrowed = visitor.get("/campanas/?phase=paused").text
		assert "Nada coincide con los filtros" in narrowed


class TestAudience:
	@pytest.mark.covers("K16")
	def test_it_is_watched_until_it_is_ready(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		visitor.send("/campanas/2/audiencia/", page="/campanas/2/audiencia/")
		first = visitor.get("/campanas/2/audiencia/progreso").text
		assert "hx-trigger" in first
		last = visitor.get("/campanas/2/audiencia/progreso")
		assert "hx-trigger" not in last.text
		assert "4.821" in last.text
		assert last.headers["HX-Refresh"] == "true"  # the stepper and the buttons say it too
		assert "Siguiente paso: Póngala en ejecución" in visitor.get("/campanas/2/audiencia/").text


class TestMail:
	@pytest.mark.covers("K24")
	def test_a_second_click_opens_no_second_run(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fields = {"design_id": 2, "subject": "Solo hoy", "nonce": "una-vez"}
		for _ in range(2):
			visitor.send("/campanas/1/correo/enviar", page="/campanas/1/correo/enviar", **fields)
		assert len(portal.world.runs) == 3

	def test_the_counts_add_up_on_the_page(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get("/campanas/1/correo/").text
		for figure in ("3.904", "3.600", "180", "100", "24"):
			assert figure in page

	def test_the_summary_counts_the_mails_of_all_runs_but_tests(self, portal: PortalWorld) -> None:
		runs = portal.world.runs
		runs[9] = runs[1].model_copy(update={"id": 9, "kind": RunKind.TEST})
		runs[10] = runs[1].model_copy(update={"id": 10})
		accepted = [
			one.counts.by_state[DeliveryState.ACCEPTED]
			for one in runs.values()
			if one.campaign_id == 1 and one.kind is not RunKind.TEST
		]
		page = portal.open("jefa").get("/campanas/1/").text
		assert f"{sum(accepted):,}".replace(",", ".") in page
		assert f"en {len(accepted)} envíos" in page

	def test_deliveries_say_whose_they_are(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get("/campanas/1/correo/1").text
		one = portal.world.customers[1]
		assert one.name in page
		assert mask_identity(one.id_number) in page
		assert one.id_number not in page

	def test_deliveries_begin_with_those_that_went_out(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		page = visitor.get("/campanas/1/correo/1").text
		assert re.search(r'href="\?state=accepted"\s+aria-current="true"', page)
		every = visitor.get("/campanas/1/correo/1?state=").text
		assert re.search(r'href="\?state="\s+aria-current="true"', every)

	def test_deliveries_are_searched_by_name_and_by_address(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		first, second = portal.world.customers[1], portal.world.customers[2]
		for text in (first.name.lower(), first.email):
			page = visitor.get("/campanas/1/correo/1", query_string={"q": text}).text
			assert first.name in page
			assert second.name not in page

	def test_deliveries_are_narrowed_by_why_they_did_not_leave(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get("/campanas/1/correo/1?reason=pressure").text
		assert page.count("Ya se le contactó lo que los límites permiten") > 2
		assert "Omitido" in page

	def test_without_the_names_the_deliveries_are_shown_still(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		portal.world.down.add("customers")
		page = visitor.get("/campanas/1/correo/1?q=example").text
		assert "Cliente 1" in page
		assert "solo se buscó en los correos" in page

	def test_only_a_live_run_asks_again(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert "every 2s" not in visitor.get("/campanas/1/correo/1/progreso").text
		assert "every 2s" in visitor.get("/campanas/1/correo/2/progreso").text

	def test_a_run_is_paused_and_resumed(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		for action, state in (("pause", "paused"), ("resume", "sending"), ("cancel", "cancelled")):
			visitor.send("/campanas/1/correo/2/accion", page="/campanas/1/correo/", action=action)
			assert portal.world.runs[2].state == state

	def test_a_second_run_of_the_day_is_confirmed(self, portal: PortalWorld) -> None:
		portal.world.repeats_run = True
		visitor = portal.open("jefa")
		page = "/campanas/1/correo/enviar"
		asked = visitor.send(page, page=page, design_id=1, nonce="n")
		assert asked.status_code == 422
		assert 'name="confirm_repeat"' in asked.text
		before = len(portal.world.runs)
		sent = visitor.send(page, page=page, design_id=1, nonce="n", confirm_repeat="on")
		assert sent.status_code == 303
		assert len(portal.world.runs) == before + 1

	def test_a_test_goes_to_the_addresses_that_were_typed(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		page = "/campanas/1/correo/prueba"
		fields = {"design_id": 1, "emails": "a@example.com, b@example.com", "nonce": "n"}
		assert visitor.send(page, page=page, **fields).status_code == 303
		assert visitor.send(page, page=page, design_id=1, emails="").status_code == 422

	def test_a_test_is_what_would_be_sent(self, portal: PortalWorld) -> None:
		news: dict[str, Any] = {"subject": "Solo por hoy"}
		portal.world.campaigns[1] = portal.world.campaigns[1].model_copy(update=news)
		visitor = portal.open("jefa")
		for kind in ("prueba", "enviar"):
			page = visitor.get(f"/campanas/1/correo/{kind}").text
			assert 'value="Solo por hoy"' in page
		page = "/campanas/1/correo/prueba"
		fields = {"design_id": 1, "subject": "Solo por hoy", "nonce": "n"}
		visitor.send(page, page=page, **fields, emails="a@example.com; b@example.com,c@example.com")
		[sent] = portal.world.tests
		assert (sent.campaign_id, sent.subject) == (1, "Solo por hoy")
		assert sent.emails == ["a@example.com", "b@example.com", "c@example.com"]

	def test_every_wrong_address_of_a_test_is_told_at_the_field(self, portal: PortalWorld) -> None:
		page = "/campanas/1/correo/prueba"
		fields = {"design_id": 1, "nonce": "n", "emails": "ana; b@example.com; luis"}
		answer = portal.open("jefa").send(page, page=page, **fields)
		assert answer.status_code == 422
		fault = answer.text[answer.text.index('id="emails-error"') :].partition("</div>")[0]
		assert "«ana» no es una dirección." in fault
		assert "«luis» no es una dirección." in fault
		assert 'value="ana; b@example.com; luis"' in answer.text


class TestCalls:
	@pytest.mark.covers("K26")
	def test_customers_are_given_to_an_advisor_once(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		page = "/campanas/1/llamadas/"
		for _ in range(2):
			visitor.send(page, page=page, advisor_id=2, count=20, nonce="una-vez")
		assert [one.asked for one in portal.world.assignments] == [20]
		assert "recibió 20 clientes" in visitor.get(page).text

	@pytest.mark.covers("K26")
	def test_fewer_than_asked_for_are_confirmed(self, portal: PortalWorld) -> None:
		portal.world.free_calls = 1381
		visitor = portal.open("jefa")
		page = "/campanas/1/llamadas/"
		fields = {"advisor_id": 2, "count": 5000, "nonce": "una-vez"}
		asked = visitor.send(page, page=page, **fields)
		assert asked.status_code == 422
		assert 'name="confirm_fewer"' in asked.text
		assert 'value="5000"' in asked.text
		assert portal.world.assignments == []
		visitor.send(page, page=page, **fields, confirm_fewer="on")
		assert [one.assigned for one in portal.world.assignments] == [1381]

	@pytest.mark.covers("K26")
	def test_an_assignment_is_taken_back_after_a_question(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		page = "/campanas/1/llamadas/"
		visitor.send(page, page=page, advisor_id=2, count=20, nonce="una-vez")
		way = f"{page}asignaciones/1/quitar"
		assert f'href="{way}"' in visitor.get(page).text
		assert "Quitar clientes a Asesoría de Prueba" in visitor.get(way).text
		visitor.send(way, page=way)
		assert "Asesoría de Prueba conserva 2." in visitor.get(page).text
		assert visitor.get(f"{page}asignaciones/99/quitar").status_code == 404

	def test_a_count_that_is_none_is_refused_at_its_field(self, portal: PortalWorld) -> None:
		page = "/campanas/1/llamadas/"
		answer = portal.open("jefa").send(page, page=page, advisor_id=2, count="muchos")
		assert answer.status_code == 422
		assert 'id="count-error"' in answer.text

	@pytest.mark.covers("K26")
	def test_what_an_advisor_has_yet_to_call_goes_to_another(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		page = "/campanas/1/llamadas/"
		visitor.send(page, page=page, advisor_id=2, count=20, nonce="una-vez")
		assert "Pasar clientes a otro asesor" in visitor.get(page).text
		fields = {"from_advisor_id": 2, "to_advisor_id": 3, "callbacks_only": "on", "nonce": "n"}
		assert visitor.send(f"{page}traspaso", page=page, **fields).status_code == 303
		[asked] = portal.world.handovers
		assert (asked.from_advisor_id, asked.to_advisor_id, asked.callbacks_only) == (2, 3, True)

	def test_customers_are_not_handed_to_the_same_advisor(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		page = "/campanas/1/llamadas/"
		visitor.send(page, page=page, advisor_id=2, count=20, nonce="una-vez")
		fields = {"from_advisor_id": 2, "to_advisor_id": 2, "nonce": "n"}
		answer = visitor.send(f"{page}traspaso", page=page, **fields)
		assert answer.status_code == 422
		assert "Elija dos asesores distintos." in answer.text

	@pytest.mark.covers("K19")
	def test_the_chart_gets_its_figures(self, portal: PortalWorld) -> None:
		answer = portal.open("jefa").get("/campanas/1/llamadas/resultados.json")
		assert answer.json is not None
		assert answer.json["series"][0]["values"] == [12, 9, 4, 3]
