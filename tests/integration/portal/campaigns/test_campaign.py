"""One campaign: phases, audience, mail, calls."""

import re

import pytest

from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.mailer.runs import DeliveryState, RunKind
from chasqui.contracts.masking import mask_identity
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

	def test_who_was_slower_is_told(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fields = {"version": 99}
		visitor.send("/campanas/1/fase/paused", page="/campanas/1/fase/paused", **fields)
		page = visitor.get("/campanas/1/").text
		assert "La campaña cambió mientras tanto." in page
		assert portal.world.campaigns[1].phase is Phase.IN_EXECUTION

	def test_a_move_that_is_not_allowed_is_not_offered(self, portal: PortalWorld) -> None:
		assert portal.open("jefa").get("/campanas/1/fase/planned").status_code == 409

	def test_who_only_reads_is_offered_no_move(self, portal: PortalWorld) -> None:
		assert "/fase/" not in portal.open("admin").get("/campanas/1/").text


class TestAudience:
	@pytest.mark.covers("K16")
	def test_it_is_watched_until_it_is_ready(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		visitor.send("/campanas/2/audiencia/", page="/campanas/2/audiencia/")
		first = visitor.get("/campanas/2/audiencia/progreso").text
		assert "hx-trigger" in first
		last = visitor.get("/campanas/2/audiencia/progreso").text
		assert "hx-trigger" not in last
		assert "4.821" in last


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


class TestCalls:
	@pytest.mark.covers("K26")
	def test_customers_are_given_to_an_advisor_once(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		page = "/campanas/1/llamadas/"
		for _ in range(2):
			visitor.send(page, page=page, advisor_id=2, count=20, nonce="una-vez")
		assert [one.asked for one in portal.world.assignments] == [20]
		assert "recibió 20 clientes" in visitor.get(page).text

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
