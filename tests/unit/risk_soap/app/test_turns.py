import threading

import pytest

from risk_soap.app.door import Turns
from risk_soap.soap.faults import FaultKind, Refused
from tests.support.suite import wait_until


class TestTurns:
	def test_one_waits_for_the_other(self) -> None:
		turns, seen = Turns(1, patience=5), []

		def work(name: str) -> None:
			with turns.take():
				seen.append(f"{name} begins")
				seen.append(f"{name} ends")

		threads = [threading.Thread(target=work, args=[name]) for name in "abc"]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join()
		assert [line.split()[1] for line in seen] == ["begins", "ends"] * 3

	def test_they_come_in_the_order_asked_for(self) -> None:
		turns, seen = Turns(1, patience=5), []

		def work(name: str) -> None:
			with turns.take():
				seen.append(name)

		threads = [threading.Thread(target=work, args=[name]) for name in "abcdefgh"]
		with turns.take():
			for number, thread in enumerate(threads, 1):
				thread.start()
				wait_until(lambda number=number: len(turns._waiting) == number, 5)
		for thread in threads:
			thread.join()
		assert seen == list("abcdefgh")

	def test_who_gave_up_is_passed_over(self) -> None:
		turns = Turns(1, patience=0.01)
		with turns.take():
			with pytest.raises(Refused), turns.take():
				pass
			assert not turns._waiting
		with turns.take():
			pass

	def test_who_waits_too_long_is_told_that_it_is_unavailable(self) -> None:
		turns = Turns(1, patience=0.01)
		with turns.take(), pytest.raises(Refused) as refused, turns.take():
			pass
		assert refused.value.kind is FaultKind.UNAVAILABLE

	def test_a_turn_that_fails_is_given_back(self) -> None:
		turns = Turns(1, patience=0.01)
		with pytest.raises(ValueError, match="roto"), turns.take():
			raise ValueError("roto")
		with turns.take():
			pass
