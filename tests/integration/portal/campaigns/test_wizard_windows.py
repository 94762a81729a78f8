"""The wizard in two windows: nothing is put over anything else unseen, and nothing is lost."""

import pytest

from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.kernel.clock import read_today
from tests.integration.portal.campaigns.test_wizard import (
	BASE,
	CALENDAR,
	PAGE,
	SEGMENT,
	fill,
	send_step,
)
from tests.support.portal_world import PortalWorld, find_hidden


@pytest.mark.covers("K14")
class TestWindows:
	"""Each window of the wizard has a draft of its own, and none is put over another unseen."""

	def test_a_new_one_and_a_change_do_not_mix(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		new = visitor.get("/campanas/nueva").location
		change = visitor.get("/campanas/3/editar").location
		bases = [one.rpartition("/")[0] for one in (new, change)]
		assert bases[0] != bases[1]
		send_step(visitor, "segmento", bases[0], **SEGMENT)
		seen = find_hidden(visitor.get(change).text, "seen")
		visitor.send(change, page=change, seen=seen, **{**SEGMENT, "name": "Bienvenida cálida"})
		send_step(visitor, "calendario", bases[0], **CALENDAR)
		made = send_step(visitor, "resumen", bases[0], go="guardar").location
		assert (made, portal.world.campaigns[4].name) == ("/campanas/4/", "Plan nuevo")
		assert portal.world.campaigns[3].name == "Bienvenida"
		assert send_step(visitor, "resumen", bases[1], go="guardar").location == "/campanas/3/"
		assert portal.world.campaigns[3].name == "Bienvenida cálida"
		assert len(portal.world.campaigns) == 4

	def test_a_copy_is_a_new_campaign_from_today_on(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		first = portal.world.campaigns[1]  # in execution: it can be copied, not changed
		place = visitor.send("/campanas/1/copia", page="/campanas/1/").location
		page = visitor.get(place).text
		assert f'value="{first.name} (copia)"' in page
		assert f"Es una copia de «{first.name}»" in page
		base = place.rpartition("/")[0]
		budget = "1.500,00"  # the step that is sent says so itself
		made = send_step(visitor, "resumen", base, budget=budget, go="guardar").location
		assert made == "/campanas/4/"
		copy, today = portal.world.campaigns[4], read_today("America/Guayaquil")
		assert (copy.starts_on, copy.ends_on - copy.starts_on) == (
			today, first.ends_on - first.starts_on,
		)  # fmt: skip
		assert (copy.criteria, copy.budget, copy.design_id) == (
			first.criteria, first.budget, first.design_id,
		)  # fmt: skip
		assert (copy.phase, copy.audience) == (Phase.PLANNED, None)
		assert portal.world.campaigns[1] == first

	def test_the_same_step_in_two_windows_is_told(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		send_step(visitor, "segmento", **SEGMENT)
		old = find_hidden(visitor.get(PAGE).text, "seen")
		send_step(visitor, "segmento", **{**SEGMENT, "name": "La otra pestaña"})
		mine = {**SEGMENT, "name": "Esta pestaña"}
		answer = visitor.send(PAGE, page=PAGE, seen=old, **mine)
		assert answer.status_code == 409
		assert 'value="Esta pestaña"' in answer.text
		assert "En la otra pestaña dice «La otra pestaña»." in answer.text
		assert 'value="La otra pestaña"' in visitor.get(PAGE).text
		seen = find_hidden(answer.text, "seen")
		assert visitor.send(PAGE, page=PAGE, seen=seen, **mine).status_code == 303
		assert 'value="Esta pestaña"' in visitor.get(PAGE).text

	def test_another_step_in_another_window_is_no_clash(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		send_step(visitor, "segmento", **SEGMENT)
		page = f"{BASE}/calendario"
		seen = find_hidden(visitor.get(page).text, "seen")
		send_step(visitor, "diseno", subject="Solo hoy")
		assert visitor.send(page, page=page, seen=seen, **CALENDAR).status_code == 303
		kept = portal.world.drafts["1", 7].fields
		assert (kept["subject"], kept["starts_on"]) == (["Solo hoy"], ["2026-11-01"])

	@pytest.mark.parametrize("end", ["dropped", "saved"])
	def test_what_was_typed_after_its_end_elsewhere_has_a_draft_of_its_own(
		self, portal: PortalWorld, end: str
	) -> None:
		visitor = portal.open("jefa")
		fill(visitor)
		text = visitor.get(PAGE).text
		held = {name: find_hidden(text, name) for name in ("csrf_token", "seen", "version")}
		if end == "saved":
			send_step(visitor, "resumen", go="guardar")
		else:
			visitor.send(f"{BASE}/descartar", page=PAGE)
		answer = visitor.client.post(PAGE, data={**held, **SEGMENT, "name": "Tarde"})
		assert answer.status_code == 303
		assert not answer.location.startswith(f"{BASE}/")
		page = visitor.get(answer.location.replace("diseno", "segmento")).text
		assert 'value="Tarde"' in page
		assert "en otra pestaña" in page
		[number] = {key[1] for key in portal.world.drafts} - {7}
		assert portal.world.drafts["1", number].campaign_id == (4 if end == "saved" else None)

	def test_drafts_are_listed_resumed_and_dropped(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		send_step(visitor, "segmento", **SEGMENT)
		page = visitor.get("/campanas/").text
		assert "Sus borradores" in page
		assert 'href="/campanas/asistente/7/diseno"' in page
		assert 'href="/campanas/asistente/7/descartar"' in page
		assert "Sus borradores" not in portal.open("admin").get("/campanas/").text
		visitor.send(f"{BASE}/descartar", page=PAGE)
		assert "Sus borradores" not in visitor.get("/campanas/").text
