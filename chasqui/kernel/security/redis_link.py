"""The way to Redis for what a request waits for."""

import redis

TIMEOUT_SECONDS = 0.25


def connect_redis(url: str) -> "redis.Redis":
	"""Return a client that gives up soon; nothing connects before its first command."""
	return redis.Redis.from_url(
		url, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS
	)
