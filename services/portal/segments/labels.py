"""What saved segments are called."""

from enum import StrEnum

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.saved_segments import SegmentKindOf
from portal.shell.labels.formats import format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(SegmentKindOf.CRITERIA, Label(_("Por criterios"), "info", "adjustments")),
	(SegmentKindOf.PICKED, Label(_("Elegidos a mano"), "plum", "users-group")),
)
SHARED = Label(_("Compartido"), "plain", "users")


def count_customers(count: int) -> str:
	"""Return how many customers, in words."""
	return str(
		ngettext("%(count)s cliente", "%(count)s clientes", count, count=format_number(count))
	)


def name_owner(owner: str, *, is_own: bool) -> str:
	"""Return whose a segment is."""
	return str(gettext("suyo") if is_own else owner)


WORDS = Words(PAIRS)
