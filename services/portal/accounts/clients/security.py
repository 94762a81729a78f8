"""What happened at the doors of the suite."""

from chasqui.contracts.security import PATH_SECURITY, SecurityEntry, SecurityQuery
from chasqui.contracts.wire import Page
from portal.siblings import Siblings


class SecurityClient:
	"""Asks campaigns, which keeps what all services told, for the administrator."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.campaigns

	def list_events(self, query: SecurityQuery) -> Page[SecurityEntry]:
		"""Return a page of events, the newest first."""
		params = query.model_dump(mode="json", exclude_none=True)
		return self._rest.get(PATH_SECURITY, Page[SecurityEntry], params=params)
