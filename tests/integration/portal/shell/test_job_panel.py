"""The panel of long work: its state, how far it is, and the buttons of what may be done now."""

from typing import Any

import pytest

from chasqui.contracts.customers.lists import BulkAction, BulkJob, BulkState
from tests.support.fakes.world import HEAD_NAME, NOW
from tests.support.portal_world import PortalWorld

JOB = "/clientes/acciones/1"


@pytest.fixture
def portal(portal: PortalWorld) -> PortalWorld:
	portal.world.holds_jobs = True
	change(portal, BulkState.RUNNING)
	return portal


class TestActing:
	def test_it_is_paused_and_resumed_by_its_buttons(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		assert 'value="pause"' in visitor.get(JOB).text
		assert visitor.send(f"{JOB}/accion", page=JOB, action="pause").location == JOB
		page = visitor.get(JOB).text
		assert "Quedó en pausa." in page
		assert 'value="resume"' in page
		assert "hx-get" not in page.split('id="progress"')[1].split(">")[0]
		visitor.send(f"{JOB}/accion", page=JOB, action="resume")
		assert portal.world.bulk_jobs[1].state is BulkState.RUNNING

	def test_before_it_is_cancelled_one_is_told_what_stays(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		question = visitor.get(f"{JOB}/cancelar").text
		assert "se quedan así" in question
		assert "no se puede reanudar" in question
		visitor.send(f"{JOB}/accion", page=f"{JOB}/cancelar", action="cancel")
		page = visitor.get(JOB).text
		assert "Cancelada" in page
		assert 'name="action"' not in page.split('id="progress"')[1]

	def test_who_comes_second_is_told(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		change(portal, BulkState.CANCELLED)
		visitor.send(f"{JOB}/accion", page=JOB, action="pause")
		assert "Ya no está en un estado que permita esa acción." in visitor.get(JOB).text

	def test_what_failed_says_why_and_is_tried_again(self, portal: PortalWorld) -> None:
		change(portal, BulkState.FAILED, error="El campo ya no existe.")
		visitor = portal.open("admin")
		page = visitor.get(JOB).text
		assert "El campo ya no existe." in page
		visitor.send(f"{JOB}/accion", page=JOB, action="retry")
		assert portal.world.bulk_jobs[1].state is BulkState.RUNNING

	def test_an_act_that_does_not_exist_does_nothing(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		visitor.send(f"{JOB}/accion", page=JOB, action="explode")
		assert "Esa acción no existe." in visitor.get(JOB).text


def change(portal: PortalWorld, state: BulkState, **more: Any) -> None:
	"""Put the only job into a state."""
	portal.world.bulk_jobs[1] = BulkJob(
		id=1, action=BulkAction.TAG, tag="feria", state=state, total=5000, done=2000, changed=1990,
		requested_name=HEAD_NAME, created_at=NOW, **more,
	)  # fmt: skip
