"""Events that got stuck in a service that reads the others' feeds."""

from uuid import UUID

from chasqui.contracts.access import Service
from chasqui.contracts.stuck_events import PATH_STUCK, StuckDrop, StuckEvent, StuckQuery
from chasqui.contracts.wire import Page
from portal.siblings import Siblings


class StuckClient:
	"""Asks on behalf of the administrator who signed in."""

	def __init__(self, siblings: Siblings) -> None:
		self._readers = siblings.by_service

	def list_readers(self) -> list[Service]:
		"""Return the services where an event may get stuck."""
		return list(self._readers)

	def list_stuck(self, reader: Service, query: StuckQuery) -> Page[StuckEvent]:
		"""Return a page of a service's stuck events, the oldest first."""
		params = query.model_dump(mode="json", exclude_none=True)
		return self._readers[reader].get(PATH_STUCK, Page[StuckEvent], params=params)

	def retry(self, reader: Service, event_id: UUID) -> None:
		"""Have an event tried again; NotFound if it is stuck no more."""
		self._readers[reader].request("POST", f"{PATH_STUCK}/{event_id}/retry")

	def drop(self, reader: Service, event_id: UUID, drop: StuckDrop) -> None:
		"""Give an event up, with the reason; NotFound if it is stuck no more."""
		content = drop.model_dump_json().encode()
		self._readers[reader].request("POST", f"{PATH_STUCK}/{event_id}/drop", content=content)
