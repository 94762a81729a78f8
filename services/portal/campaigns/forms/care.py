"""What of a campaign is changed once it has begun, who looks after it, and notes."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import ROLE_PERMISSIONS, Permission
from chasqui.contracts.campaigns.campaigns import (
	ADJUSTABLE,
	Campaign,
	CampaignNote,
	CampaignUpdate,
	OwnerChange,
)
from chasqui.contracts.campaigns.staff import StaffQuery
from chasqui.contracts.endpoints.campaigns import staff as staff_api
from portal.mailing.clients import offer_designs
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.inputs import Area, Choice, Day, Line, Tick
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.hours import list_hours
from portal.shell.labels.options import Option
from portal.shell.pages.parts import load_part
from portal.siblings import ask

LAST = "last"
OWNERS = [one for one, may in ROLE_PERMISSIONS.items() if Permission.CAMPAIGNS_WRITE in may]
"""The roles of those who may make campaigns."""


def build_adjusting(campaign: Campaign, form: Form[CampaignUpdate]) -> FormPage:
	"""Return the form of what may still change."""
	here = url_for("campaign.show", campaign_id=campaign.id)
	return FormPage(
		title=_("Cambiar la campaña"),
		layout=_build_layout(_offer_designs(form.read_value("design_id"))),
		form=form,
		back=here,
		crumbs=[(url_for("campaigns.show_list"), _("Campañas")), (here, campaign.name)],
		note=_(
			"Ya empezó: a quién llega y cuándo comenzó no cambian, y lo que salió queda como salió."
			" Lo que cambie aquí vale para lo que sigue y queda en la bitácora."
		),
	)


def show_adjustable(campaign: Campaign) -> Form[CampaignUpdate]:
	"""Return the form filled with what the campaign says."""
	known = CampaignUpdate(
		**{name: getattr(campaign, name) for name in CampaignUpdate.model_fields}
	)
	return Form.show(CampaignUpdate, known)


def read_fixed(campaign: Campaign) -> dict[str, Any]:
	"""Return what of the campaign does not change any more."""
	fixed = CampaignUpdate.model_fields.keys() - ADJUSTABLE - {"version"}
	return {name: getattr(campaign, name) for name in fixed}


def build_giving(campaign: Campaign, form: Form[OwnerChange] | None = None) -> FormCard:
	"""Return the form that lets somebody else look after a campaign."""
	owner = Choice("owner", _("Quién la lleva"), options=list_owners(), default=campaign.owner)
	filled = form or Form(OwnerChange, {"version": [str(campaign.version)]})
	return FormCard(
		"owner",
		gettext("La lleva %(name)s", name=campaign.owner or campaign.created_by),
		FormLayout(OwnerChange, [Fieldset([owner])]),
		filled,
		gettext("Pasar la campaña"),
		"user-plus",
		url_for("campaign_care.give", campaign_id=campaign.id),
		is_collapsed=form is None,
		is_filled=True,
	)


def build_noting(campaign_id: int, form: Form[CampaignNote]) -> FormCard:
	"""Return the form of a note."""
	text = Area("text", _("Nota"), _("La ve quien ve la campaña. No escriba datos de clientes."))
	layout = FormLayout(CampaignNote, [Fieldset([text])])
	way = url_for("campaign_care.note", campaign_id=campaign_id)
	title, yes = gettext("Agregar una nota"), gettext("Agregar")
	return FormCard("note", title, layout, form, yes, "plus", way, is_collapsed=True)


def list_owners() -> list[Option]:
	"""Return who may look after campaigns, by name; nobody while the accounts do not answer."""
	queries = [StaffQuery(role=role) for role in OWNERS]
	found = load_part(lambda: [ask(staff_api.list_staff, query=one) for one in queries]).value
	names = {one.name for page in found or [] for one in page.items}
	return [(name, name) for name in sorted(names)]


def _offer_designs(chosen: str) -> list[Option]:
	"""Return the designs to choose from; that of the campaign while the mailer does not answer."""
	kept: list[Option] = [(chosen, gettext("El de ahora (el correo no responde)"))]
	offered = load_part(lambda: offer_designs(chosen)).value
	return (kept if chosen else []) if offered is None else offered


def _build_layout(designs: Sequence[Option]) -> FormLayout:
	days: Sequence[Option] = [
		*((str(day), str(day)) for day in range(1, 29)),
		(LAST, _("último día")),
	]
	return FormLayout(
		CampaignUpdate,
		[
			Fieldset(
				[
					Area("objective", _("Objetivo")),
					Line("budget", _("Presupuesto"), mode="decimal", before="$"),
					Day("ends_on", _("Termina")),
				],
				title=_("Plan"),
			),
			Fieldset(
				[
					Choice("design_id", _("Diseño"), options=designs, blank=_("Sin diseño")),
					Line("subject", _("Asunto"), _("Vacío, vale el del diseño.")),
					Tick("monthly_mailing", _("Enviar el diseño cada mes")),
					Choice("monthly_day", _("Día del mes"), options=days),
					Choice(
						"monthly_hour",
						_("Hora"),
						_("hora de Ecuador continental"),
						options=list_hours,
					),
				],
				title=_("Correo"),
			),
		],
	)
