"""The pages of what is set for all campaigns, or for one alone, where one form asks for it."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoint import Endpoint
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.kernel.security.access import grant
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.layout import FormLayout
from portal.shell.labels.formats import format_instant
from portal.shell.pages.parts import notify
from portal.siblings import ask

OWN = lazy_gettext("Esta campaña tiene sus propias reglas.")
SHARED = lazy_gettext("Hoy esta campaña usa las reglas de todas; si guarda aquí, tendrá las suyas.")
SAVED = lazy_gettext("Las reglas quedaron guardadas. Valen desde ahora en todas las campañas.")
OWN_SAVED = lazy_gettext("Las reglas de esta campaña quedaron guardadas. Valen desde ahora.")
DROPPED = lazy_gettext("La campaña vuelve a usar las reglas de todas.")


class SettingWays(NamedTuple):
	"""How a setting is read and kept: of all campaigns, and of one."""

	show: Endpoint[[], Any]
	set: Endpoint[..., Any]
	show_own: Endpoint[..., Any]
	set_own: Endpoint[..., Any]
	drop_own: Endpoint[..., Any]


@dataclass(frozen=True)
class SettingPage:
	"""`kept` is the contract of what is kept; what is set for all stands at `endpoint`."""

	layout: FormLayout
	kept: type[Any]
	ways: SettingWays
	endpoint: str
	title: Any
	own_title: Any
	own: Any = OWN
	shared: Any = SHARED
	saved: Any = SAVED
	own_saved: Any = OWN_SAVED
	dropped: Any = DROPPED
	template: str = "shell/form.html"

	def build_blueprint(self, name: str, module: str, address: str, own: str) -> Blueprint:
		"""Return its pages: of all campaigns at `address`, of one at `own` below the campaign."""
		blueprint = Blueprint(name, module)
		own = f"/campanas/<int:campaign_id>{own}"

		@blueprint.get(address, endpoint="show")
		@grant(Permission.HOURS_MANAGE)
		def show() -> ResponseReturnValue:
			return self.show()

		@blueprint.post(address, endpoint="change")
		@grant(Permission.HOURS_MANAGE)
		def change() -> ResponseReturnValue:
			return self.change()

		@blueprint.get(own, endpoint="show_own")
		@grant(Permission.CAMPAIGNS_WRITE)
		def show_own(campaign_id: int) -> ResponseReturnValue:
			return self.show(campaign_id)

		@blueprint.post(own, endpoint="change_own")
		@grant(Permission.CAMPAIGNS_WRITE)
		def change_own(campaign_id: int) -> ResponseReturnValue:
			return self.change(campaign_id)

		@blueprint.post(f"{own}/comunes", endpoint="drop_own")
		@grant(Permission.CAMPAIGNS_WRITE)
		def drop_own(campaign_id: int) -> ResponseReturnValue:
			return self.drop(campaign_id)

		return blueprint

	def show(self, campaign_id: int | None = None) -> str:
		"""Return the page, of all campaigns or of one, to be changed."""
		kept = self._load(campaign_id)
		return self._render(Form.show(self.layout.contract, kept), kept, campaign_id)

	def change(self, campaign_id: int | None = None) -> ResponseReturnValue:
		"""Keep what was typed; for one campaign alone where it is named."""
		form = Form.read(self.layout.contract, request.form)
		kept = form.save(lambda body: self._keep(campaign_id, body), current=self.kept)
		if kept is None:
			return self._render(form, self._load(campaign_id), campaign_id), 422
		notify(self.saved if campaign_id is None else self.own_saved)
		return redirect(self._find_way_back(campaign_id), 303)

	def drop(self, campaign_id: int) -> ResponseReturnValue:
		"""Let what is set for all campaigns hold for one again."""
		ask(self.ways.drop_own, campaign_id=campaign_id)
		notify(self.dropped)
		return redirect(self._find_way_back(campaign_id), 303)

	def choose_layout(self, form: Form[Any]) -> FormLayout:  # noqa: ARG002 - for who chooses
		"""Return what is asked; a page whose choices depend on what is kept has its own."""
		return self.layout

	def _load(self, campaign_id: int | None) -> Any:
		if campaign_id is None:
			return ask(self.ways.show)
		return ask(self.ways.show_own, campaign_id=campaign_id)

	def _keep(self, campaign_id: int | None, body: Any) -> Any:
		if campaign_id is None:
			return ask(self.ways.set, body=body)
		return ask(self.ways.set_own, campaign_id=campaign_id, body=body)

	def _find_way_back(self, campaign_id: int | None) -> str:
		if campaign_id is None:
			return url_for(self.endpoint)
		return url_for("calls.show", campaign_id=campaign_id)

	def _render(self, form: Form[Any], kept: Any, campaign_id: int | None) -> str:
		crumbs, back, note = [(url_for("home.show"), _("Inicio"))], url_for("home.show"), ""
		if campaign_id is not None:
			campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
			back = url_for("calls.show", campaign_id=campaign_id)
			crumbs = [(back, campaign.name)]
			note = str(self.own if kept.is_own else self.shared)
		if kept.updated_at is not None:
			when = format_instant(kept.updated_at)
			saved = _("Guardado por %(name)s, el %(when)s.", name=kept.updated_by, when=when)
			note = f"{note} {saved}".strip()
		title = self.title if campaign_id is None else self.own_title
		page = FormPage(title, self.choose_layout(form), form, back=back, crumbs=crumbs, note=note)
		return render_template(self.template, page=page, campaign_id=campaign_id)
