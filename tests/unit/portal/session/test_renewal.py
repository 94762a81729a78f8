"""Refresh tokens serve once, and requests come in parallel."""

import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from chasqui.contracts.campaigns.staff import TokenAnswer
from chasqui.kernel.errors import Unauthenticated, Unavailable
from chasqui.kernel.texts.text import say
from portal.session.renewal import TokenRenewer


class FakeStaff:
	"""Takes each refresh token once, slowly."""

	def __init__(self) -> None:
		self.spent: list[str] = []
		self.failure: Exception | None = None
		self._lock = threading.Lock()

	def refresh(self, token: str) -> TokenAnswer:
		time.sleep(0.05)
		if self.failure:
			raise self.failure
		with self._lock:
			if token in self.spent:
				raise Unauthenticated(say("Ya se usó."))
			self.spent.append(token)
		fresh = secrets.token_urlsafe(32)
		return TokenAnswer(access_token="a" * 20, expires_in=600, refresh_token=fresh)


class TestTokenRenewer:
	def test_parallel_requests_share_one_answer(self) -> None:
		staff = FakeStaff()
		renewer = TokenRenewer(staff.refresh)
		with ThreadPoolExecutor(8) as pool:
			answers = list(pool.map(renewer.renew, ["una-ficha-de-renovacion"] * 8))
		assert len({answer.refresh_token for answer in answers}) == 1
		assert len(staff.spent) == 1

	def test_a_late_request_gets_the_same_answer(self) -> None:
		renewer = TokenRenewer(FakeStaff().refresh)
		first = renewer.renew("una-ficha-de-renovacion")
		assert renewer.renew("una-ficha-de-renovacion") == first

	def test_different_people_do_not_wait_for_each_other(self) -> None:
		staff = FakeStaff()
		renewer = TokenRenewer(staff.refresh)
		renewer.renew("una-ficha")
		renewer.renew("otra-ficha")
		assert staff.spent == ["una-ficha", "otra-ficha"]

	def test_a_failure_is_not_remembered(self) -> None:
		staff = FakeStaff()
		staff.failure = Unavailable(say("No responde."))
		renewer = TokenRenewer(staff.refresh)
		with pytest.raises(Unavailable):
			renewer.renew("una-ficha")
		staff.failure = None
		assert renewer.renew("una-ficha").refresh_token
