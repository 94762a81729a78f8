"""Lists of customers: facets, views, bulk actions, files."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from chasqui.contracts.lists import (
	PATH_AS_SEGMENT,
	PATH_BULK,
	PATH_EXPORT,
	PATH_FACETS,
	PATH_VIEWS,
	BulkJob,
	BulkRequest,
	CustomerFacets,
	CustomerFilters,
	ExportQuery,
	SavedView,
	SegmentAnswer,
	ViewFields,
)
from chasqui.contracts.wire import Page
from portal.siblings import IDEMPOTENCY_HEADER, Siblings


class ListsClient:
	"""Asks the customers service on behalf of the person who signed in."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.customers

	def find_facets(self, filters: CustomerFilters) -> CustomerFacets:
		"""Return how many match, and how many have each value."""
		return self._rest.get(PATH_FACETS, CustomerFacets, params=filters.write_params())

	def write_segment(self, filters: CustomerFilters) -> SegmentAnswer:
		"""Return a list as criteria, or why criteria cannot say it."""
		return self._rest.get(PATH_AS_SEGMENT, SegmentAnswer, params=filters.write_params())

	def list_views(self) -> Sequence[SavedView]:
		"""Return the product's views, one's own and the shared ones."""
		return self._rest.get(PATH_VIEWS, Page[SavedView]).items

	def add_view(self, fields: ViewFields) -> SavedView:
		"""Keep a view; Conflict if one has that name."""
		return self._rest.post(PATH_VIEWS, SavedView, body=fields)

	def delete_view(self, view_id: int) -> None:
		"""Forget a view."""
		self._rest.request("DELETE", f"{PATH_VIEWS}/{view_id}")

	def request_action(self, asked: BulkRequest, nonce: str) -> BulkJob:
		"""Begin a bulk action, once per `nonce`; Conflict if the list has changed."""
		return self._rest.post(PATH_BULK, BulkJob, body=asked, headers={IDEMPOTENCY_HEADER: nonce})

	def fetch_job(self, job_id: int) -> BulkJob:
		"""Return a bulk action as it goes."""
		return self._rest.get(f"{PATH_BULK}/{job_id}", BulkJob)

	@contextmanager
	def stream_export(self, query: ExportQuery) -> Iterator[Iterator[bytes]]:
		"""Yield the chunks of a list as a file."""
		params = query.write_params()
		with self._rest.stream("GET", PATH_EXPORT, params=params) as chunks:
			yield chunks
