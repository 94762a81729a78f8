"""«Equipo»: the accounts of the staff, for who keeps them."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.accounts import (
	Account,
	AccountExportQuery,
	AccountFields,
	AccountQuery,
	AccountState,
)
from chasqui.contracts.campaigns.security import SecurityQuery
from chasqui.contracts.customers.list_values import TableFormat
from chasqui.contracts.endpoints.campaigns import accounts as accounts_api
from chasqui.contracts.endpoints.campaigns import staff as staff_api
from chasqui.kernel.security.access import grant
from portal.accounts.forms.staff import ADDING, CHANGING, CHANGING_OWN, AccountForm
from portal.accounts.lists.security import LATEST
from portal.accounts.lists.staff import STAFF
from portal.accounts.pages.staff_deeds import show_link
from portal.session.staff import read_person
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.pages.addresses import read_query
from portal.shell.pages.downloads import pass_on
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part, notify
from portal.siblings import ask, ask_once, open_stream

PAGE_ROWS, LATEST_ROWS = 25, 10
WHAT_FOLLOWS = lazy_gettext(
	"Al crearla verá un enlace de un solo uso para que la persona elija su contraseña."
)
WHAT_ENDS = lazy_gettext("Si cambian los papeles, las sesiones de la persona se cierran.")
NO_OWN_ROLES = lazy_gettext("Sus propios papeles los cambia otra persona que administre.")

blueprint = Blueprint("staff", __name__, url_prefix="/equipo")
ENTRY = Entry(
	Group.ADMINISTRATION,
	7,
	lazy_gettext("Equipo"),
	"user-check",
	"staff.show_list",
	besides=("staff_deeds",),
)


@blueprint.get("/")
@grant(Permission.STAFF_MANAGE)
def show_list() -> ResponseReturnValue:
	"""Show the accounts, searched and narrowed."""
	query = read_query(AccountQuery, limit=PAGE_ROWS)
	return STAFF.render(query, lambda asked: ask(staff_api.list_accounts, query=asked))


@blueprint.get("/exportar.<any(csv, xlsx):form>")
@grant(Permission.STAFF_MANAGE)
def export(form: str) -> ResponseReturnValue:
	"""Pass the accounts that match on as a file."""
	query = read_query(AccountExportQuery, format=TableFormat(form))
	return pass_on(open_stream(staff_api.export_accounts, query=query), f"equipo.{form}")


@blueprint.get("/nueva")
@grant(Permission.STAFF_MANAGE)
def ask_add() -> ResponseReturnValue:
	"""Ask for an account."""
	return render_form(Form(AccountFields))


@blueprint.post("/nueva")
@grant(Permission.STAFF_MANAGE)
def add() -> ResponseReturnValue:
	"""Make an account, and show once the link by which its person chooses a password.

	Sent again later, as by a page that is loaded anew, it takes no password away.
	"""
	form = Form.read(AccountFields, request.form)
	made = form.save(lambda fields: ask_once(form.nonce, staff_api.add_account, body=fields))
	if made is None:
		return render_form(form), 422
	account = ask(staff_api.show_staff, staff_id=made.id)
	if account.state is not AccountState.INVITED:
		return lead_to(account)
	notify(_("Creó la cuenta de %(name)s.", name=made.name))
	return show_link(account)


@blueprint.get("/<int:staff_id>")
@grant(Permission.STAFF_MANAGE)
def show(staff_id: int) -> ResponseReturnValue:
	"""Show one account, what can be done with it, and what happened to it."""
	query = SecurityQuery(staff_id=staff_id, limit=LATEST_ROWS)
	return render_template(
		"accounts/staff/account.html",
		account=ask(staff_api.show_staff, staff_id=staff_id),
		is_own=staff_id == read_person().id,
		latest=load_part(lambda: ask(accounts_api.list_events, query=query)),
		table=LATEST,
	)


@blueprint.get("/<int:staff_id>/editar")
@grant(Permission.STAFF_MANAGE)
def ask_change(staff_id: int) -> ResponseReturnValue:
	"""Show an account in the form."""
	account = ask(staff_api.show_staff, staff_id=staff_id)
	return render_form(Form.show(AccountForm, account), account)


@blueprint.post("/<int:staff_id>/editar")
@grant(Permission.STAFF_MANAGE)
def change(staff_id: int) -> ResponseReturnValue:
	"""Change an account; what somebody else changed is shown, and nothing typed is lost."""
	account = ask(staff_api.show_staff, staff_id=staff_id)
	is_own = staff_id == read_person().id
	form = Form.read(AccountForm, request.form)

	def send(fields: AccountForm) -> Account:
		patch = fields.build_patch(is_own=is_own)
		return ask(staff_api.change_account, staff_id=staff_id, body=patch)

	given = {"roles": account.roles} if is_own else {}
	made = form.save(send, current=Account, given=given)
	if made is None:
		return render_form(form, account), 422
	notify(_("Guardó la cuenta de %(name)s.", name=made.name))
	return lead_to(made)


def lead_to(account: Account) -> ResponseReturnValue:
	"""Return the way to an account."""
	return redirect(url_for("staff.show", staff_id=account.id), 303)


def render_form(
	form: Form[AccountFields] | Form[AccountForm], account: Account | None = None
) -> str:
	"""Return the form of an account; nobody is asked for the own roles."""
	home = url_for("staff.show_list")
	if account is None:
		title, layout, back, note = _("Crear una cuenta"), ADDING, home, WHAT_FOLLOWS
	else:
		is_own = account.id == read_person().id
		title = _("Editar la cuenta de %(name)s", name=account.name)
		layout, note = (CHANGING_OWN, NO_OWN_ROLES) if is_own else (CHANGING, WHAT_ENDS)
		back = url_for("staff.show", staff_id=account.id)
	return FormPage(
		title,
		layout,
		form,
		back=back,
		crumbs=[(home, _("Equipo"))],
		path_title=_("Editar") if account else _("Crear"),
		note=note,
	).render()
