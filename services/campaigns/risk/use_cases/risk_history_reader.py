"""What campaigns remembers of a customer's risk: as checked in this lease, as reviewed before."""

from uuid import UUID

from campaigns.risk.repositories.risk_checks import RiskCheckRepository
from campaigns.risk.repositories.risk_review_items import RiskReviewItemRepository
from campaigns.risk.use_cases.risk_view import describe_check, describe_reviewed, hide_scores
from chasqui.contracts.risk import RiskAnswer, RiskStatus


class RiskHistoryReader:
	"""Its answers are for advisors: no scores."""

	def __init__(self, checks: RiskCheckRepository, items: RiskReviewItemRepository) -> None:
		self._checks = checks
		self._items = items

	def find_checked(self, token: UUID) -> RiskAnswer | None:
		"""Return the newest answer to this lease."""
		check = self._checks.find_last(token)
		return hide_scores(describe_check(check)) if check is not None else None

	def find_reviewed(self, customer_id: int) -> RiskAnswer | None:
		"""Return what the newest review says of a customer."""
		item = self._items.find_last_answer(customer_id)
		return hide_scores(describe_reviewed(item)) if item is not None else None

	def find_known(self, token: UUID, customer_id: int) -> RiskAnswer | None:
		"""Return what the advisor has seen: the answer to this lease, else the review's.

		An answer that the service could not give does not outweigh what a review found.
		"""
		checked = self.find_checked(token)
		if checked is not None and checked.status is not RiskStatus.UNAVAILABLE:
			return checked
		return self.find_reviewed(customer_id) or checked
