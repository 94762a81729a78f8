"""Redis as Celery's broker, without the fault that ends a worker whose Redis is gone.

After a lost connection Celery's consumer collects it and closes it. kombu (seen in 5.7.0, the
newest) takes the connection from its transport in the first step; in the second a channel gives
back its unacknowledged messages, asks nothing for its `hostname`, and fails with an
AttributeError, which to Celery is no lost connection: the worker ends, and all its work with it.
celery/kombu#582 reports the same of Gossip's channel (2016), celery/kombu#970 of the end of a
process; both are closed, neither mended `_connparams`. What was not given back is given again
after the visibility timeout, and its row is swept long before.
"""

from typing import Any

import redis
from kombu.transport import TRANSPORT_ALIASES
from kombu.transport import redis as kombu_redis

REDIS_SCHEMES = ("redis", "rediss")


class BrokerChannel(kombu_redis.Channel):
	"""A channel that says it has lost its connection in the way that its users understand."""

	def _connparams(self, asynchronous: bool = False) -> Any:
		if getattr(self.connection, "client", None) is None:
			raise redis.ConnectionError("the channel's connection is closed")
		return super()._connparams(asynchronous=asynchronous)  # type: ignore[no-untyped-call]


class BrokerTransport(kombu_redis.Transport):
	"""kombu's own, with our channel."""

	Channel = BrokerChannel


def use_our_transport() -> None:
	"""Let every address of Redis that kombu opens from now on be opened by ours."""
	place = f"{BrokerTransport.__module__}:{BrokerTransport.__qualname__}"
	TRANSPORT_ALIASES.update(dict.fromkeys(REDIS_SCHEMES, place))
