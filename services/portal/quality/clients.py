"""Care of the data: duplicates, merges, the inbox of faults."""

from chasqui.contracts.customers import Customer
from chasqui.contracts.duplicates import (
	DuplicatePair,
	DuplicateQuery,
	Merge,
	MergeRequest,
	QualityCount,
	QualityDismissal,
	QualityQuery,
	SearchStarted,
)
from chasqui.contracts.wire import Page
from portal.siblings import Siblings

PATH_PAIRS = "/v1/duplicates"
PATH_MERGES = "/v1/merges"
PATH_QUALITY = "/v1/quality"


class CareClient:
	"""Asks the customers service on behalf of the person who signed in."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.customers

	def list_pairs(self, query: DuplicateQuery) -> Page[DuplicatePair]:
		"""Return pairs that may be one person, the surest first."""
		params = query.model_dump(mode="json", exclude_none=True)
		return self._rest.get(PATH_PAIRS, Page[DuplicatePair], params=params)

	def search(self) -> int:
		"""Look for pairs; return how many are new."""
		return self._rest.post(f"{PATH_PAIRS}/search", SearchStarted).found

	def dismiss_pair(self, pair_id: int) -> None:
		"""Say that a pair is two persons."""
		self._rest.request("POST", f"{PATH_PAIRS}/{pair_id}/dismissal")

	def merge(self, request: MergeRequest) -> Merge:
		"""Merge two records; Conflict if one was merged meanwhile."""
		return self._rest.post(PATH_MERGES, Merge, body=request)

	def undo(self, merge_id: int) -> Merge:
		"""Take a merge back; Conflict if it was already."""
		return self._rest.post(f"{PATH_MERGES}/{merge_id}/undoing", Merge)

	def list_merges(self, customer_id: int) -> Page[Merge]:
		"""Return the merges of which a record was part, the newest first."""
		return self._rest.get(f"/v1/customers/{customer_id}/merges", Page[Merge])

	def count_faults(self) -> Page[QualityCount]:
		"""Return how many customers have each kind of fault."""
		return self._rest.get(PATH_QUALITY, Page[QualityCount])

	def list_faulty(self, query: QualityQuery) -> Page[Customer]:
		"""Return the customers with a fault of a kind."""
		params = query.model_dump(mode="json", exclude_none=True)
		return self._rest.get(f"{PATH_QUALITY}/customers", Page[Customer], params=params)

	def dismiss_fault(self, dismissal: QualityDismissal) -> None:
		"""Say that a fault is none."""
		content = dismissal.model_dump_json().encode()
		self._rest.request("POST", f"{PATH_QUALITY}/dismissals", content=content)
