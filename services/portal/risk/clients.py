"""Risk: look-ups, their history, and reviews of many."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from chasqui.contracts.risk_desk import (
	PATH_LOOKUPS,
	PATH_NAME_LOOKUPS,
	PATH_REVIEWS,
	CampaignReviewRequest,
	ReviewItemQuery,
	ReviewQuery,
	RiskHistoryEntry,
	RiskHistoryQuery,
	RiskLookup,
	RiskLookupRequest,
	RiskNameRequest,
	RiskPurpose,
	RiskReview,
	RiskReviewItem,
)
from chasqui.contracts.wire import Page
from portal.siblings import IDEMPOTENCY_HEADER, Siblings


class RiskClient:
	"""Asks the campaigns service on behalf of the person who signed in."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.campaigns

	def look_up(self, request: RiskLookupRequest) -> RiskLookup:
		"""Return one person's risk; Invalid if the identification is none."""
		return self._rest.post(PATH_LOOKUPS, RiskLookup, body=request)

	def look_up_name(self, request: RiskNameRequest) -> RiskLookup:
		"""Return who is called so, ranked."""
		return self._rest.post(PATH_NAME_LOOKUPS, RiskLookup, body=request)

	def list_history(self, query: RiskHistoryQuery) -> Page[RiskHistoryEntry]:
		"""Return a page of looks that this person may see."""
		params = query.model_dump(mode="json", exclude_none=True)
		return self._rest.get(PATH_LOOKUPS, Page[RiskHistoryEntry], params=params)

	def start_file(
		self, file: IO[bytes], name: str, purpose: RiskPurpose, nonce: str
	) -> RiskReview:
		"""Send a CSV file of identifications, once per `nonce`."""
		return self._rest.send(
			"POST",
			PATH_REVIEWS,
			RiskReview,
			content=file.read(),
			params={"file_name": name, "purpose": purpose.value},
			headers={"Content-Type": "text/csv", IDEMPOTENCY_HEADER: nonce},
		)

	def start_campaign(
		self, campaign_id: int, request: CampaignReviewRequest, nonce: str
	) -> RiskReview:
		"""Review a campaign's assigned customers; Conflict where there are none."""
		path = f"/v1/campaigns/{campaign_id}/risk-reviews"
		return self._rest.post(path, RiskReview, body=request, headers={IDEMPOTENCY_HEADER: nonce})

	def list_reviews(self, query: ReviewQuery) -> Page[RiskReview]:
		"""Return a page of the reviews of a campaign, or of those of files."""
		params = query.model_dump(mode="json", exclude_none=True)
		return self._rest.get(PATH_REVIEWS, Page[RiskReview], params=params)

	def fetch_review(self, review_id: int) -> RiskReview:
		"""Return a review as it goes; NotFound if there is none."""
		return self._rest.get(f"{PATH_REVIEWS}/{review_id}", RiskReview)

	def resume_review(self, review_id: int) -> RiskReview:
		"""Go on with a review that gave up."""
		return self._rest.post(f"{PATH_REVIEWS}/{review_id}/resume", RiskReview)

	def list_items(self, review_id: int, query: ReviewItemQuery) -> Page[RiskReviewItem]:
		"""Return a page of a review's rows."""
		params = query.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
		path = f"{PATH_REVIEWS}/{review_id}/items"
		return self._rest.get(path, Page[RiskReviewItem], params=params)

	@contextmanager
	def stream_items(self, review_id: int) -> Iterator[Iterator[bytes]]:
		"""Yield the chunks of a review's report (CSV)."""
		with self._rest.stream("GET", f"{PATH_REVIEWS}/{review_id}/items.csv") as chunks:
			yield chunks
