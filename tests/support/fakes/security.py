"""Plays the security log of campaigns."""

from flask import Blueprint, request

from chasqui.contracts.campaigns.security import PATH_SECURITY, SecurityEntry, SecurityKind
from chasqui.contracts.wire import Page
from tests.support.fakes.world import NOW, World


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("security", __name__)

	@blueprint.get(PATH_SECURITY)
	def list_events() -> Page[SecurityEntry]:
		kind = request.args.get("kind")
		kinds = [SecurityKind.SIGN_IN_FAILED, SecurityKind.SIGNED_IN, "de_otra_version"]
		entries = [make_entry(number, one) for number, one in enumerate(kinds, start=1)]
		entries += world.security
		who = f"staff:{request.args['staff_id']}" if "staff_id" in request.args else None
		return Page[SecurityEntry](
			items=[
				one
				for one in entries
				if kind in (None, one.kind) and who in (None, one.subject, one.by)
			]
		)

	return blueprint


def make_entry(number: int, kind: str, **changes: str) -> SecurityEntry:
	"""Return an entry of campaigns."""
	made = SecurityEntry(
		id=number, at=NOW, last_at=NOW, service="campaigns", kind=kind, subject="staff:2",
		subject_name="Asesoría de Prueba", address="203.0.113.7", times=3,
	)  # fmt: skip
	return made.model_copy(update=changes)
