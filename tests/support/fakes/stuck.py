"""Plays the stuck events of each sibling, told apart by the URL at which it is asked."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from chasqui.contracts.access import Service
from chasqui.contracts.stuck_events import PATH_STUCK, StuckDrop, StuckEvent
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import NOW, World

STUCK_ID = UUID("00000000-0000-4000-8000-000000000005")


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("stuck", __name__)

	@blueprint.get(PATH_STUCK)
	def list_stuck() -> Page[StuckEvent]:
		return Page[StuckEvent](items=find_stuck(world))

	@blueprint.post(f"{PATH_STUCK}/<uuid:event_id>/retry")
	def retry(event_id: UUID) -> Response:
		settle(world, "retry")
		return Response(status=204)

	@blueprint.post(f"{PATH_STUCK}/<uuid:event_id>/drop")
	def drop(event_id: UUID) -> Response:
		settle(world, StuckDrop.model_validate_json(request.get_data()).reason)
		return Response(status=204)

	return blueprint


def find_stuck(world: World) -> list[Any]:
	"""Return what is stuck in the sibling that is asked."""
	return list(world.stuck.get(request.script_root.strip("/"), []))


def settle(world: World, how: str) -> None:
	if not find_stuck(world):
		raise NotFound(say("Ese suceso ya no está detenido."), code="not_stuck")
	world.settled.append((request.script_root.strip("/"), how))
	world.stuck.clear()


def make_stuck(name: str = "contact_objected") -> StuckEvent:
	"""Return an event that the mailer told and that got stuck."""
	return StuckEvent(
		event_id=STUCK_ID, producer=Service.MAILER, name=name, subject="customer:1",
		happened_at=NOW, failed_at=NOW, failures=5, error="KeyError (contact_service.py:31 run)",
	)  # fmt: skip
