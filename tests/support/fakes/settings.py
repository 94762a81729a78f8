"""Plays what is set for all campaigns and for one alone: calling rules, risk rules, limits of
contacts.
"""

from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.campaigns.call_rules import CallRulesUpdate, KeptRules
from chasqui.contracts.campaigns.information import (
	InformationCounts,
	InformationDesignUpdate,
	KeptInformation,
)
from chasqui.contracts.campaigns.pressure import KeptPressure, PressureUpdate
from chasqui.contracts.campaigns.risk_rules import KeptRiskRules, RiskRulesUpdate
from chasqui.contracts.campaigns.scripts import (
	CallScriptUpdate,
	KeptScript,
	ScriptPreview,
	ScriptPreviewRequest,
)
from chasqui.contracts.mailer.merge_fields import fill_fields
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import HEAD_NAME, NOW, World


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("settings", __name__)
	for one in (
		build_setting("call-rules", world.rules, CallRulesUpdate, KeptRules),
		build_setting("call-script", world.scripts, CallScriptUpdate, KeptScript),
		build_setting(
			"information-design", world.information.kept, InformationDesignUpdate, KeptInformation
		),
		build_setting("risk-rules", world.risk_rules, RiskRulesUpdate, KeptRiskRules),
		build_setting("contact-pressure", world.pressure, PressureUpdate, KeptPressure),
	):
		blueprint.register_blueprint(one)

	@blueprint.post("/v1/campaigns/<int:number>/call-script/preview")
	def preview(number: int) -> ScriptPreview:
		asked = ScriptPreviewRequest.model_validate_json(request.get_data())
		following = [one for one in world.customers.values() if one.id > asked.after]
		one = (following or [*world.customers.values()])[0]
		values = {"nombre": one.name, "asesor": HEAD_NAME, "empresa": "Empresa de ejemplo"}
		text = fill_fields(asked.body, values)
		return ScriptPreview(text=text, customer_id=one.id, customer_name=one.name)

	@blueprint.get("/v1/campaigns/<int:number>/information-requests/count")
	def count_requests(number: int) -> InformationCounts:
		states = world.information.states if number == 1 else {}
		return InformationCounts(requested=sum(states.values()), by_state=states)

	return blueprint


def build_setting(
	path: str, kept: dict[int | None, Any], update: type[Any], made: type[Any]
) -> Blueprint:
	"""Return the views of a setting at `path`, kept in `kept`: of all under None."""
	blueprint = Blueprint(path, __name__)

	def find(campaign_id: int | None) -> Any:
		return kept.get(campaign_id, kept[None].model_copy(update={"version": 0}))

	def keep(campaign_id: int | None) -> Any:
		body, known = update.model_validate_json(request.get_data()), find(campaign_id)
		if body.version != known.version:
			now = known.model_dump(mode="json")
			raise Conflict(say("Otra persona cambió las reglas."), code="stale", current=now)
		news = {**dict(body), "version": body.version + 1, "is_own": campaign_id is not None}
		kept[campaign_id] = made(**news, updated_by=HEAD_NAME, updated_at=NOW)
		return kept[campaign_id]

	def find_own(number: int) -> Any:
		return find(number)

	def keep_own(number: int) -> Any:
		return keep(number)

	def drop(number: int) -> Response:
		kept.pop(number, None)
		return Response(status=204)

	own = f"/v1/campaigns/<int:number>/{path}"
	ways: list[tuple[str, str, str, Any]] = [
		(f"/v1/{path}", "GET", "show", lambda: find(None)),
		(f"/v1/{path}", "PUT", "change", lambda: keep(None)),
		(own, "GET", "show_own", find_own),
		(own, "PUT", "change_own", keep_own),
		(own, "DELETE", "drop_own", drop),
	]
	for address, method, name, view in ways:
		blueprint.add_url_rule(address, name, view, methods=[method])
	return blueprint
