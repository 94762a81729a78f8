"""Promotions: the list, one with its history, the form, what becomes of it."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import ItemQuery, ItemState, LedgerQuery
from chasqui.contracts.customers.list_values import TableFormat
from chasqui.contracts.customers.promotions import (
	Promotion,
	PromotionExportQuery,
	PromotionFields,
	PromotionFilters,
	PromotionMove,
	PromotionPatch,
	PromotionQuery,
	PromotionState,
)
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.endpoints.customers import promotions as promotions_api
from chasqui.kernel.errors import Conflict, Invalid, NotFound
from chasqui.kernel.security.access import grant
from portal.catalogue.forms.promotions import PromotionForm, build_layout, read_promotion
from portal.catalogue.lists.promotions import PROMOTIONS, REVISIONS, build_facets
from portal.session.staff import read_person
from portal.shell.forms.form import NO_VERSION, Form
from portal.shell.forms.form_page import FormPage
from portal.shell.pages.addresses import list_pairs_but_page, narrow, read_query
from portal.shell.pages.downloads import pass_on
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part, notify, notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask, ask_once, open_stream

PAGE_ROWS = 25
MOST_OFFERED = 200
LATEST = LedgerQuery(limit=10)

blueprint = Blueprint("promotions", __name__, url_prefix="/promociones")
ENTRY = Entry(Group.SALES, 4, lazy_gettext("Promociones"), "cash", "promotions.show_list")


@blueprint.get("/")
@grant(Permission.CATALOGUE_OFFER)
def show_list() -> ResponseReturnValue:
	"""Show promotions, searched and narrowed."""
	query = read_query(PromotionQuery, limit=PAGE_ROWS)
	filters = narrow(PromotionFilters, query)
	facets = load_part(lambda: ask(promotions_api.find_promotion_facets, query=filters)).value
	return PROMOTIONS.render(
		query,
		lambda asked: ask(promotions_api.list_promotions, query=asked),
		facets=build_facets(facets, list_pairs_but_page()),
	)


@blueprint.get("/exportar.<any(csv, xlsx):form>")
@grant(Permission.CATALOGUE_OFFER)
def export(form: str) -> ResponseReturnValue:
	"""Pass the promotions that match on as a file."""
	query = read_query(PromotionExportQuery, format=TableFormat(form))
	stream = open_stream(promotions_api.export_promotions, query=query)
	return pass_on(stream, f"promociones.{form}")


@blueprint.get("/nueva")
@grant(Permission.CATALOGUE_WRITE)
def ask_add() -> ResponseReturnValue:
	"""Ask for a promotion."""
	return render_form(Form(PromotionForm))


@blueprint.post("/nueva")
@grant(Permission.CATALOGUE_WRITE)
def add() -> ResponseReturnValue:
	"""Write a draft; a second click writes no second one."""
	form = Form.read(PromotionForm, request.form)

	def send(fields: PromotionForm) -> Promotion:
		body = PromotionFields(**read_promotion(fields))
		return ask_once(form.nonce, promotions_api.add_promotion, body=body)

	made = form.save(send)
	if made is None:
		return render_form(form), 422
	notify(_("«%(name)s» quedó como borrador. Publíquela cuando esté lista.", name=made.name))
	return lead_to(made.id)


@blueprint.get("/<int:promotion_id>")
@grant(Permission.CATALOGUE_OFFER)
def show(promotion_id: int) -> ResponseReturnValue:
	"""Show one promotion; to those who write it, what it was before too."""
	history = None
	if read_person().may(Permission.CATALOGUE_WRITE):
		given: dict[str, Any] = {"promotion_id": promotion_id, "query": LATEST}
		history = load_part(lambda: ask(promotions_api.list_revisions, **given))
	return render_template(
		"catalogue/promotion.html",
		promotion=ask(promotions_api.show_promotion, promotion_id=promotion_id),
		history=history,
		table=REVISIONS,
	)


@blueprint.get("/<int:promotion_id>/editar")
@grant(Permission.CATALOGUE_WRITE)
def ask_change(promotion_id: int) -> ResponseReturnValue:
	"""Show a promotion in the form."""
	promotion = ask(promotions_api.show_promotion, promotion_id=promotion_id)
	return render_form(Form.show(PromotionForm, promotion), promotion)


@blueprint.post("/<int:promotion_id>/editar")
@grant(Permission.CATALOGUE_WRITE)
def change(promotion_id: int) -> ResponseReturnValue:
	"""Write a promotion anew; what somebody else changed is shown, and nothing typed is lost."""
	promotion = ask(promotions_api.show_promotion, promotion_id=promotion_id)
	form = Form.read(PromotionForm, request.form)

	def send(fields: PromotionForm) -> Promotion:
		patch = PromotionPatch(version=fields.version or NO_VERSION, **read_promotion(fields))
		return ask(promotions_api.change_promotion, promotion_id=promotion_id, body=patch)

	made = form.save(send, current=Promotion)
	if made is None:
		return render_form(form, promotion), 422
	notify(_("«%(name)s» quedó guardada; lo que era queda en su historia.", name=made.name))
	return lead_to(promotion_id)


@blueprint.post("/<int:promotion_id>/estado")
@grant(Permission.CATALOGUE_WRITE)
def move(promotion_id: int) -> ResponseReturnValue:
	"""Publish a promotion, or end it."""
	state = next((one for one in PromotionState if one == request.form.get("state")), None)
	with notify_refusals():
		if state is None:
			raise Invalid(_("Ese estado no existe."))
		body = PromotionMove(state=state, version=request.form.get("version") or NO_VERSION)
		ask(promotions_api.move_promotion, promotion_id=promotion_id, body=body)
		is_public = state is PromotionState.PUBLISHED
		notify(_("La promoción quedó publicada.") if is_public else _("La promoción terminó."))
	return lead_to(promotion_id)


@blueprint.get("/<int:promotion_id>/<any(borrar, terminar):what>")
@grant(Permission.CATALOGUE_WRITE)
def ask_leave(promotion_id: int, what: str) -> ResponseReturnValue:
	"""Ask whether to delete a draft, or to end what is published."""
	promotion = ask(promotions_api.show_promotion, promotion_id=promotion_id)
	name, back = promotion.name, url_for("promotions.show", promotion_id=promotion_id)
	if what == "terminar":
		return Question(
			title=_("Terminar «%(name)s»", name=name),
			texts=[_("Deja de valer desde ahora, y queda como historia. No se puede reabrir.")],
			action=url_for("promotions.move", promotion_id=promotion_id),
			fields={"state": PromotionState.ENDED, "version": promotion.version},
			yes=_("Terminar"),
			no=_("Volver"),
			back=back,
		).render()
	return Question(
		title=_("Borrar «%(name)s»", name=name),
		texts=[_("El borrador se borra. No se puede deshacer.")],
		action=url_for("promotions.delete", promotion_id=promotion_id),
		yes=_("Borrar"),
		no=_("Volver"),
		back=back,
	).render()


@blueprint.post("/<int:promotion_id>/borrar")
@grant(Permission.CATALOGUE_WRITE)
def delete(promotion_id: int) -> ResponseReturnValue:
	"""Delete a draft; one that somebody else deleted first is gone all the same."""
	try:
		with suppress(NotFound):
			ask(promotions_api.delete_promotion, promotion_id=promotion_id)
	except Conflict as error:
		notify(error.detail, "bad")
		return lead_to(promotion_id)
	notify(_("El borrador quedó borrado."))
	return redirect(url_for("promotions.show_list"), 303)


def lead_to(promotion_id: int) -> ResponseReturnValue:
	"""Return the way to a promotion."""
	return redirect(url_for("promotions.show", promotion_id=promotion_id), 303)


def render_form(form: Form[PromotionForm], promotion: Promotion | None = None) -> str:
	"""Return the form of a promotion; what was chosen stays a choice, however long the list."""
	asked = ItemQuery(state=[ItemState.ON_SALE, ItemState.DRAFT], limit=MOST_OFFERED)
	items = {one.id: one.name for one in ask(catalogue_api.list_items, query=asked).items}
	chosen = promotion.item_ids if promotion else []
	more = {one: _("Artículo %(number)s", number=one) for one in chosen if one not in items}
	types = ask(catalogue_api.list_types).items
	layout = build_layout(
		[(one.id, one.name) for one in types if not one.is_archived], [*{**items, **more}.items()]
	)
	home = url_for("promotions.show_list")
	return FormPage(
		_("Editar «%(name)s»", name=promotion.name) if promotion else _("Agregar una promoción"),
		layout,
		form,
		back=url_for("promotions.show", promotion_id=promotion.id) if promotion else home,
		crumbs=[(home, _("Promociones"))],
		path_title=_("Editar") if promotion else _("Agregar"),
	).render()
