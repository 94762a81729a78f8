"""The page of all long work: nothing is found by its address only."""

from typing import Any

import pytest

from chasqui.contracts.customers.lists import BulkAction, BulkJob, BulkState
from tests.support.fakes.world import HEAD_NAME, NOW
from tests.support.portal_world import PortalWorld

PAGE = "/trabajos/"


@pytest.fixture
def portal(portal: PortalWorld) -> PortalWorld:
	portal.world.holds_jobs = True
	for number, state in ((1, BulkState.DONE), (2, BulkState.RUNNING), (3, BulkState.PAUSED)):
		ended: dict[str, Any] = {"finished_at": NOW} if state is BulkState.DONE else {}
		portal.world.bulk_jobs[number] = BulkJob(
			id=number, action=BulkAction.TAG, tag=f"feria {number}", state=state, total=5000,
			done=2000, requested_name=HEAD_NAME, created_at=NOW, **ended,
		)  # fmt: skip
	return portal


class TestAllJobs:
	def test_open_ones_stand_before_those_that_ended(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		visitor.send("/duplicados/buscar", page="/duplicados/")
		visitor.send("/clientes/1/borrar", page="/clientes/1/borrar", reason="Lo pidió",
			confirmation=portal.world.customers[1].id_number)  # fmt: skip
		is_open, ended = visitor.get(PAGE).text.split("Terminados hace poco", 1)
		for way in ("/clientes/acciones/2", "/clientes/acciones/3"):
			assert f'href="{way}"' in is_open
		assert "2.000 de 5.000" in is_open
		assert 'href="/borrados/1"' in is_open
		assert 'href="/clientes/acciones/1"' in ended
		for way in ("/importaciones/1", "/duplicados/busquedas/1", "/riesgo/lotes/1"):
			assert f'href="{way}"' in is_open + ended
		for way in ("/clientes/acciones/lista", "/duplicados/busquedas/", "/importaciones/"):
			assert f'href="{way}"' in ended

	def test_one_sees_what_one_may(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get(PAGE).text
		assert 'href="/riesgo/lotes/1"' in page
		assert "/clientes/acciones/" not in page
		assert portal.open("asesora").get(PAGE).status_code == 403

	def test_a_service_that_is_down_leaves_the_rest(self, portal: PortalWorld) -> None:
		portal.world.down.add("customers")
		page = portal.open("admin").get(PAGE).text
		assert "no está disponible por ahora" in page
		assert 'href="/riesgo/lotes/1"' in page

	def test_bulk_actions_have_a_list_of_their_own(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = visitor.get("/clientes/acciones/lista").text
		assert 'href="/clientes/acciones/2"' in page
		assert "/clientes/acciones/lista" in visitor.get("/clientes/acciones/2").text
