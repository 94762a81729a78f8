"""The sidebar: which pages each role has."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Role
from portal.session.staff import find_person

HEAD, ADVISOR, ADMINISTRATOR = Role.MARKETING_HEAD, Role.ADVISOR, Role.ADMINISTRATOR
EVERYBODY = (HEAD, ADVISOR, ADMINISTRATOR)


@dataclass(frozen=True)
class Entry:
	"""One line of the menu; it is the current one on every page of its blueprints."""

	text: Any
	icon: str
	endpoint: str
	roles: tuple[Role, ...]
	blueprints: tuple[str, ...]


GROUPS: tuple[tuple[Any, tuple[Entry, ...]], ...] = (
	(
		_("Trabajo"),
		(
			Entry(_("Inicio"), "home", "home.show", EVERYBODY, ("home",)),
			Entry(_("Mesa de llamadas"), "headset", "desk.show", (ADVISOR,), ("desk",)),
			Entry(
				_("Campañas"), "speakerphone", "campaigns.show_list", (HEAD, ADMINISTRATOR),
				("campaigns", "campaign", "wizard", "audience", "mailing", "calls",
					"campaign_risk"),
			),
			Entry(
				_("Diseños"), "template", "designs.show_list", (HEAD, ADMINISTRATOR), ("designs",)
			),
		),
	),
	(
		_("Riesgo"),
		(
			Entry(
				_("Central de riesgos"), "shield-search", "risk.show", EVERYBODY,
				("risk", "risk_reviews"),
			),
		),
	),
	(
		_("Clientes"),
		(
			Entry(_("Clientes"), "users", "customers.show_list", (HEAD, ADMINISTRATOR),
				("customers", "lists", "bulk", "profile", "sections", "holdings"),
			),
			Entry(
				_("Importaciones"), "file-import", "imports.show_list", (ADMINISTRATOR,),
				("imports", "import_steps"),
			),
			Entry(
				_("Duplicados"), "users", "duplicates.show_list", (ADMINISTRATOR,),
				("duplicates",),
			),
			Entry(
				_("Calidad de datos"), "adjustments", "quality.show", (ADMINISTRATOR,),
				("quality",),
			),
		),
	),
	(
		_("Administración"),
		(
			Entry(
				_("Solicitudes"), "shield", "rights.show_list", (ADMINISTRATOR,),
				("rights", "erasures"),
			),
			Entry(_("Auditoría"), "eye", "audit.show", (ADMINISTRATOR,), ("audit",)),
			Entry(
				_("Seguridad"), "shield-check", "security.show", (ADMINISTRATOR,), ("security",)
			),
			Entry(_("Campos propios"), "tag", "fields.show_list", (ADMINISTRATOR,), ("fields",)),
			Entry(
				_("Sucesos detenidos"), "alert-triangle", "stuck.show", (ADMINISTRATOR,),
				("stuck",),
			),
		),
	),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
	text: Any
	icon: str
	href: str
	is_current: bool


def list_menu() -> list[tuple[Any, list[Line]]]:
	"""Return the groups of the menu with the lines that this person has."""
	person = find_person()
	if person is None:
		return []
	groups = []
	for title, entries in GROUPS:
		lines = [
			Line(entry.text, entry.icon, url_for(entry.endpoint), _is_current(entry))
			for entry in entries
			if person.has(*entry.roles)
		]
		if lines:
			groups.append((title, lines))
	return groups


def _is_current(entry: Entry) -> bool:
	return request.blueprint in entry.blueprints
