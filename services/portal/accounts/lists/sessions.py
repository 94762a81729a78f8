"""The table of one's own open sign-ins."""

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.accounts import OwnSession
from portal.accounts.labels.devices import name_agent
from portal.shell.labels.formats import format_ago, format_instant
from portal.shell.labels.label import Label
from portal.shell.lists.cells import Act, Cell
from portal.shell.lists.tables import Column, Table

THIS_ONE = Label(_("Esta sesión"), "ok", "device-desktop")


def name_session(row: OwnSession) -> Cell:
	"""Return the machine, and whether it is this one."""
	return Cell(name_agent(row.agent), chips=[THIS_ONE] if row.is_current else ())


def list_acts(row: OwnSession) -> Cell:
	"""Return what can be done: this one is ended by signing out."""
	if row.is_current:
		return Cell(sub=[gettext("Con «Cerrar sesión»")])
	way = url_for("own_account.end_session", session_id=row.id)
	about = gettext("de %(device)s", device=name_agent(row.agent))
	return Cell(acts=[Act(gettext("Cerrar"), way, "logout", about, is_post=True)])


SESSIONS = Table[OwnSession](
	_("Mis sesiones"),
	(
		Column(_("Equipo"), name_session),
		Column(_("Desde"), lambda row: Cell(row.address, is_long=True)),
		Column(_("Último uso"), lambda row: format_ago(row.last_used_at), is_short=True),
		Column(_("Ingresó"), lambda row: format_instant(row.started_at), is_short=True),
		Column(_("Termina"), lambda row: format_instant(row.ends_at), is_short=True),
		Column(_("Acciones"), list_acts, is_silent=True),
	),
)
