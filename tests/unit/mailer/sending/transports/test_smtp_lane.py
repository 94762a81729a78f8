"""One kept-open connection: what its clock says of a server that answered."""

import socket
import time
from collections.abc import Iterator

import pytest

from mailer.sending.transports.outcomes import OutcomeKind
from mailer.sending.transports.smtp_lane import SmtpLane

SECONDS = 0.05


class TestClock:
	def test_an_answer_that_came_while_the_process_was_held_up_counts(
		self, lane: SmtpLane, server: socket.socket
	) -> None:
		server.sendall(b"250 2.0.0 queued\r\n")
		time.sleep(2 * SECONDS)
		lane.check_time()
		assert [one.kind for one in lane.take_outcomes()] == [OutcomeKind.ACCEPTED]
		assert not lane.is_lost

	def test_a_server_that_says_nothing_leaves_doubt(self, lane: SmtpLane) -> None:
		time.sleep(2 * SECONDS)
		lane.check_time()
		assert [one.kind for one in lane.take_outcomes()] == [OutcomeKind.UNCERTAIN]
		assert lane.is_lost


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
	ours, theirs = socket.socketpair()
	ours.setblocking(False)
	yield ours, theirs
	ours.close()
	theirs.close()


@pytest.fixture
def server(pair: tuple[socket.socket, socket.socket]) -> socket.socket:
	return pair[1]


@pytest.fixture
def lane(pair: tuple[socket.socket, socket.socket], server: socket.socket) -> SmtpLane:
	"""A lane whose body has left."""
	made = SmtpLane(
		pair[0],
		find_sender=lambda _job: "a@example.com",
		pipelines=True,
		reply_timeout=SECONDS,
		final_timeout=SECONDS,
	)
	made.begin(1, "b@example.com")
	server.sendall(b"250 ok\r\n250 ok\r\n354 go on\r\n")
	made.read()
	assert made.is_ready
	made.send_body(b"Subject: x\r\n\r\nHola\r\n")
	return made
