"""The table of an advisor's calls."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.call_results import CallResult
from portal.shell.labels.formats import format_number
from portal.shell.lists.tables import Column, Table

Calls = tuple[str, dict[str, int]]
"""An advisor, and how many calls ended with each result."""


def build_count(title: object, result: CallResult) -> Column[Calls]:
	"""Return the column of how many calls ended so."""
	return Column(title, lambda row: format_number(row[1].get(result, 0)), is_number=True)


BY_ADVISOR = Table[Calls](
	_("Llamadas por asesor"),
	(
		Column(_("Asesor"), lambda row: row[0]),
		Column(_("Llamadas"), lambda row: format_number(sum(row[1].values())), is_number=True),
		build_count(_("Ventas"), CallResult.SALE),
		build_count(_("Interesados"), CallResult.INTERESTED),
	),
)
