"""Each section of a profile is edited by itself; a conflict loses nothing of what was typed."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.profiles import TagQuery
from chasqui.contracts.endpoints.customers import people as people_api
from chasqui.contracts.endpoints.customers import rights as rights_api
from chasqui.kernel.errors import Conflict, Invalid, NotFound
from chasqui.kernel.security.access import grant
from portal.profile.forms.cells import list_rows
from portal.profile.forms.sections import SectionForm, read_form, show_form
from portal.profile.labels.person import SECTIONS
from portal.profile.pages.profile import return_to
from portal.shell.pages.parts import notify
from portal.siblings import ask

STALE = "profile_changed"

blueprint = Blueprint("sections", __name__, url_prefix="/clientes")


@blueprint.get("/<int:customer_id>/perfil/<section>")
@grant(Permission.CUSTOMERS_WRITE)
def ask_change(customer_id: int, section: str) -> ResponseReturnValue:
	"""Show the form of one section."""
	check_section(section)
	file = ask(rights_api.show_file, customer_id=customer_id)
	return render_form(customer_id, file.customer.name, show_form(file, section))


@blueprint.post("/<int:customer_id>/perfil/<section>")
@grant(Permission.CUSTOMERS_WRITE)
def change(customer_id: int, section: str) -> ResponseReturnValue:
	"""Save one section; what the service refuses stays in the form."""
	check_section(section)
	file = ask(rights_api.show_file, customer_id=customer_id)
	form = read_form(file, section, request.form)
	form.catch_up(file)
	is_stale = False
	patch = form.build_patch(file)
	if patch is not None:
		try:
			ask(people_api.change_profile, customer_id=customer_id, body=patch)
		except Invalid as error:
			form.add_errors(list(error.fields))
			form.faults += [] if error.fields else [str(error.detail)]
		except Conflict as error:
			is_stale = error.code == STALE
			form.faults += [] if is_stale else [str(error.detail)]
			file = ask(rights_api.show_file, customer_id=customer_id)
			form.add_current(file)
		else:
			notify(_("«%(section)s» quedó guardado.", section=SECTIONS[section]))
			return return_to(customer_id)
	saved = list_rows(section, file) if is_stale else None
	return render_form(customer_id, file.customer.name, form, saved=saved), 422


@blueprint.get("/etiquetas")
@grant(Permission.CUSTOMERS_WRITE)
def suggest_tags() -> ResponseReturnValue:
	"""Return the known tags that begin like the last one that is typed, as options."""
	start = request.args.get("new", "").rpartition(",")[2].strip()
	tags = ask(people_api.list_tags, query=TagQuery(q=start)).items
	return render_template("profile/_tags.html", tags=tags)


def check_section(section: str) -> None:
	""":raises NotFound: there is no such section"""
	if section not in SECTIONS:
		raise NotFound(_("No hay esa parte de la ficha."))


def render_form(
	customer_id: int, name: str, form: SectionForm, *, saved: list[dict[str, object]] | None = None
) -> str:
	"""Return the form; `saved` is what somebody else has stored meanwhile."""
	return render_template(
		"profile/section.html",
		customer_id=customer_id,
		name=name,
		form=form,
		saved=saved,
		title=SECTIONS[form.section],
		tags=ask(people_api.list_tags, query=TagQuery()).items if form.section == "tags" else [],
	)
