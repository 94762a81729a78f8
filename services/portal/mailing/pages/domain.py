"""The company's domain: what it has to say so that its mails are believed."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.mailer import domains as domains_api
from chasqui.kernel.security.access import grant
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask

blueprint = Blueprint("mail_domain", __name__, url_prefix="/dominio-de-correo")
ENTRY = Entry(
	Group.ADMINISTRATION, 10, lazy_gettext("Dominio de correo"), "shield", "mail_domain.show"
)


@blueprint.get("/")
@grant(Permission.MAIL_SET_UP)
def show() -> ResponseReturnValue:
	"""Show what to publish, and what stands in the DNS."""
	found = load_part(lambda: ask(domains_api.show_domain))
	return render_template("mailing/domain.html", found=found)
