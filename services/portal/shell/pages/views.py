"""Saved views of a list: links above it, saved under a name and deleted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.views import ListName, SavedView, ViewFields, ViewQuery
from chasqui.contracts.endpoints.customers import views as views_api
from chasqui.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from chasqui.kernel.security.access import grant
from portal.session.local_ways import keep_local
from portal.session.staff import read_person
from portal.shell.lists.facets import Pairs
from portal.shell.pages.addresses import COLUMNS, CURSOR, LIMIT, SORT, note_misread
from portal.shell.pages.parts import load_part, notify
from portal.shell.pages.questions import Question
from portal.siblings import ask

PAGES = {CURSOR, LIMIT}

blueprint = Blueprint("views", __name__, url_prefix="/vistas")


@dataclass(frozen=True)
class ViewLink:
	"""A view and the address that shows it; `deletion` is where to ask for its end, if one may."""

	view: SavedView
	args: Pairs
	is_current: bool
	deletion: str = ""


@dataclass(frozen=True)
class ViewBar:
	"""What stands above a list whose address is `args`."""

	list_name: ListName
	path: str
	args: Pairs
	links: Sequence[ViewLink]


def build_bar(of: ListName, known: Collection[str], blanks: Collection[str] = ()) -> ViewBar:
	"""Return the views of the list that this page shows.

	What the view that is open asks and the list does not know (`known`) any more is said on the
	page. Of an empty field only one among `blanks` asks something. Where the views cannot be had
	the list stands without them.
	"""
	args = read_args(blanks)
	views = load_part(lambda: ask(views_api.list_views, query=ViewQuery(list_name=of)).items)
	links = [link_view(view, args) for view in views.value or []]
	if any(one.is_current for one in links):
		for name in dict.fromkeys(name for name, _value in args if name not in known):
			note_misread(name)
	return ViewBar(of, request.path, args, links)


def read_args(blanks: Collection[str]) -> Pairs:
	"""Return what this page's address asks, without its place in the list."""
	pairs = [pair for pair in request.args.items(multi=True) if pair[0] not in PAGES]
	return [(name, value) for name, value in pairs if value or name in blanks]


def link_view(view: SavedView, now: Pairs) -> ViewLink:
	"""Return a view with its address."""
	args = [(name, text) for name, texts in view.filters.items() for text in texts]
	args += [(SORT, view.sort)] if view.sort else []
	args += [(COLUMNS, column) for column in view.columns]
	may_delete = view.is_own or read_person().may(Permission.VIEWS_MANAGE)
	deletion = ""
	if view.id is not None and may_delete:
		of = view.list_name.value
		deletion = url_for("views.ask_delete", view_id=view.id, list_name=of, back=request.path)
	return ViewLink(view, args, sorted(args) == sorted(now), deletion)


@blueprint.post("/")
@grant(Permission.ACCOUNT_OWN)
def save() -> ResponseReturnValue:
	"""Save a list as it stands under a name."""
	address = request.form.get("address", "")
	try:
		fields = read_fields(address)
		ask(views_api.add_view, body=fields)
	except ValidationError as error:
		is_name = all(one["loc"][:1] == ("name",) for one in error.errors())
		notify(
			_("El nombre de la vista lleva de 2 a 60 letras.")
			if is_name
			else _("Esta lista no se puede guardar como vista."),
			"bad",
		)
	except (Conflict, Forbidden, Invalid) as error:
		notify(error.detail, "bad")
	else:
		notify(_("La vista «%(name)s» quedó guardada.", name=fields.name))
	path = request.form.get("back", "")
	return redirect(keep_local(f"{path}?{address}") or url_for("home.show"), 303)


def read_fields(address: str) -> ViewFields:
	"""Return the view that the form asks for.

	:raises ValidationError: it has no good name, or cannot be a view
	"""
	filters: dict[str, list[str]] = {}
	for name, value in parse_qsl(address, keep_blank_values=True):
		if name not in PAGES:
			filters.setdefault(name, []).append(value)
	sort, columns = filters.pop(SORT, [""]), filters.pop(COLUMNS, [])
	return ViewFields.model_validate(
		{
			"list_name": request.form.get("list_name", ""),
			"name": request.form.get("name", ""),
			"filters": filters,
			"sort": sort[0],
			"columns": columns,
			"is_shared": "is_shared" in request.form,
		}
	)


@blueprint.get("/<int:view_id>/borrar")
@grant(Permission.ACCOUNT_OWN)
def ask_delete(view_id: int) -> ResponseReturnValue:
	"""Ask whether to delete a view."""
	of = next((one for one in ListName if one == request.args.get("list_name")), None)
	found = ask(views_api.list_views, query=ViewQuery(list_name=of)).items if of else []
	view = next((one for one in found if one.id == view_id), None)
	if view is None:
		raise NotFound(_("No existe esa vista."))
	back = keep_local(request.args.get("back")) or url_for("home.show")
	shared = _("Está compartida: dejará de verla también el resto del equipo.")
	return Question(
		title=_("Borrar la vista «%(name)s»", name=view.name),
		texts=[_("Lo que está en la lista sigue como estaba."), shared if view.is_shared else ""],
		action=url_for("views.delete", view_id=view_id),
		fields={"back": back},
		yes=_("Borrar"),
		no=_("Volver"),
		back=back,
		icon="trash",
	).render()


@blueprint.post("/<int:view_id>/borrar")
@grant(Permission.ACCOUNT_OWN)
def delete(view_id: int) -> ResponseReturnValue:
	"""Delete a view; one that is gone already is gone all the same."""
	try:
		ask(views_api.delete_view, view_id=view_id)
	except Forbidden as error:
		notify(error.detail, "bad")
	except NotFound:
		notify(_("Esa vista ya no está."), "warn")
	else:
		notify(_("La vista quedó borrada; lo que está en la lista sigue como estaba."))
	return redirect(keep_local(request.form.get("back")) or url_for("home.show"), 303)
