"""A campaign that has begun is changed, given away, noted, archived."""

from decimal import Decimal

import pytest

from tests.support.portal_world import PortalWorld, read_faults

PAGE, CHANGES, LOG = "/campanas/1/", "/campanas/1/cambios", "/campanas/1/bitacora"


@pytest.mark.covers("K14")
class TestChanges:
	def test_a_running_campaign_is_changed_in_what_may_change(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert CHANGES in visitor.get(PAGE).text
		page = visitor.get(CHANGES).text
		assert 'name="starts_on"' not in page
		known = portal.world.campaigns[1]
		typed = {
			"budget": "2.750,50", "ends_on": "2027-03-01", "objective": "Otro objetivo",
			"monthly_day": "last", "monthly_hour": "11",
		}  # fmt: skip
		answer = visitor.send(CHANGES, page=CHANGES, **typed)
		assert answer.status_code == 303, answer.text
		changed = portal.world.campaigns[1]
		assert (changed.budget, changed.monthly_day) == (Decimal("2750.50"), "last")
		assert (changed.name, changed.criteria) == (known.name, known.criteria)

	def test_what_is_wrong_is_said_and_stays(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		answer = visitor.send(CHANGES, page=CHANGES, budget="mucho", ends_on="2027-03-01")
		assert answer.status_code == 422
		assert 'value="mucho"' in answer.text
		assert 'id="budget-error"' in answer.text

	def test_who_comes_second_sees_both_values(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		visitor.get(CHANGES)
		token = visitor.read_token(CHANGES)
		known = portal.world.campaigns[1]
		news = {"budget": Decimal(999), "version": known.version + 1}
		portal.world.campaigns[1] = known.model_copy(update=news)
		typed = {"budget": "500", "ends_on": "2027-03-01", "monthly_day": "5", "monthly_hour": "9"}
		given = {**typed, "version": str(known.version), "csrf_token": token}
		answer = visitor.client.post(CHANGES, data=given)
		assert answer.status_code == 422
		assert "Ahora dice «999" in answer.text

	@pytest.mark.parametrize("down", [set(), {"mailer"}], ids=["archived", "no-mailer"])
	def test_a_design_that_is_not_offered_stays(self, portal: PortalWorld, down: set[str]) -> None:
		visitor = portal.open("jefa")
		visitor.send("/disenos/2/archivar", page="/disenos/2/archivar")
		known = portal.world.campaigns[1]
		portal.world.campaigns[1] = known.model_copy(update={"design_id": 2})
		portal.world.down |= down
		answer = visitor.resend(visitor.get(CHANGES), budget="500")
		assert answer.status_code == 303, read_faults(answer)
		changed = portal.world.campaigns[1]
		assert (changed.design_id, changed.budget) == (2, Decimal(500))

	def test_the_wizard_leads_there(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert visitor.get("/campanas/1/editar").headers["Location"] == CHANGES


@pytest.mark.covers("K14")
class TestCare:
	def test_it_is_given_to_somebody_else(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		way = "/campanas/1/responsable"
		assert visitor.send(way, page=PAGE, owner="Nadie").status_code == 422
		name = "Jefatura de Prueba"
		assert visitor.send(way, page=PAGE, owner=name).status_code == 303
		assert portal.world.campaigns[1].owner == name

	def test_a_note_is_written_and_read(self, portal: PortalWorld) -> None:
		visitor = portal.open("supervisor")
		way = "/campanas/1/notas"
		assert "Agregar una nota" in visitor.get(LOG).text
		wrong = visitor.send(way, page=LOG, text="")
		assert wrong.status_code == 422
		assert visitor.send(way, page=LOG, text="La imprenta entrega el lunes").status_code == 303
		assert "La imprenta entrega el lunes" in visitor.get(LOG).text

	def test_it_is_archived_and_comes_back(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		ended = next(
			one.id
			for one in portal.world.campaigns.values()
			if one.phase in ("planned", "segmented")
		)
		page = f"/campanas/{ended}/"
		assert "Archivar" in visitor.get(page).text
		visitor.send(f"{page}archivo", page=page)
		assert portal.world.campaigns[ended].archived_at is not None
		assert "Sacar del archivo" in visitor.get(page).text
		visitor.send(f"{page}archivo/fuera", page=page)
		assert portal.world.campaigns[ended].archived_at is None
