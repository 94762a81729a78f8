"""Reminders: which machines come due, and the service of many asked for at once."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.equipment_lists import EquipmentQuery
from chasqui.contracts.endpoints.customers import equipment as equipment_api
from chasqui.kernel.security.access import grant
from portal.equipment.clients import find_soon
from portal.equipment.lists.due import DUE
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.siblings import ask

PAGE_ROWS = 25

blueprint = Blueprint("equipment_due", __name__, url_prefix="/equipos/por-vencer")
ENTRY = Entry(Group.EQUIPMENT, 1, lazy_gettext("Por vencer"), "bell", "equipment_due.show_list")


@blueprint.get("/")
@grant(Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST)
def show_list() -> ResponseReturnValue:
	"""Show which machines are due, the most urgent first; of the next month if no day is asked."""
	query = find_soon(read_query(EquipmentQuery, usual={"sort": "due"}, limit=PAGE_ROWS))
	return DUE.render(query, lambda asked: ask(equipment_api.list_equipment, query=asked))
