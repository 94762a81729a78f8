"""Amazon SES by its own API (v2): ``ses://region``, or ``ses://region?endpoint=https://…``.

Credentials come from the standard AWS environment only. There is no envelope to offer first: a
mail is ready at once, and its body leaves with everything in one request, which is never repeated
here, for a request whose answer was lost may have been obeyed.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlsplit

from mailer.sending.transports.outcomes import Outcome, OutcomeKind, TransportDown
from mailer.sending.transports.ses_answers import Answer, describe_accepted, judge_failure
from mailer.sending.transports.transport import Envelope, TransportSettings

SCHEMES = ("ses",)
# How long a round waits for its slowest requests once the first has its answer.
STRAGGLER_SECONDS = 0.03
# How long what is under way is waited for when the channel closes.
CLOSING_SECONDS = 2.0
NO_CREDENTIALS = "no AWS credentials"


class SesTransport:
	def __init__(self, settings: TransportSettings) -> None:
		"""Read the URL.

		:raises ValueError: it names no region, or holds credentials
		"""
		parts = urlsplit(settings.url)
		if not parts.hostname or parts.username is not None:
			raise ValueError("an SES URL names a region and nobody: ses://us-east-1")
		self._settings = settings
		self._region = parts.hostname
		self._endpoint = parse_qs(parts.query).get("endpoint", [None])[0]

	def open(self) -> "SesChannel":
		settings, session = self._settings, self._session
		has_credentials = session.get_credentials() is not None
		down = None if has_credentials else TransportDown(NO_CREDENTIALS, is_permanent=True)
		return SesChannel(self._client, settings.sender, settings.connections, down)

	@cached_property
	def _session(self) -> Any:
		import boto3  # takes long: only where it is used

		return boto3.Session(region_name=self._region)

	@cached_property
	def _client(self) -> Any:
		"""The client of all channels: making one takes as long as many mails."""
		from botocore.config import Config

		settings = self._settings
		config = Config(
			connect_timeout=settings.connect_timeout,
			read_timeout=settings.final_timeout,
			retries={"mode": "standard", "total_max_attempts": 1},
			max_pool_connections=settings.connections,
		)
		return self._session.client("sesv2", endpoint_url=self._endpoint, config=config)


class SesChannel:
	"""See `Channel`; `down` is why no mail can leave, if that is known."""

	def __init__(self, client: Any, sender: str, size: int, down: TransportDown | None) -> None:
		self._client = client
		self._sender = sender
		self._size = size
		self.down = down
		self._threads = ThreadPoolExecutor(size, thread_name_prefix="ses")
		self._offered: dict[int, str] = {}
		self._sent: dict[Future[Answer], int] = {}
		self._outcomes: list[Outcome] = []
		self.troubles = 0

	@property
	def size(self) -> int:
		return self._size

	@property
	def free(self) -> int:
		return max(self._size - len(self._offered) - len(self._sent), 0)

	@property
	def offered(self) -> list[int]:
		return list(self._offered)

	@property
	def ready(self) -> list[int]:
		return list(self._offered)[: self._size - len(self._sent)]

	@property
	def delivered(self) -> list[int]:
		return list(self._sent.values())

	def refill(self) -> None:
		if self.down is not None:
			raise self.down

	def offer(self, envelopes: Sequence[Envelope]) -> None:
		self._offered.update(envelopes)

	def deliver(self, bodies: Mapping[int, bytes], following: Sequence[Envelope] = ()) -> None:
		for job, body in bodies.items():
			email = self._offered.pop(job)
			self._sent[self._threads.submit(self._send, job, email, body)] = job
		self.offer(following)

	def withdraw(self, job: int, reason: str) -> None:
		del self._offered[job]
		self._outcomes.append(Outcome(job, OutcomeKind.UNTRIED, reason))

	def wait(self, seconds: float) -> list[Outcome]:
		patience = STRAGGLER_SECONDS if self.ready or self._outcomes else seconds
		done, _ = wait(self._sent, patience, FIRST_COMPLETED)
		if done:
			wait(self._sent, STRAGGLER_SECONDS)
		return self._collect()

	def close(self) -> list[Outcome]:
		for job in self.offered:
			self.withdraw(job, "closed by us")
		wait(self._sent, CLOSING_SECONDS)
		outcomes = self._collect()
		self._threads.shutdown(wait=False, cancel_futures=True)
		outcomes += [
			Outcome(job, OutcomeKind.UNCERTAIN, "closed by us") for job in self._sent.values()
		]
		self._sent.clear()
		return outcomes

	def _send(self, job: int, email: str, body: bytes) -> Answer:
		try:
			response = self._client.send_email(
				FromEmailAddress=self._sender,
				Destination={"ToAddresses": [email]},
				Content={"Raw": {"Data": body}},
			)
		except Exception as error:
			return judge_failure(job, error)
		return describe_accepted(job, str(response["MessageId"]))

	def _collect(self) -> list[Outcome]:
		"""Return what is known, and keep what it says about the server."""
		for future in [one for one in self._sent if one.done()]:
			del self._sent[future]
			answer = future.result()
			self._outcomes.append(answer.outcome)
			self.troubles += answer.is_trouble
			self.down = answer.down or self.down
		taken, self._outcomes = self._outcomes, []
		return taken


def build_transport(settings: TransportSettings) -> SesTransport:
	"""Return the transport to SES in a region."""
	return SesTransport(settings)
