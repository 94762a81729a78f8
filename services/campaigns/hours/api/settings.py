"""What is set for all campaigns and for one over HTTP: the same five views for every setting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from campaigns.hours.use_cases.setting_service import Kept, SettingService, Update
from chasqui.contracts.endpoint import Endpoint
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes

MakeService = Callable[[Session], SettingService[Any, Update, Kept]]


@dataclass(frozen=True)
class SettingEndpoints:
	"""Of all campaigns, and a campaign's `own`."""

	show: Endpoint[..., Any]
	set: Endpoint[..., Any]
	show_own: Endpoint[..., Any]
	set_own: Endpoint[..., Any]
	drop_own: Endpoint[..., Any]


def serve_setting(
	routes: Routes, endpoints: SettingEndpoints, make_service: MakeService[Update, Kept]
) -> None:
	"""Add the views of a setting."""

	@routes.serve(endpoints.show)
	def show() -> Kept:
		return make_service(read_session()).show()

	@routes.serve(endpoints.set)
	def keep(*, body: Update) -> Kept:
		return make_service(read_session()).set(body, read_principal().name)

	@routes.serve(endpoints.show_own)
	def show_own(*, campaign_id: int) -> Kept:
		return make_service(read_session()).show(campaign_id)

	@routes.serve(endpoints.set_own)
	def keep_own(*, campaign_id: int, body: Update) -> Kept:
		return make_service(read_session()).set(body, read_principal().name, campaign_id)

	@routes.serve(endpoints.drop_own)
	def drop_own(*, campaign_id: int) -> None:
		make_service(read_session()).drop(campaign_id, read_principal().name)
