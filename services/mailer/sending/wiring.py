"""Parts that fill runs and put mails in the inbox."""

from functools import cached_property
from urllib.parse import urlsplit

import httpx
import redis

from chasqui.contracts.access import Service
from chasqui.contracts.mailer.runs import RunSource
from chasqui.kernel.security.rates import BucketLimiter
from chasqui.kernel.texts.text import say
from mailer.pressure.wiring import PressureParts
from mailer.receiving.domain.address_tokens import TokenKind
from mailer.receiving.wiring import ReceivingParts
from mailer.runs.clients import RecipientClient
from mailer.runs.wiring import RunParts
from mailer.sending.clients import DnsClient
from mailer.sending.domain.dkim import DkimKey, DkimSigner, read_keys
from mailer.sending.engines.bounce_recorder import BounceRecorder
from mailer.sending.engines.long_work_runner import LongWorkRunner
from mailer.sending.engines.notice_sender import NoticeSender
from mailer.sending.engines.run_breaker import RunBreaker
from mailer.sending.engines.run_fill_worker import RunFillWorker
from mailer.sending.engines.run_sender import RunSender
from mailer.sending.engines.service_mail_sender import ServiceMailSender
from mailer.sending.engines.sweep_worker import SweepWorker
from mailer.sending.transports.transport import Transport, TransportSettings, choose_transport
from mailer.sending.use_cases.domain_reader import DomainReader
from mailer.sending.use_cases.message_writer import RunWriterBuilder, build_identity
from mailer.sending.use_cases.notice_writer import NoticeWriter
from mailer.sending.use_cases.send_limiter import SendLimiter
from mailer.suppression.wiring import SuppressionParts

SILENT = say("Redis no responde: no se puede respetar el ritmo.")
# A recipient stream sorts before its first byte: more patience between bytes than for pages.
STREAM_TIMEOUT = httpx.Timeout(5.0, read=60.0)


class SendingParts(RunParts, ReceivingParts, PressureParts, SuppressionParts):
	"""One set per process."""

	@cached_property
	def long_work(self) -> LongWorkRunner:
		return LongWorkRunner(self.config.long_work_slots)

	@cached_property
	def run_fill_worker(self) -> RunFillWorker:
		sources = {
			RunSource.CAMPAIGNS: self._open_source(self.config.campaigns_url, Service.CAMPAIGNS),
			RunSource.CUSTOMERS: self._open_source(self.config.customers_url, Service.CUSTOMERS),
		}
		return RunFillWorker(
			self.database,
			sources,
			self.publisher,
			self.long_work,
			self.address_digests,
			self.config,
		)

	@cached_property
	def service_work(self) -> LongWorkRunner:
		"""The place of single mails, which big runs do not take."""
		return LongWorkRunner(slots=1)

	@cached_property
	def run_sender(self) -> RunSender:
		return self._build_sender(self.transport, self.long_work)

	@cached_property
	def service_mail_sender(self) -> ServiceMailSender:
		return ServiceMailSender(
			self.database,
			self._build_sender(self._choose_transport(1, signs=True), self.service_work),
			self.service_work,
			slice_seconds=self.config.slice_seconds,
		)

	def stop_sending(self) -> None:
		"""Let whatever sends end soon."""
		self.long_work.stop()
		self.service_work.stop()

	def _build_sender(self, transport: Transport, work: LongWorkRunner) -> RunSender:
		return RunSender(
			self.database,
			transport,
			self.writers,
			SendLimiter(self._buckets, self.config),
			RunBreaker(self.database, self.publisher, self.config),
			BounceRecorder(self.database, self.address_digests, self.publisher),
			self.publisher,
			work,
			self.config,
		)

	@cached_property
	def writers(self) -> RunWriterBuilder:
		return RunWriterBuilder(self.config, self.signer, self.address_signer, self.dkim_signer)

	@cached_property
	def dkim_signer(self) -> DkimSigner:
		return DkimSigner(self.dkim_keys)

	@cached_property
	def dkim_keys(self) -> list[DkimKey]:
		return read_keys(self.config.dkim_keys.get_secret_value())

	@cached_property
	def domain_reader(self) -> DomainReader:
		config = self.config
		servers = [config.dns_server] if config.dns_server else None
		return DomainReader(
			DnsClient(servers),
			self.dkim_keys,
			sender=config.sender_address,
			server=urlsplit(config.smtp_url.get_secret_value()).hostname or "",
			reply_address=config.reply_address,
		)

	@cached_property
	def sweeper(self) -> SweepWorker:
		return SweepWorker(self.database, self.publisher)

	@cached_property
	def notice_sender(self) -> NoticeSender:
		return NoticeSender(
			self.database,
			self.address_digests,
			self._choose_transport(connections=1),
			NoticeWriter(build_identity(self.config), self.dkim_signer),
			takes_reserved=self.config.smtp_is_local_mailbox,
		)

	@cached_property
	def transport(self) -> Transport:
		return self._choose_transport(self.config.smtp_connections, signs=True)

	def _choose_transport(self, connections: int, *, signs: bool = False) -> Transport:
		"""Return the way to the server; `signs`: what comes back is known by its return path."""
		config = self.config
		settings = TransportSettings(
			url=config.smtp_url.get_secret_value(),
			sender=config.sender_address,
			hello_name=config.smtp_hello_name,
			connections=connections,
			connect_timeout=config.connect_timeout,
			reply_timeout=config.reply_timeout,
			final_timeout=config.final_reply_timeout,
			write_return=self._write_return if signs else None,
		)
		return choose_transport(settings)

	def _write_return(self, delivery_id: int) -> str:
		return self.address_signer.sign(TokenKind.BOUNCE, delivery_id)

	@cached_property
	def _buckets(self) -> BucketLimiter:
		client = redis.Redis.from_url(
			self.config.redis_url.get_secret_value(), socket_timeout=3, socket_connect_timeout=3
		)
		prefix = f"{self.config.redis_prefix}mail-"
		return BucketLimiter(client, prefix=prefix, refusal=SILENT)

	def _open_source(self, url: str, audience: Service) -> RecipientClient:
		return RecipientClient(self.connect(url, audience, timeout=STREAM_TIMEOUT))
