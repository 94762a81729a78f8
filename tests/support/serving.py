"""Servers within the tests' own process, each served by a thread."""

import threading
from socketserver import BaseServer

# How often a server looks whether it should end. By default every half second, and so long would
# a test wait for each server that it had.
END_SECONDS = 0.02


def begin_serving(server: BaseServer) -> threading.Thread:
	"""Serve until `shutdown` is called; return the thread that does it."""
	thread = threading.Thread(target=server.serve_forever, args=[END_SECONDS], daemon=True)
	thread.start()
	return thread
