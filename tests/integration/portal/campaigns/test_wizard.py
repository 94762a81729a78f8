"""The campaign wizard: what is typed stays, errors stand at their fields, saving is once."""

import re
from typing import Any

import pytest

from tests.support.portal_world import PortalWorld, Visitor, find_hidden

BASE = "/campanas/asistente/7"
PAGE = f"{BASE}/segmento"
SEGMENT = {
	"name": "Plan nuevo", "criteria.kind": "person", "criteria.genders": "F",
	"criteria.age_from": "30", "criteria.age_to": "50", "criteria.income_from": "800,00",
	"criteria.provinces": ["EC-P", "EC-G"],
}  # fmt: skip
CALENDAR = {
	"starts_on": "2026-11-01", "ends_on": "2027-01-31", "monthly_mailing": "on",
	"monthly_day": "last", "monthly_hour": "10",
}  # fmt: skip


def send_step(visitor: Visitor, key: str, base: str = BASE, **fields: Any) -> Any:
	"""Send a step as its page shows it now, with some fields typed anew."""
	page = f"{base}/{key}"
	seen = find_hidden(visitor.get(page).text, "seen")
	return visitor.send(page, page=page, seen=seen, **fields)


def send_part(visitor: Visitor, key: str, **fields: Any) -> Any:
	return visitor.send(f"/campanas/asistente/{key}", page=PAGE, **fields)


def read_errors(visitor: Visitor, answer: Any) -> str:
	"""Return the page that a refused step leads to."""
	assert answer.status_code == 303
	page = visitor.get(answer.location).text
	assert "Hay algo que corregir" in page
	return str(page)


def fill(visitor: Visitor) -> None:
	assert send_step(visitor, "segmento", **SEGMENT).location.endswith("/7/diseno")
	assert send_step(visitor, "diseno", design_id="1").location.endswith("/7/calendario")
	assert send_step(visitor, "calendario", **CALENDAR).location.endswith("/7/resumen")


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
		fields = {"budget": "100", "go": "guardar"}
		seen = find_hidden(visitor.get(f"{BASE}/resumen").text, "seen")
		token = visitor.read_token(PAGE)
		for _ in range(2):
			sent = {**fields, "seen": seen, "csrf_token": token, "version": "3"}
			answer = visitor.client.post(f"{BASE}/resumen", data=sent)
			assert answer.location == "/campanas/4/"
		assert len(portal.world.campaigns) == 4

	def test_going_back_keeps_what_was_typed_even_if_wrong(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fields = {**SEGMENT, "criteria.age_from": "treinta", "go": "calendario"}
		assert send_step(visitor, "segmento", **fields).location.endswith("/calendario")
		assert 'value="treinta"' in visitor.get(PAGE).text

	@pytest.mark.parametrize(
		("key", "fields", "field", "text"),
		[
			("calendario", {"starts_on": "2019-01-01", "ends_on": "2020-01-31"}, "ends_on", "pasó"),
			("diseno", {"subject": "Hola, {{ apodo }}"}, "subject", "El campo «apodo» no existe"),
			("segmento", {"criteria.income_from": "1500,555"}, "criteria-income_from", "dos dec"),
			("resumen", {"budget": "1500.555", "go": "guardar"}, "budget", "dos decimales"),
		],
	)
	def test_what_is_wrong_is_told_in_its_step(
		self, portal: PortalWorld, key: str, fields: dict[str, str], field: str, text: str
	) -> None:
		visitor = portal.open("jefa")
		fill(visitor)
		base = {"segmento": SEGMENT, "calendario": CALENDAR}.get(key, {})
		answer = send_step(visitor, key, **{**base, **fields})
		assert answer.location.endswith(f"/7/{key}")
		page = read_errors(visitor, answer)
		assert f'id="{field}-error"' in page
		assert text in page

	def test_a_field_that_is_malformed_hides_no_other(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fill(visitor)
		wrong = {**CALENDAR, "ends_on": "2020-01-31", "monthly_hour": "mediodía"}
		page = read_errors(visitor, send_step(visitor, "calendario", **wrong))
		for field in ("ends_on", "monthly_hour"):
			assert f'id="{field}-error"' in page

	def test_all_that_is_wrong_is_told_at_once_when_it_is_saved(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fields = {**SEGMENT, "name": "", "criteria.age_from": "18", "go": "diseno"}
		send_step(visitor, "segmento", **fields)
		send_step(visitor, "diseno", subject="{{ apodo }}", go="resumen")
		page = read_errors(visitor, send_step(visitor, "resumen", budget="1,555", go="guardar"))
		for text in (
			"Nombre", "La edad va de 20 a 70 años.", "El campo «apodo» no existe", "Empieza",
			"Termina", "dos decimales",
		):  # fmt: skip
			assert text in page

	@pytest.mark.covers("K15")
	def test_the_summary_tells_the_reach(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fill(visitor)
		page = visitor.get(f"{BASE}/resumen").text
		assert "4.821" in page
		assert "Con teléfono y permiso" in page
		portal.world.down.add("customers")
		assert "no está disponible por ahora" in visitor.get(f"{BASE}/resumen").text

	def test_an_end_before_the_start_is_told_in_its_step(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		answer = send_step(visitor, "calendario", **{**CALENDAR, "ends_on": "2026-10-01"})
		assert answer.location.endswith("/7/calendario")
		assert 'id="ends_on-error"' in read_errors(visitor, answer)

	@pytest.mark.covers("K14")
	def test_an_age_outside_20_to_70_is_refused_at_its_field(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		answer = send_step(visitor, "segmento", **{**SEGMENT, "criteria.age_from": "18"})
		page = read_errors(visitor, answer)
		assert 'id="criteria-age_from-error"' in page
		assert "La edad va de 20 a 70 años." in page
		assert 'value="18"' in page

	def test_saving_with_something_missing_shows_its_step(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		send_step(visitor, "segmento", **{**SEGMENT, "name": "", "go": "resumen"})
		answer = send_step(visitor, "resumen", go="guardar")
		assert answer.location.endswith("/7/segmento")
		page = read_errors(visitor, answer)
		assert 'id="name-error"' in page
		assert "Calendario · Empieza" in page  # what is wrong elsewhere is told at once
		assert len(portal.world.campaigns) == 3

	@pytest.mark.parametrize("text", ["x" * 5000, "Plan\x00hogar"])
	def test_what_cannot_be_kept_is_told_and_stays_on_the_page(
		self, portal: PortalWorld, text: str
	) -> None:
		answer = send_step(portal.open("jefa"), "segmento", **{**SEGMENT, "objective": text})
		assert answer.status_code == 422
		assert 'id="objective-error"' in answer.text
		assert 'value="Plan nuevo"' in answer.text
		assert portal.world.drafts == {}

	def test_a_refused_draft_loses_nothing(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		token = visitor.read_token(PAGE)
		seen = find_hidden(visitor.get(PAGE).text, "seen")
		portal.world.full_drafts = True
		answer = visitor.client.post(PAGE, data={"csrf_token": token, "seen": seen, **SEGMENT})
		assert answer.status_code == 409
		assert "Ya tiene 30 borradores" in answer.text
		assert 'value="Plan nuevo"' in answer.text

	def test_no_page_is_left_to_be_sent_again(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		for fields in ({}, SEGMENT, {"name": "", "go": "diseno"}, {"go": "guardar"}):
			assert send_step(visitor, "segmento", **fields).status_code == 303
		assert visitor.get(PAGE).headers["Cache-Control"] == "no-store"

	def test_a_draft_can_be_discarded(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fill(visitor)
		way = send_step(visitor, "resumen", go="descartar").location
		assert "Descartar el borrador «Plan nuevo»" in visitor.get(way).text
		assert "Plan nuevo" in visitor.get(PAGE).text  # asked, not done
		visitor.send(f"{BASE}/descartar", page=way)
		assert "Plan nuevo" not in visitor.get(PAGE).text

	def test_the_draft_belongs_to_who_typed_it(self, portal: PortalWorld) -> None:
		fill(portal.open("jefa"))
		assert portal.open("admin").get(PAGE).status_code == 403
		assert "Plan nuevo" not in portal.open("marketing_head").get(PAGE).text

	def test_a_design_is_uploaded_on_the_way(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fields = {"design_id": "2", "subject": "Solo hoy", "go": "subir"}
		way = send_step(visitor, "diseno", **fields).location
		assert "/disenos/nuevo?next=/campanas/asistente/7/diseno" in way
		assert 'href="/campanas/asistente/7/diseno"' in visitor.get(way).text
		design = {"name": "Propio", "subject": "Hola", "html": "<html><body>Hola</body></html>"}
		back = visitor.send(way, page=way, **design).location
		page = visitor.get(back).text
		assert 'value="Solo hoy"' in page
		assert re.search(r'value="4"\s+checked', page)

	def test_a_way_back_out_of_the_portal_is_not_taken(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		way = "/disenos/nuevo?next=https://example.com/"
		design = {"name": "Propio", "subject": "Hola", "html": "<html><body>Hola</body></html>"}
		assert visitor.send(way, page=way, **design).location == "/disenos/4"

	def test_it_goes_on_while_customers_is_down(self, portal: PortalWorld) -> None:
		portal.world.down.add("customers")
		visitor = portal.open("jefa")
		assert send_step(visitor, "segmento", **SEGMENT).location.endswith("/diseno")


class TestCount:
	@pytest.mark.covers("K15")
	def test_it_counts_what_is_typed(self, portal: PortalWorld) -> None:
		answer = send_part(portal.open("jefa"), "conteo", **SEGMENT)
		assert "4.821" in answer.text
		assert "Pichincha" in answer.text

	def test_it_says_what_is_wrong(self, portal: PortalWorld) -> None:
		fields = {**SEGMENT, "criteria.age_from": "60"}
		assert "La edad inicial es mayor" in send_part(portal.open("jefa"), "conteo", **fields).text

	def test_it_says_that_customers_does_not_answer(self, portal: PortalWorld) -> None:
		portal.world.down.add("customers")
		answer = send_part(portal.open("jefa"), "conteo", **SEGMENT)
		assert answer.status_code == 200
		assert "no está disponible por ahora" in answer.text

	def test_it_offers_the_cantons_of_the_chosen_provinces(self, portal: PortalWorld) -> None:
		answer = send_part(portal.open("jefa"), "cantones", **{"criteria.provinces": "EC-W"})
		assert "San Cristóbal" in answer.text
		assert "Quito" not in answer.text


class TestEdit:
	def begin(self, visitor: Visitor) -> str:
		"""Begin to change campaign 2; return where its draft is."""
		way = visitor.get("/campanas/2/editar").location
		seen = find_hidden(visitor.get(way).text, "seen")
		fields = {**SEGMENT, "name": "Renovación", "go": "resumen"}
		return str(visitor.send(way, page=way, seen=seen, **fields).location.rpartition("/")[0])

	def test_it_changes_the_campaign(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		base = self.begin(visitor)
		send_step(visitor, "calendario", base, **CALENDAR)
		answer = send_step(visitor, "resumen", base, budget="99", go="guardar")
		assert answer.location == "/campanas/2/"
		changed = portal.world.campaigns[2]
		assert (str(changed.budget), changed.name) == ("99.00", "Renovación")
		assert changed.design_id == 1  # of the step that nobody opened

	def test_it_goes_on_where_it_was_left(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		base = self.begin(visitor)
		way = visitor.get("/campanas/2/editar").location
		assert way.startswith(base)
		assert "Retomamos los cambios" in visitor.get(way).text

	def test_one_that_has_begun_is_not_opened(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert visitor.get("/campanas/1/editar").location == "/campanas/1/cambios"
		assert "Ya empezó" in visitor.get("/campanas/1/cambios").text

	def test_somebody_elses_change_is_not_lost(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		base = self.begin(visitor)
		news: dict[str, Any] = {"version": 7, "name": "Cambiada por otra persona"}
		portal.world.campaigns[2] = portal.world.campaigns[2].model_copy(update=news)
		answer = send_step(visitor, "resumen", base, budget="99", go="guardar")
		page = read_errors(visitor, answer)
		assert "Otra persona cambió esta campaña" in page
		assert 'value="99"' in page
		assert portal.world.campaigns[2].name == "Cambiada por otra persona"

	def test_one_may_save_on_top_after_having_seen_it(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		base = self.begin(visitor)
		news: dict[str, Any] = {"version": 7}
		portal.world.campaigns[2] = portal.world.campaigns[2].model_copy(update=news)
		send_step(visitor, "resumen", base, budget="99", go="guardar", overwrite="on")
		assert portal.world.campaigns[2].version == 8
