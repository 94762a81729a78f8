"""What campaigns remembers of a customer's risk: as checked in this lease, as reviewed before."""

from uuid import UUID

from campaigns.risk.repositories.risk_checks import RiskCheckRepository
from campaigns.risk.repositories.risk_review_items import RiskReviewItemRepository
from campaigns.risk.use_cases.risk_view import describe_check, describe_reviewed, hide_scores
from chasqui.contracts.risk import RiskAnswer


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
