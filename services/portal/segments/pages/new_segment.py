"""Keeps a list of customers under a name: what it asks, or who is in it now (R29)."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.lists import CustomerFilters
from chasqui.contracts.customers.saved_segments import (
	NewSegment,
	SavedSegment,
	SegmentFields,
	SegmentKindOf,
)
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.contracts.endpoints.customers import saved_segments as segments_api
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.security.access import grant
from chasqui.kernel.texts.text import say
from portal.campaigns.forms.draft import begin_draft
from portal.campaigns.forms.steps import STEPS
from portal.campaigns.pages.wizard_steps import go_to
from portal.segments.forms import NewSegmentFields, build_layout
from portal.segments.labels import count_customers
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.labels.formats import format_instant
from portal.shell.pages.active_filters import write_pairs
from portal.shell.pages.addresses import read_query
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

blueprint = Blueprint("new_segment", __name__, url_prefix="/segmentos/nuevo")


@blueprint.get("/")
@grant(Permission.SEGMENTS_COUNT)
def ask_new() -> ResponseReturnValue:
	"""Ask how a list of customers is to be kept."""
	return render(make_form(), "new_segment.add")


@blueprint.post("/<int:expected>")
@grant(Permission.SEGMENTS_COUNT)
def add(expected: int) -> ResponseReturnValue:
	"""Keep it, and lead to it; what was typed wrong is asked again."""
	form = Form.read(NewSegmentFields, request.form)
	made = save(form, expected)
	if made is None:
		return render(form, "new_segment.add"), 422
	notify(_("El segmento «%(name)s» quedó guardado.", name=made.name))
	return redirect(url_for("segments.show", segment_id=made.id), 303)


@blueprint.get("/campana")
@grant(Permission.CAMPAIGNS_WRITE)
def ask_campaign() -> ResponseReturnValue:
	"""Ask the same on the way to a campaign."""
	return render(make_form(), "new_segment.add_to_campaign")


@blueprint.post("/<int:expected>/campana")
@grant(Permission.CAMPAIGNS_WRITE)
def add_to_campaign(expected: int) -> ResponseReturnValue:
	"""Keep it, and begin a campaign for it."""
	form = Form.read(NewSegmentFields, request.form)
	made = save(form, expected)
	if made is None:
		return render(form, "new_segment.add_to_campaign"), 422
	return begin_campaign(made)


def begin_campaign(segment: SavedSegment) -> ResponseReturnValue:
	"""Lead to the wizard, which asks what the segment does at this moment."""
	draft = begin_draft(segment.criteria, segment.id)
	draft.keep()
	return go_to(STEPS[0], draft)


def make_form() -> Form[NewSegmentFields]:
	"""Return the form with a name that nobody has by chance."""
	name = _("Elegidos el %(at)s", at=format_instant(read_now()))
	return Form(NewSegmentFields, {"name": [str(name)]})


def save(form: Form[NewSegmentFields], expected: int) -> SavedSegment | None:
	"""Return the segment, or None where something is wrong."""
	filters = read_query(CustomerFilters)
	return form.save(
		lambda fields: ask_once(
			form.nonce, segments_api.save_segment, body=build_body(fields, filters, expected)
		)
	)


def build_body(fields: NewSegmentFields, filters: CustomerFilters, expected: int) -> NewSegment:
	"""Return what is kept: who is in the list is meant as the person saw it counted.

	:raises Invalid: criteria cannot say the list, or nobody is in it
	"""
	named: dict[str, Any] = {name: getattr(fields, name) for name in SegmentFields.model_fields}
	if fields.kind is SegmentKindOf.PICKED:
		if not expected:
			raise Invalid(say("No hay ningún cliente en la lista."))
		return NewSegment(**named, filters=filters, expected=expected)
	criteria = ask(lists_api.write_segment, query=filters).criteria
	if criteria is None:
		detail = say("Los criterios no pueden decir esta lista: elija a estos clientes.")
		raise Invalid(detail, fields=[FieldError("kind", detail)])
	return NewSegment(**named, criteria=criteria)


def render(form: Form[NewSegmentFields], action: str) -> str:
	"""Return the page, with how many customers the list has now."""
	filters = read_query(CustomerFilters)
	pairs = urlencode(write_pairs(filters))
	total = ask(lists_api.find_facets, query=filters).total
	answer = ask(lists_api.write_segment, query=filters)
	is_campaign = action == "new_segment.add_to_campaign"
	return FormPage(
		_("Llevar a una campaña") if is_campaign else _("Guardar como segmento"),
		build_layout(total, are_criteria=answer.criteria is not None),
		form,
		action=f"{url_for(action, expected=total)}?{pairs}",
		back=f"{url_for('lists.ask_campaign')}?{pairs}",
		yes=_("Guardar y crear la campaña") if is_campaign else _("Guardar"),
		no=_("Volver"),
		crumbs=[(url_for("segments.show_list"), _("Segmentos"))],
		note=_("Hoy la lista tiene %(count)s.", count=count_customers(total)),
	).render()
