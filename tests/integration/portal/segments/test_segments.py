"""Saved segments: kept from the list of customers, counted, changed, taken to a campaign (R29)."""

import html
import re
from datetime import UTC, datetime

import pytest

from chasqui.contracts.customers.saved_segments import SavedSegment
from chasqui.contracts.customers.segments import SegmentCriteria
from tests.support.fakes.world import NOW
from tests.support.portal_world import PortalWorld, Visitor, read_faults, read_typed

ALL = 5
NEW = "/segmentos/nuevo/"


def open_head(portal: PortalWorld) -> Visitor:
	portal.world.segments = {one: row for one, row in portal.world.segments.items() if one == 3}
	return portal.open("jefa")


def keep(portal: PortalWorld, **fields: object) -> int:
	"""Have the service know a segment."""
	known = {
		"id": 3, "name": "Mujeres de Quito", "kind": "criteria", "owner_name": "Ana",
		"criteria": SegmentCriteria.model_validate({"genders": ["F"], "tags": ["VIP"]}),
		"customers": 40, "counted_at": NOW, "created_at": NOW, "is_own": True, **fields,
	}  # fmt: skip
	portal.world.segments[3] = SavedSegment.model_validate(known)
	return 3


def read_count(visitor: Visitor, page: str) -> str:
	"""Return how many customers the page of a segment says."""
	[count] = re.findall(r'class="count-number">([^<]*)<', visitor.get(page).text)
	return str(count)


@pytest.mark.covers("R29")
class TestPicking:
	def test_a_whole_list_is_taken_to_a_campaign_as_persons(self, portal: PortalWorld) -> None:
		visitor = open_head(portal)
		page = html.unescape(visitor.get("/clientes/campana").text)
		way = re.search(r'href="(/segmentos/nuevo/campana[^"]*)"', page)
		assert way is not None
		asked = html.unescape(visitor.get(way[1]).text)
		total = len(portal.world.customers)
		assert f"Hoy la lista tiene {total} clientes." in asked
		done = visitor.send(f"{NEW}{total}/campana", page=way[1], name="De la feria", kind="picked")
		[segment] = portal.world.segments.values()
		assert (segment.name, segment.kind, segment.customers) == ("De la feria", "picked", total)
		wizard = html.unescape(visitor.get(done.location).text)
		assert re.search(r'name="criteria.picked" value="1"\s+checked', wizard)
		assert "«De la feria»" in wizard

	def test_the_list_that_changed_meanwhile_is_shown_anew(self, portal: PortalWorld) -> None:
		visitor = open_head(portal)
		wrong = len(portal.world.customers) + 1
		answer = visitor.send(f"{NEW}{wrong}", page=NEW, name="De la feria", kind="picked")
		assert answer.status_code == 422
		assert "La lista cambió." in answer.text
		assert 'value="De la feria"' in answer.text
		assert f'action="{NEW}{wrong - 1}' in html.unescape(answer.text)
		assert portal.world.segments == {}

	@pytest.mark.parametrize(
		("typed", "told"),
		[
			({"name": "x"}, {"name": "Es demasiado corto: al menos 2 caracteres."}),
			({"kind": ""}, {"kind": "Falta este dato."}),
			(
				{"description": "x" * 301},
				{"description": "Es demasiado largo: 300 caracteres como máximo."},
			),
		],
	)
	def test_what_is_wrong_is_said_and_what_was_typed_stays(
		self, portal: PortalWorld, typed: dict[str, str], told: dict[str, str]
	) -> None:
		fields = {"name": "De la feria", "kind": "picked", "description": "Para abril", **typed}
		answer = open_head(portal).send(f"{NEW}{ALL}", page=NEW, **fields)
		assert answer.status_code == 422
		assert read_faults(answer) == told
		shown = read_typed(answer)
		assert (shown["name"], shown["description"]) == (fields["name"], fields["description"])
		assert portal.world.segments == {}

	def test_criteria_are_kept_where_they_say_the_list(self, portal: PortalWorld) -> None:
		visitor = open_head(portal)
		visitor.send(f"{NEW}{ALL}?gender=F", page=NEW, name="Mujeres", kind="criteria")
		[segment] = portal.world.segments.values()
		assert segment.criteria.genders == ["F"]
		answer = visitor.send(f"{NEW}{ALL}?tag=vip", page=NEW, name="Otras", kind="criteria")
		assert answer.status_code == 422
		assert "elija a estos clientes" in answer.text

	def test_more_than_can_be_picked_are_kept_by_criteria(
		self, portal: PortalWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		visitor = open_head(portal)
		assert 'value="picked"' in visitor.get(NEW).text
		monkeypatch.setattr("portal.segments.forms.MOST_PICKED", len(portal.world.customers) - 1)
		page = html.unescape(visitor.get("/clientes/campana?gender=F").text)
		assert "Son demasiados para elegirlos a mano" in page
		assert "Elegirlos para una campaña" not in page
		[way] = re.findall(r'href="(/segmentos/nuevo/\?[^"]*)"', page)
		asked = visitor.get(way)
		assert 'value="picked"' not in asked.text
		assert visitor.resend(asked, name="Mujeres").status_code == 303
		[segment] = portal.world.segments.values()
		assert (segment.kind, segment.criteria.genders) == ("criteria", ["F"])

	def test_archived_customers_are_no_campaigns(self, portal: PortalWorld) -> None:
		page = open_head(portal).get("/clientes/campana?archived=true").text
		assert "no van a ninguna campaña" in page
		assert "/segmentos/nuevo" not in page


class TestSegments:
	@pytest.mark.covers("R29")
	def test_one_is_shown_counted_and_taken_to_a_campaign(self, portal: PortalWorld) -> None:
		number = keep(portal)
		visitor = open_head(portal)
		listed = html.unescape(visitor.get("/segmentos/").text)
		assert f'href="/segmentos/{number}"' in listed
		assert "Etiquetas: VIP" in listed
		page = f"/segmentos/{number}"
		assert read_count(visitor, page) == "40"
		assert visitor.send(f"{page}/contar", page=page).location == page
		assert read_count(visitor, page) == "8"
		assert portal.world.segments[number].customers == 8
		done = visitor.send(f"{page}/campana", page=page)
		wizard = html.unescape(visitor.get(done.location).text)
		assert re.search(r'name="criteria.tags"[^>]*>VIP</textarea>', wizard)
		assert "<details open>" in wizard

	def test_the_day_of_those_who_were_picked_is_ours(self, portal: PortalWorld) -> None:
		keep(portal, kind="picked", created_at=datetime(2026, 11, 21, 3, tzinfo=UTC))
		assert "elegidos el 20 nov 2026" in open_head(portal).get("/segmentos/").text

	def test_its_name_changes_and_a_later_change_is_not_overwritten(
		self, portal: PortalWorld
	) -> None:
		page = f"/segmentos/{keep(portal)}/editar"
		visitor = open_head(portal)
		typed = {"name": "Quiteñas", "version": "1"}
		assert visitor.send(page, page=page, **typed).location == "/segmentos/3"
		kept = portal.world.segments[3]
		assert (kept.name, kept.criteria.tags) == ("Quiteñas", ["VIP"])  # it asks what it did
		answer = visitor.send(page, page=page, **{**typed, "name": "Otras"})
		assert answer.status_code == 422
		assert "Otra persona lo cambió." in answer.text
		assert 'value="Otras"' in answer.text

	def test_it_is_deleted_after_a_question(self, portal: PortalWorld) -> None:
		page = f"/segmentos/{keep(portal)}/borrar"
		visitor = open_head(portal)
		assert "Borrar el segmento «Mujeres de Quito»" in html.unescape(visitor.get(page).text)
		assert portal.world.segments
		assert visitor.send(page, page=page).location == "/segmentos/"
		assert portal.world.segments == {}

	def test_it_says_which_campaigns_use_it(self, portal: PortalWorld) -> None:
		number = keep(portal, uses=[{"campaign_id": 1, "campaign_name": "Bienvenida"}])
		visitor = open_head(portal)
		page = html.unescape(visitor.get(f"/segmentos/{number}").text)
		assert re.search(r'href="/campanas/1[^"]*">Bienvenida</a>', page)
		way = f"/segmentos/{number}/borrar"
		assert visitor.send(way, page=way).location == f"/segmentos/{number}"
		assert "Lo usan campañas" in visitor.get(f"/segmentos/{number}").text

	def test_a_campaign_begun_with_it_keeps_which_it_was(self, portal: PortalWorld) -> None:
		page = f"/segmentos/{keep(portal)}"
		visitor = open_head(portal)
		done = visitor.send(f"{page}/campana", page=page)
		wizard = html.unescape(visitor.get(done.location).text)
		assert re.search(r'name="segment_id"\s+value="3"', wizard)
		assert "Del segmento «Mujeres de Quito»." in wizard

	def test_somebody_elses_is_used_and_not_changed(self, portal: PortalWorld) -> None:
		number = keep(portal, is_own=False, is_shared=True)
		page = html.unescape(open_head(portal).get(f"/segmentos/{number}").text)
		assert "Compartido por Ana" in page
		assert "Crear una campaña" in page
		assert f"/segmentos/{number}/editar" not in page
		assert f"/segmentos/{number}/borrar" not in page
