"""How many machines come due, and how many are late."""

from collections.abc import Iterator
from datetime import timedelta

from flask import current_app, url_for
from flask_babel import ngettext

from chasqui.contracts.customers.equipment_lists import EquipmentFilters
from chasqui.contracts.endpoints.customers import equipment as equipment_api
from chasqui.kernel.clock import read_today
from portal.equipment.clients import find_soon
from portal.home.pages.alerts import Alert
from portal.shell.labels.formats import format_number
from portal.siblings import ask


def list_due() -> Iterator[Alert]:
	"""Yield how many machines come due, with how many are late."""
	count = count_machines(find_soon(EquipmentFilters()))
	if not count:
		return
	yesterday = read_today(current_app.config["CHASQUI_ZONE"]) - timedelta(days=1)
	late = count_machines(EquipmentFilters(due_to=yesterday))
	title = ngettext(
		"%(count)s equipo por vencer",
		"%(count)s equipos por vencer",
		count,
		count=format_number(count),
	)
	text = ngettext(
		"%(count)s ya venció; los demás, en los próximos 30 días.",
		"%(count)s ya vencieron; los demás, en los próximos 30 días.",
		late,
		count=format_number(late),
	)
	tone = "bad" if late else "warn"
	yield Alert(str(title), str(text), url_for("equipment_due.show_list"), tone)


def count_machines(filters: EquipmentFilters) -> int:
	return ask(equipment_api.find_equipment_facets, query=filters).total
