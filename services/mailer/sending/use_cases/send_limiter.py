"""How fast mails may leave: limits of the installation and of the domains they go to."""

from collections.abc import Mapping

from chasqui.kernel.security.rates import BucketLimiter, Rate
from mailer.config import MailerConfig
from mailer.designs.domain.addresses import read_domain


class SendLimiter:
	"""Shared by all workers."""

	def __init__(self, buckets: BucketLimiter, config: MailerConfig) -> None:
		self._buckets = buckets
		self._rates = [
			Rate(name, size, seconds)
			for name, size, seconds in (
				("second", config.rate_per_second, 1.0),
				("minute", config.rate_per_minute, 60.0),
				("hour", config.rate_per_hour, 3600.0),
			)
			if size > 0
		]
		self._domains: Mapping[str, int] = config.rate_per_domain_minute

	@property
	def is_limited(self) -> bool:
		return bool(self._rates or self._domains)

	def allow(self, wanted: int) -> int:
		"""Return how many of `wanted` mails may leave now."""
		return self._buckets.take(self._rates, wanted).count

	def find_wait(self, email: str) -> float:
		"""Return 0 where a mail may go to the address's domain, else the seconds to wait."""
		domain = read_domain(email)
		size = self._domains.get(domain, 0)
		if size <= 0:
			return 0.0
		grant = self._buckets.take([Rate(f"domain:{domain}", size, 60.0)], 1)
		return 0.0 if grant.count else max(grant.wait, 0.1)
