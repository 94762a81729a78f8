"""Starts reviews of many people's risk and shows how they go (K28)."""

from collections.abc import Sequence
from itertools import islice

from sqlalchemy.orm import Session

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.risk.domain.review_files import BadFile, ReviewRow, read_rows
from campaigns.risk.models.risk_review import RiskReviewRow
from campaigns.risk.repositories.risk_review_items import RiskReviewItemRepository
from campaigns.risk.repositories.risk_reviews import RiskReviewRepository
from campaigns.risk.use_cases.risk_view import describe_item, describe_review
from chasqui.contracts.campaigns.log import LogDetails, LogKind
from chasqui.contracts.campaigns.risk import (
	CampaignReviewRequest,
	FileReviewQuery,
	ReviewItemQuery,
	ReviewKind,
	ReviewQuery,
	RiskPurpose,
	RiskReview,
	RiskReviewItem,
)
from chasqui.contracts.jobs import JobAct
from chasqui.contracts.queues import CAMPAIGNS_QUEUE, CAMPAIGNS_REVIEW_RISK
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, Invalid, TooLarge
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say


class RiskReviewService:
	def __init__(
		self,
		session: Session,
		campaigns: CampaignRepository,
		reviews: RiskReviewRepository,
		items: RiskReviewItemRepository,
		publisher: Publisher,
		*,
		max_rows: int,
	) -> None:
		self._session = session
		self._campaigns = campaigns
		self._reviews = reviews
		self._items = items
		self._publisher = publisher
		self._max_rows = max_rows

	def receive_file(self, data: bytes, details: FileReviewQuery, staff_id: int) -> RiskReview:
		"""Keep the rows of a CSV file and have the worker ask for them.

		:raises Invalid: the file is empty, is no CSV, or has no identifications
		:raises TooLarge: it has more rows than the installation's limit
		"""
		rows = self._read_file(data)
		review = RiskReviewRow(
			kind=ReviewKind.FILE.value,
			file_name=details.file_name,
			purpose=details.purpose.value,
			total=len(rows),
			rejected=(rejected := sum(1 for row in rows if row.error)),
			done=rejected,
			requested_by=staff_id,
		)
		self._reviews.add(review)
		self._items.add_all(review.id, rows)
		return self._start(review)

	def review_campaign(
		self, campaign_id: int, request: CampaignReviewRequest, staff_id: int, by: str
	) -> RiskReview:
		"""Ask for everybody whom advisors have to call; a review that goes on is returned.

		:raises Conflict: nobody is assigned
		:raises NotFound: there is no such campaign or assignment
		"""
		self._campaigns.get(campaign_id, lock=True)  # two clicks take turns
		if request.assignment_id is not None:
			self._reviews.find_assignment(campaign_id, request.assignment_id)
		going = self._reviews.find_open(campaign_id, request.assignment_id)
		if going is not None:
			return self._describe([going])[0]
		review = RiskReviewRow(
			kind=ReviewKind.CAMPAIGN.value,
			campaign_id=campaign_id,
			assignment_id=request.assignment_id,
			purpose=RiskPurpose.CAMPAIGN_REVIEW.value,
			requested_by=staff_id,
		)
		self._reviews.add(review)
		review.total = self._reviews.fill_from_tasks(review)
		if not review.total:
			detail = say("La campaña no tiene clientes asignados que revisar.")
			raise Conflict(detail, code="nobody_assigned")
		details = LogDetails(review_id=review.id, count=review.total)
		self._campaigns.note(campaign_id, LogKind.REVIEWED, by, details)
		return self._start(review)

	def act(self, review_id: int, act: JobAct) -> RiskReview:
		"""Pause, resume, cancel or retry; what was answered stays.

		Of whom a cancelled review did not ask, the number goes: it was kept only to be asked.

		:raises NotFound: there is no such review
		:raises Conflict: its state does not allow it
		"""
		review = self._reviews.steer(review_id, act)
		if act is JobAct.CANCEL:
			self._items.clear_numbers(review_id)
		if review.state in self._reviews.busy:
			return self._start(review)
		return self._describe([review])[0]

	def get(self, review_id: int) -> RiskReview:
		""":raises NotFound: there is no such review"""
		return self._describe([self._reviews.get(review_id)])[0]

	def list_page(self, query: ReviewQuery) -> Page[RiskReview]:
		"""Return the reviews of a campaign, or those of files, the newest first."""
		rows, cursor = self._reviews.list_filtered(query)
		return Page(items=self._describe(rows), next_cursor=cursor)

	def list_items(self, review_id: int, query: ReviewItemQuery) -> Page[RiskReviewItem]:
		""":raises NotFound: there is no such review"""
		review = self._reviews.get(review_id)
		rows, cursor = self._items.list_page(review_id, query)
		names: dict[int, str | None] = {}
		if review.campaign_id is not None:
			customers = {row.customer_id for row in rows if row.customer_id is not None}
			names = self._items.name_members(review.campaign_id, customers)
		items = [describe_item(row, names.get(row.customer_id or 0)) for row in rows]
		return Page(items=items, next_cursor=cursor)

	def _read_file(self, data: bytes) -> list[ReviewRow]:
		try:
			rows = list(islice(read_rows(data), self._max_rows + 1))
		except BadFile as bad:
			raise Invalid(bad.text, code=bad.code) from bad
		if len(rows) > self._max_rows:
			detail = say("El archivo pasa de {max_rows} filas; divídalo.", max_rows=self._max_rows)
			raise TooLarge(detail, code="too_many_rows")
		if not rows:
			raise Invalid(
				say("El archivo no tiene filas debajo del encabezado."), code="empty_file"
			)
		return rows

	def _start(self, review: RiskReviewRow) -> RiskReview:
		self._publisher.publish_after_commit(
			self._session, CAMPAIGNS_REVIEW_RISK, CAMPAIGNS_QUEUE, review_id=review.id
		)
		review.created_at = review.created_at or read_now()
		return self._describe([review])[0]

	def _describe(self, rows: Sequence[RiskReviewRow]) -> list[RiskReview]:
		counts = self._reviews.count_answers([row.id for row in rows])
		names, advisors = self._reviews.name_people(rows)
		return [
			describe_review(
				row,
				counts.get(row.id, []),
				names.get(row.requested_by, ""),
				advisors.get(row.assignment_id or 0),
			).model_copy(update={"job": self._reviews.describe(row)})
			for row in rows
		]
