"""The list of customers: facets, chips, columns, views, bulk actions, files."""

import html
import re

import pytest
from werkzeug.test import TestResponse

from portal.customers.lists.bulk import MOST_ARCHIVED
from tests.support.portal_world import PortalWorld, Visitor

LIST, ACTIONS = "/clientes/", "/clientes/acciones/"


class TestList:
	@pytest.mark.covers("R11")
	def test_filters_stay_in_the_address_and_are_taken_off_by_their_chips(
		self, portal: PortalWorld
	) -> None:
		page = portal.open("jefa").get(
			f"{LIST}?q=mar%C3%ADa&province=EC-P&province=EC-G&age_from=30"
		)
		text = html.unescape(page.text)
		assert 'href="?q=mar%C3%ADa&age_from=30&province=EC-G"' in text
		assert "Provincia: Pichincha" in text
		assert "Edad desde: 30" in text

	def test_columns_are_chosen(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get(f"{LIST}?columns=age&columns=monthly_income").text
		assert 'data-label="Ingreso mensual"' in page
		assert 'data-label="Contacto"' not in page

	@pytest.mark.parametrize("path", [LIST, "/clientes/exportar"])
	def test_a_filter_that_makes_no_sense_shows_nobody(
		self, portal: PortalWorld, path: str
	) -> None:
		page = portal.open("jefa").get(f"{path}?age_from=muchos&gender=F")
		assert page.status_code == 422
		assert "muchos" in page.text
		assert f'href="{path}?gender=F"' in page.text

	def test_a_hard_space_in_a_search_is_a_space(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get(f"{LIST}?q=maria%C2%A0nunez%E2%80%8B&income_to=1.500,50")
		assert page.status_code == 200
		assert "Búsqueda: maria nunez" in page.text
		assert "Ingreso hasta: 1500.50" in page.text

	def test_facets_lead_to_the_list_with_one_more_choice(self, portal: PortalWorld) -> None:
		page = html.unescape(portal.open("jefa").get("/clientes/facetas?gender=F").text)
		assert 'href="/clientes/?gender=F&province=EC-P"' in page
		assert 'href="/clientes/?" aria-current="true"' in page  # off again
		assert "may_email=true" in page
		assert "age_from=35&age_to=44" in page

	def test_the_list_works_while_its_service_is_down(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		portal.world.down.add("customers")
		for path in (LIST, "/clientes/facetas"):
			answer = visitor.get(path)
			assert answer.status_code == 200
			assert "no está disponible" in answer.text

	def test_an_advisor_has_no_list(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		for path in (LIST, "/clientes/facetas", "/clientes/exportar", ACTIONS):
			assert visitor.get(path).status_code == 403


class TestViews:
	@pytest.mark.covers("R11")
	def test_a_list_is_saved_shown_and_forgotten(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		address = "gender=F&sort=-name&columns=age"
		save_view(visitor, name="Mujeres", address=address)
		saved = portal.world.views[1]
		assert (saved.filters, saved.sort, saved.columns) == ({"gender": ["F"]}, "-name", ["age"])
		page = html.unescape(visitor.get(LIST).text)
		assert "/clientes/?gender=F&sort=-name&columns=age" in page
		visitor.send("/vistas/1/borrar", page=LIST, back=LIST)
		assert portal.world.views == {}

	@pytest.mark.parametrize("name", ["", "M", "Mujeres"])
	def test_a_name_that_does_not_serve_is_told(self, portal: PortalWorld, name: str) -> None:
		visitor = portal.open("jefa")
		save_view(visitor, name="Mujeres", address="gender=F")
		save_view(visitor, name=name, address="gender=F")
		assert len(portal.world.views) == 1
		assert "nombre" in visitor.get(LIST).text


class TestBulk:
	@pytest.mark.covers("R11")
	def test_the_picked_ones_are_archived_after_a_confirmation(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		path = f"{ACTIONS}?scope=picked&pick=1&pick=3&action=archive&address=q%3Da"
		page = visitor.get(path).text
		assert "Archivar: 2 clientes" in page
		fields = {"action": "archive", "address": "ids=1&ids=3", "expected": "2", "nonce": "n"}
		assert visitor.send(ACTIONS, page=path, **fields).location == LIST
		archived = [n for n, one in portal.world.customers.items() if one.archived_at]
		assert archived == [1, 3]
		assert "2 clientes cambiaron." in visitor.get(LIST).text

	def test_all_that_match_are_tagged_by_the_worker_and_watched(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		path = f"{ACTIONS}?scope=all&action=tag&tag=feria&address="
		assert 'value="feria"' in visitor.get(path).text
		fields = {"action": "tag", "tag": "feria", "address": "", "expected": "5", "nonce": "n"}
		assert visitor.send(ACTIONS, page=path, **fields).location == f"{ACTIONS}1"
		assert "every 1s" in visitor.get(f"{ACTIONS}1/progreso").text
		assert "every 1s" not in visitor.get(f"{ACTIONS}1/progreso").text
		assert visitor.get(f"{ACTIONS}1").status_code == 200

	def test_a_list_that_changed_meanwhile_is_asked_again(self, portal: PortalWorld) -> None:
		fields = {"action": "archive", "address": "q=a", "expected": "99", "nonce": "n"}
		answer = portal.open("admin").send(ACTIONS, page=LIST, **fields)
		assert answer.status_code == 409
		assert "La lista cambió." in answer.text
		assert not any(one.archived_at for one in portal.world.customers.values())

	def test_a_tag_that_is_missing_is_told(self, portal: PortalWorld) -> None:
		fields = {"action": "tag", "address": "", "expected": "5", "nonce": "n"}
		answer = portal.open("admin").send(ACTIONS, page=LIST, **fields)
		assert answer.status_code == 422
		assert "Escriba la etiqueta" in answer.text

	@pytest.mark.covers("R11")
	def test_an_advisor_is_chosen_among_the_staff(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		path = f"{ACTIONS}?scope=picked&pick=1&action=assign"
		chosen = re.search(r'<option\s+value="(\d+)">', visitor.get(path).text)
		assert chosen
		fields = {"action": "assign", "address": "ids=1", "expected": "1", "nonce": "n"}
		answer = visitor.send(ACTIONS, page=path, **fields, advisor="99999")
		assert "Elija a un asesor." in answer.text
		answer = visitor.send(ACTIONS, page=path, **fields, advisor=chosen.group(1))
		assert answer.location == LIST
		assert portal.world.bulk_jobs[1].advisor_name

	@pytest.mark.parametrize(
		"picked", ["scope=picked&pick=x", "pick=1&pick=x", f"pick={'9' * 5000}"]
	)
	def test_a_pick_that_makes_no_sense_takes_nobody(
		self, portal: PortalWorld, picked: str
	) -> None:
		assert portal.open("admin").get(f"{ACTIONS}?{picked}&action=archive").status_code == 422

	@pytest.mark.parametrize("picked", ["scope=picked", ""])
	def test_nobody_picked_is_told_in_the_list_as_it_was(
		self, portal: PortalWorld, picked: str
	) -> None:
		visitor = portal.open("admin")
		path = f"{ACTIONS}?{picked}&action=archive&address=gender%3DF"
		assert visitor.get(path).location == f"{LIST}?gender=F"
		assert "Elija al menos un cliente" in visitor.get(LIST).text

	def test_many_are_archived_only_by_who_types_how_many(self, portal: PortalWorld) -> None:
		one = portal.world.customers[1]
		for number in range(10, 10 + MOST_ARCHIVED):
			portal.world.customers[number] = one.model_copy(update={"id": number})
		visitor = portal.open("admin")
		path = f"{ACTIONS}?scope=all&action=archive&address=gender%3DF"
		page = visitor.get(path).text
		assert "Género: Mujeres" in page
		total = re.search(r'name="expected" value="(\d+)"', page)
		assert total is not None
		fields = {"action": "archive", "address": "gender=F", "back": "gender=F"}
		fields["expected"] = total[1]
		wrong = visitor.send(ACTIONS, page=path, **fields, typed="1234567")
		assert wrong.status_code == 422
		assert not portal.world.bulk_jobs
		done = visitor.send(ACTIONS, page=path, **fields, typed=total[1])
		assert done.status_code == 303
		assert portal.world.bulk_jobs

	def test_who_is_no_administrator_begins_nothing(self, portal: PortalWorld) -> None:
		fields = {"action": "archive", "address": "", "expected": "5"}
		assert portal.open("jefa").send(ACTIONS, page=LIST, **fields).status_code == 403


class TestLeaving:
	@pytest.mark.covers("M15")
	def test_a_list_leaves_as_a_file(self, portal: PortalWorld) -> None:
		answer = portal.open("jefa").get("/clientes/exportar?format=csv&q=rosa")
		assert answer.text.splitlines() == ["Nombre", "Rosa Imbabura Sintética"]
		assert 'filename="clientes.csv"' in answer.headers["Content-Disposition"]

	def test_the_bar_leads_to_files_and_campaigns(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		bar = f"{ACTIONS}?scope=all&address=gender%3DF&action="
		assert visitor.get(f"{bar}export").location == "/clientes/exportar?gender=F&format=xlsx"
		assert visitor.get(f"{bar}campaign").location.startswith("/clientes/campana?gender=F")

	@pytest.mark.covers("R10")
	def test_a_list_becomes_the_criteria_of_a_new_campaign(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		path = "/clientes/campana?gender=F"
		assert "Crear la campaña" in visitor.get(path).text
		answer = visitor.send("/clientes/campana", page=path, address="gender=F")
		assert answer.location.endswith("/segmento")
		page = visitor.get(answer.location).text
		assert 'name="criteria.genders" value="F" checked' in page

	def test_why_a_list_cannot_be_criteria_is_told(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get("/clientes/campana?tag=vip").text
		assert "no pueden decir esta lista" in page
		assert "<li>Etiqueta</li>" in page


def save_view(visitor: Visitor, **typed: str) -> TestResponse:
	"""Save the list of customers as a view."""
	return visitor.send("/vistas/", page=LIST, list_name="customers", back=LIST, **typed)
