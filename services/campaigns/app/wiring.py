"""The only composition root: which concrete class stands behind which role."""

from campaigns.comparison.wiring import ComparisonParts
from campaigns.features import FEATURES
from campaigns.privacy.wiring import PrivacyParts
from campaigns.rounds.wiring import RoundParts
from campaigns.supervision.wiring import SupervisionParts
from campaigns.tables import EventCursorRow, StuckEventRow
from campaigns.work.wiring import WorkParts
from chasqui.kernel.feed.following import FollowingParts


class Wiring(
	FollowingParts, SupervisionParts, RoundParts, WorkParts, ComparisonParts, PrivacyParts
):
	"""Parts of one process. What takes a session lives for one request or task."""

	features = FEATURES
	cursor_table, stuck_table = EventCursorRow, StuckEventRow
