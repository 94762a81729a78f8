"""Long work leaves a thread free, is done once at a time, and ends when the process must."""

from mailer.sending.engines.long_work_runner import LongWorkRunner


class TestLongWork:
	def test_the_same_work_is_not_done_twice_at_once(self) -> None:
		work = LongWorkRunner(3)
		with work.hold("send:1") as first, work.hold("send:1") as second:
			assert (first, second) == (True, False)
		with work.hold("send:1") as again:
			assert again is True

	def test_there_is_no_more_at_once_than_slots(self) -> None:
		work = LongWorkRunner(2)
		with work.hold("a") as a, work.hold("b") as b, work.hold("c") as c:
			assert (a, b, c) == (True, True, False)
		with work.hold("c") as c:
			assert c is True

	def test_nothing_begins_once_the_process_must_stop(self) -> None:
		work = LongWorkRunner(2)
		work.stop()
		with work.hold("a") as a:
			assert a is False
		assert work.should_stop()
