"""The campaign wizard: what is typed stays, errors stand at their fields, saving is once."""

from typing import Any

import pytest

from tests.support.portal_world import PortalWorld, Visitor

PAGE = "/campanas/asistente/segmento"
SEGMENT = {
	"name": "Plan nuevo", "criteria.kind": "person", "criteria.genders": "F",
	"criteria.age_from": "30", "criteria.age_to": "50", "criteria.income_from": "800,00",
	"criteria.provinces": ["EC-P", "EC-G"],
}  # fmt: skip
CALENDAR = {
	"starts_on": "2026-11-01", "ends_on": "2027-01-31", "monthly_mailing": "on",
	"monthly_day": "last", "monthly_hour": "10",
}  # fmt: skip


def send_step(visitor: Visitor, key: str, **fields: Any) -> Any:
	return visitor.send(f"/campanas/asistente/{key}", page=PAGE, **fields)


def fill(visitor: Visitor) -> None:
	assert send_step(visitor, "segmento", **SEGMENT).location.endswith("/diseno")
	assert send_step(visitor, "diseno", design_id="1").location.endswith("/calendario")
	assert send_step(visitor, "calendario", **CALENDAR).location.endswith("/resumen")


class TestNewCampaign:
	@pytest.mark.covers("K14", "K17")
	def test_it_creates_what_was_typed(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fill(visitor)
		answer = send_step(visitor, "resumen", budget="1.500,50", go="guardar")
		assert answer.location == "/campanas/4/"
		made = portal.world.campaigns[4]
		assert (made.name, str(made.budget), made.design_id) == ("Plan nuevo", "1500.50", 1)
		assert (made.criteria.age_from, made.criteria.provinces) == (30, ["EC-P", "EC-G"])
		assert (made.monthly_day, made.monthly_hour) == ("last", 10)

	def test_a_second_click_makes_no_second_campaign(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fill(visitor)
		draft = visitor.client.get_cookie("chasqui_draft")
		assert draft is not None
		send_step(visitor, "resumen", budget="100", go="guardar")
		visitor.client.set_cookie("chasqui_draft", draft.value)
		assert send_step(visitor, "resumen", budget="100", go="guardar").location == "/campanas/4/"
		assert len(portal.world.campaigns) == 4

	def test_going_back_keeps_what_was_typed_even_if_wrong(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fields = {**SEGMENT, "criteria.age_from": "treinta", "go": "calendario"}
		assert send_step(visitor, "segmento", **fields).location.endswith("/calendario")
		assert 'value="treinta"' in visitor.get(PAGE).text

	@pytest.mark.covers("K14")
	def test_an_age_outside_20_to_70_is_refused_at_its_field(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		answer = send_step(visitor, "segmento", **{**SEGMENT, "criteria.age_from": "18"})
		assert answer.status_code == 422
		assert 'id="criteria-age_from-error"' in answer.text
		assert "La edad va de 20 a 70 años." in answer.text
		assert 'value="18"' in answer.text

	def test_saving_with_something_missing_shows_its_step(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		send_step(visitor, "segmento", **{**SEGMENT, "name": "", "go": "resumen"})
		answer = send_step(visitor, "resumen", go="guardar")
		assert answer.status_code == 422
		assert 'id="name-error"' in answer.text
		assert len(portal.world.campaigns) == 3

	def test_a_draft_can_be_discarded(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fill(visitor)
		send_step(visitor, "resumen", go="descartar")
		assert "Plan nuevo" not in visitor.get(PAGE).text

	def test_the_draft_belongs_to_who_typed_it(self, portal: PortalWorld) -> None:
		visitor, other = portal.open("jefa"), portal.open("admin")
		fill(visitor)
		draft = visitor.client.get_cookie("chasqui_draft")
		assert draft is not None
		other.client.set_cookie("chasqui_draft", draft.value)
		assert other.get(PAGE).status_code == 403

	def test_it_goes_on_while_customers_is_down(self, portal: PortalWorld) -> None:
		portal.world.down.add("customers")
		visitor = portal.open("jefa")
		assert send_step(visitor, "segmento", **SEGMENT).location.endswith("/diseno")


class TestCount:
	@pytest.mark.covers("K15")
	def test_it_counts_what_is_typed(self, portal: PortalWorld) -> None:
		answer = send_step(portal.open("jefa"), "conteo", **SEGMENT)
		assert "4.821" in answer.text
		assert "Pichincha" in answer.text

	def test_it_says_what_is_wrong(self, portal: PortalWorld) -> None:
		fields = {**SEGMENT, "criteria.age_from": "60"}
		assert "La edad inicial es mayor" in send_step(portal.open("jefa"), "conteo", **fields).text

	def test_it_says_that_customers_does_not_answer(self, portal: PortalWorld) -> None:
		portal.world.down.add("customers")
		answer = send_step(portal.open("jefa"), "conteo", **SEGMENT)
		assert answer.status_code == 200
		assert "no está disponible por ahora" in answer.text

	def test_it_offers_the_cantons_of_the_chosen_provinces(self, portal: PortalWorld) -> None:
		answer = send_step(portal.open("jefa"), "cantones", **{"criteria.provinces": "EC-W"})
		assert "San Cristóbal" in answer.text
		assert "Quito" not in answer.text


class TestEdit:
	def test_it_changes_the_campaign(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert visitor.get("/campanas/2/editar").status_code == 303
		send_step(visitor, "calendario", **CALENDAR)
		assert send_step(visitor, "resumen", budget="99", go="guardar").status_code == 303
		assert str(portal.world.campaigns[2].budget) == "99.00"
		assert portal.world.campaigns[2].name == "Renovación de fibra"

	def test_somebody_elses_change_is_not_lost(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		visitor.get("/campanas/2/editar")
		news: dict[str, Any] = {"version": 7, "name": "Cambiada por otra persona"}
		portal.world.campaigns[2] = portal.world.campaigns[2].model_copy(update=news)
		answer = send_step(visitor, "resumen", budget="99", go="guardar")
		assert answer.status_code == 409
		assert "Otra persona cambió esta campaña" in answer.text
		assert 'value="99"' in answer.text
		assert portal.world.campaigns[2].name == "Cambiada por otra persona"

	def test_one_may_save_on_top_after_having_seen_it(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		visitor.get("/campanas/2/editar")
		news: dict[str, Any] = {"version": 7}
		portal.world.campaigns[2] = portal.world.campaigns[2].model_copy(update=news)
		send_step(visitor, "resumen", budget="99", go="guardar", overwrite="on")
		assert portal.world.campaigns[2].version == 8
