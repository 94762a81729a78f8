"""Whom this process trusts to say who a server is."""

import ssl
from functools import cache

import httpx


@cache
def load_authorities() -> ssl.SSLContext:
	"""Return what all clients of this process share: to read it takes a twentieth of a second."""
	return httpx.create_ssl_context()
