"""Saved segments: the list, and each of them."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.saved_segments import SavedSegment, SegmentQuery, SegmentUpdate
from chasqui.contracts.endpoints.customers import saved_segments as segments_api
from chasqui.kernel.security.access import grant
from portal.segments.forms import KNOWN, KnownFields
from portal.segments.lists import SEGMENTS
from portal.segments.pages.new_segment import begin_campaign as begin
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import notify, notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask

blueprint = Blueprint("segments", __name__, url_prefix="/segmentos")
ENTRY = Entry(Group.CUSTOMERS, 2, lazy_gettext("Segmentos"), "users-group", "segments.show_list")


@blueprint.get("/")
@grant(Permission.SEGMENTS_COUNT)
def show_list() -> ResponseReturnValue:
	"""Show one's own segments and the shared ones."""
	query = read_query(SegmentQuery)
	return SEGMENTS.render(query, lambda asked: ask(segments_api.list_segments, query=asked))


@blueprint.get("/<int:segment_id>")
@grant(Permission.SEGMENTS_COUNT)
def show(segment_id: int) -> ResponseReturnValue:
	"""Show a segment."""
	segment = ask(segments_api.show_segment, segment_id=segment_id)
	return render_template("segments/show.html", segment=segment)


@blueprint.post("/<int:segment_id>/contar")
@grant(Permission.SEGMENTS_COUNT)
def count(segment_id: int) -> ResponseReturnValue:
	"""Count it anew."""
	with notify_refusals():
		ask(segments_api.count_saved_segment, segment_id=segment_id)
		notify(_("Contado ahora."))
	return to_segment(segment_id)


@blueprint.post("/<int:segment_id>/campana")
@grant(Permission.CAMPAIGNS_WRITE)
def begin_campaign(segment_id: int) -> ResponseReturnValue:
	"""Begin a campaign for a segment, with what it asks at this moment."""
	return begin(ask(segments_api.show_segment, segment_id=segment_id))


@blueprint.get("/<int:segment_id>/editar")
@grant(Permission.SEGMENTS_COUNT)
def ask_change(segment_id: int) -> ResponseReturnValue:
	"""Show what can be changed."""
	segment = ask(segments_api.show_segment, segment_id=segment_id)
	return render_form(Form.show(KnownFields, segment), segment)


@blueprint.post("/<int:segment_id>/editar")
@grant(Permission.SEGMENTS_COUNT)
def change(segment_id: int) -> ResponseReturnValue:
	"""Change its name, what it is for, and whose it is to use."""
	form = Form.read(KnownFields, request.form)
	kept = form.save(
		lambda body: ask(
			segments_api.change_segment,
			segment_id=segment_id,
			body=SegmentUpdate(**dict(body)),
		),
		current=SavedSegment,
	)
	if kept is None:
		segment = ask(segments_api.show_segment, segment_id=segment_id)
		return render_form(form, segment), 422
	notify(_("El segmento «%(name)s» quedó guardado.", name=kept.name))
	return to_segment(segment_id)


@blueprint.get("/<int:segment_id>/borrar")
@grant(Permission.SEGMENTS_COUNT)
def ask_delete(segment_id: int) -> ResponseReturnValue:
	"""Ask whether to delete a segment."""
	segment = ask(segments_api.show_segment, segment_id=segment_id)
	return Question(
		title=_("Borrar el segmento «%(name)s»", name=segment.name),
		texts=[_("Sus clientes quedan como están; solo se pierde el grupo.")],
		action=url_for("segments.delete", segment_id=segment_id),
		yes=_("Borrar"),
		no=_("Volver"),
		back=url_for("segments.show", segment_id=segment_id),
		icon="trash",
	).render()


@blueprint.post("/<int:segment_id>/borrar")
@grant(Permission.SEGMENTS_COUNT)
def delete(segment_id: int) -> ResponseReturnValue:
	"""Delete a segment."""
	with notify_refusals():
		ask(segments_api.delete_segment, segment_id=segment_id)
		notify(_("El segmento se borró."), "info")
		return redirect(url_for("segments.show_list"), 303)
	return to_segment(segment_id)


def to_segment(segment_id: int) -> ResponseReturnValue:
	return redirect(url_for("segments.show", segment_id=segment_id), 303)


def render_form(form: Form[KnownFields], segment: SavedSegment) -> str:
	"""Return the form of a segment."""
	home = url_for("segments.show_list")
	way = url_for("segments.show", segment_id=segment.id)
	return FormPage(
		_("Editar segmento"),
		KNOWN,
		form,
		back=way,
		crumbs=[(home, _("Segmentos")), (way, segment.name)],
	).render()
