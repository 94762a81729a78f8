"""Duplicates and the inbox of faults, as the administrator sees them."""

import pytest

from tests.support.portal_world import PortalWorld


class TestDuplicates:
	@pytest.mark.covers("R45")
	def test_a_pair_is_compared_merged_and_taken_back(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		assert "Nombre y nacimiento" in visitor.get("/duplicados/").text
		page = visitor.get("/duplicados/1-2").text
		assert "Elija campo por campo" in page
		answer = visitor.send(
			"/duplicados/1-2", page="/duplicados/1-2", kept="left", email="right", phone="left"
		)
		assert answer.location == "/duplicados/uniones/1"
		made = portal.world.merges[0]
		assert (made.kept_id, made.merged_id, made.taken) == (1, 2, ["email"])
		visitor.send("/duplicados/uniones/1/1/deshacer", page="/duplicados/uniones/1")
		assert portal.world.merges[0].undone_at

	def test_the_identification_is_compared_and_its_fate_told(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get("/duplicados/1-2").text
		rows = page[page.index("<tbody>") :]
		for one in (1, 2):
			assert portal.world.customers[one].id_number in rows
		assert "No se elige: va con su registro" in rows
		assert "no pasa a ser una identificación anterior del que queda" in page

	def test_who_takes_a_merge_back_is_told_where_the_pair_went(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		visitor.send("/duplicados/1-2", page="/duplicados/1-2", kept="left")
		merges = "/duplicados/uniones/1"
		before = visitor.get(merges).text
		for one in (1, 2):
			assert portal.world.customers[one].name in before
		assert "Ver los distintos" not in before
		visitor.send(f"{merges}/1/deshacer", page=merges)
		after = visitor.get(merges).text
		assert "quedó entre los «Distintos»" in after
		assert 'href="/duplicados/1-2?came_from=' in after
		assert 'href="/duplicados/?state=dismissed&amp;came_from=' in after
		assert portal.world.customers[1].name in visitor.get("/duplicados/?state=dismissed").text

	def test_keeping_the_right_one_takes_from_the_left(self, portal: PortalWorld) -> None:
		choice = {"kept": "right", "name": "left", "email": "right"}
		portal.open("admin").send("/duplicados/1-2", page="/duplicados/1-2", **choice)
		made = portal.world.merges[0]
		assert (made.kept_id, made.merged_id, made.taken) == (2, 1, ["name"])

	def test_what_somebody_else_merged_is_told(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		portal.world.has_pair = False
		answer = visitor.send("/duplicados/1-2", page="/duplicados/1-2", kept="left")
		assert answer.status_code == 422
		assert "ya se unió a otro" in answer.text

	def test_records_that_are_merged_lead_to_their_merge(self, portal: PortalWorld) -> None:
		merged = portal.world.customers[2].model_copy(update={"merged_into": 1})
		portal.world.customers[2] = merged
		answer = portal.open("admin").get("/duplicados/1-2")
		assert answer.location == "/duplicados/uniones/1"

	def test_two_persons_are_told_apart(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		visitor.send("/duplicados/1/descartar", page="/duplicados/1-2")
		assert "No hay pares por revisar" in visitor.get("/duplicados/").text

	def test_the_search_tells_what_it_found(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		visitor.send("/duplicados/buscar", page="/duplicados/")
		assert 'hx-get="/duplicados/busquedas/1/progreso"' in visitor.get("/duplicados/").text
		visitor.get("/duplicados/busquedas/1/progreso")
		answer = visitor.get("/duplicados/busquedas/1/progreso")
		assert answer.headers["HX-Refresh"] == "true"
		assert "Halló 2 pares nuevos." in visitor.get("/duplicados/").text

	def test_a_search_that_goes_on_is_found_and_cancelled(self, portal: PortalWorld) -> None:
		portal.world.holds_jobs = True
		visitor = portal.open("admin")
		visitor.send("/duplicados/buscar", page="/duplicados/")
		assert "/duplicados/busquedas/1" in visitor.get("/duplicados/busquedas/").text
		question = "/duplicados/busquedas/1/cancelar"
		assert "como estaban antes de ella" in visitor.get(question).text
		visitor.send("/duplicados/busquedas/1/accion", page=question, action="cancel")
		assert "Cancelada" in visitor.get("/duplicados/busquedas/1").text

	@pytest.mark.parametrize("path", ["/duplicados/", "/calidad/"])
	def test_only_administrators_see_it(self, portal: PortalWorld, path: str) -> None:
		assert portal.open("jefa").get(path).status_code == 403


class TestQuality:
	@pytest.mark.covers("R45")
	def test_a_fault_is_listed_and_dismissed(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = visitor.get("/calidad/?kind=wrong_phone").text
		assert "Teléfono equivocado" in page
		assert "más de" in page
		visitor.send(
			"/calidad/revisado", page="/calidad/?kind=wrong_phone", kind="wrong_phone",
			customer_id="1",
		)  # fmt: skip
		assert [(one.customer_id, one.kind) for one in portal.world.dismissals] == [
			(1, "wrong_phone")
		]

	def test_a_kind_that_makes_no_sense_is_the_first(self, portal: PortalWorld) -> None:
		assert portal.open("admin").get("/calidad/?kind=ropa").status_code == 200

	def test_a_service_that_is_down_is_told(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		portal.world.down.add("customers")
		assert "no está disponible" in visitor.get("/calidad/").text
