"""The only composition root: which concrete class stands behind which role."""

from chasqui.kernel.feed.following import FollowingParts
from customers.equipment.wiring import EquipmentParts
from customers.features import FEATURES
from customers.lists.wiring import ListParts
from customers.quotes.wiring import QuoteParts
from customers.registration.wiring import RegistrationParts
from customers.rights.wiring import RightsParts
from customers.tables import EventCursorRow, StuckEventRow


class Wiring(FollowingParts, RegistrationParts, QuoteParts, EquipmentParts, ListParts, RightsParts):
	"""Parts of one process. What takes a session lives for one request or task."""

	features = FEATURES
	cursor_table, stuck_table = EventCursorRow, StuckEventRow
