"""How long a connection stays for its client to read the last answer."""

import socket
import time

LINGER_SECONDS = 2.0  # for the last answer to be read: RFC 9112, 9.6
MAX_LINGER_BYTES = 64 * 1024


class Parting:
	"""A connection that was answered for the last time, until its client has read it."""

	def __init__(self, sock: socket.socket) -> None:
		self.sock = sock
		self.deadline = time.monotonic() + LINGER_SECONDS
		self.dropped = 0
