"""The only composition root: which concrete class stands behind which role."""

from chasqui.kernel.feed.following import FollowingParts
from mailer.features import FEATURES
from mailer.people.wiring import PeopleParts
from mailer.tables import EventCursorRow, StuckEventRow


class Wiring(FollowingParts, PeopleParts):
	"""Parts of one process. What takes a session lives for one request or task."""

	features = FEATURES
	cursor_table, stuck_table = EventCursorRow, StuckEventRow
