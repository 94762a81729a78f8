"""The sidebar: which pages each role has. Each feature declares its line beside its pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel import lazy_gettext as _

from chasqui.kernel.security.access import Access
from portal.session.staff import Person, find_person


class Group(Enum):
	"""The groups of the menu, in their order; the value is the title."""

	WORK = _("Trabajo")
	ANALYSIS = _("Análisis")
	RISK = _("Riesgo")
	CUSTOMERS = _("Clientes")
	SALES = _("Ventas")
	EQUIPMENT = _("Equipos")
	CONTACT = _("Reglas de contacto")
	ADMINISTRATION = _("Administración")


@dataclass(frozen=True)
class Entry:
	"""One line of the menu, at its `place` among those of its group.

	It is the current one on every page below its address, and on those of the blueprints that
	are named `besides`.
	"""

	group: Group
	place: int
	text: Any
	icon: str
	endpoint: str
	besides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
	text: Any
	icon: str
	href: str
	is_current: bool


class MenuBuilder:
	"""All lines of all features."""

	def __init__(self, entries: Iterable[Entry]) -> None:
		self._entries = sorted(entries, key=lambda entry: entry.place)

	def list_groups(self) -> list[tuple[Any, list[Line]]]:
		"""Return the groups of the menu with the lines that this person has."""
		person = find_person()
		if person is None:
			return []
		current = self._find_current()
		groups = []
		for group in Group:
			lines = [
				Line(entry.text, entry.icon, url_for(entry.endpoint), entry is current)
				for entry in self._entries
				if entry.group is group and may_open(person, entry.endpoint)
			]
			if lines:
				groups.append((group.value, lines))
		return groups

	def _find_current(self) -> Entry | None:
		if request.blueprint is None:
			return None
		named = (entry for entry in self._entries if request.blueprint in entry.besides)
		return next(named, None) or next(filter(_leads_here, self._entries), None)


def set_up_menu(app: Flask, entries: Iterable[Entry]) -> None:
	"""Give the templates the menu of what the features declare."""
	app.jinja_env.globals["list_menu"] = MenuBuilder(entries).list_groups


def _leads_here(entry: Entry) -> bool:
	"""Return whether this page is the entry's or below it; everything is below the first page."""
	address, here = url_for(entry.endpoint), request.script_root + request.path
	is_first = address == request.script_root + "/"
	return here == address if is_first else here.startswith(address)


def may_open(person: Person, endpoint: str) -> bool:
	"""Return whether a page is for this person: a line of the menu asks what its page asks."""
	view: Any = current_app.view_functions[endpoint]
	access: Access = view.access
	return not access.permissions.isdisjoint(person.permissions)
