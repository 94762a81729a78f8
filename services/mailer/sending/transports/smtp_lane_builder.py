"""Opens an SMTP connection up to the point where mail can flow: greeting, TLS, sign-in."""

import smtplib
import socket
import ssl

from mailer.sending.transports.outcomes import TransportDown, describe_reply
from mailer.sending.transports.smtp_lane import SmtpLane
from mailer.sending.transports.smtp_url import SmtpUrl, StartTls
from mailer.sending.transports.transport import TransportSettings

SEND_BUFFER_BYTES = 256 * 1024


class SmtpLaneBuilder:
	"""Gives new lanes to one server."""

	def __init__(self, settings: TransportSettings) -> None:
		self._settings = settings
		self._url = SmtpUrl.parse(settings.url)
		self._tls = ssl.create_default_context()

	def open_lane(self) -> SmtpLane:
		"""Return a lane that is ready for its first envelope.

		:raises TransportDown: no connection, or the server does not take us
		"""
		settings = self._settings
		try:
			client = self._greet()
		except (smtplib.SMTPAuthenticationError, ssl.SSLCertVerificationError) as error:
			raise TransportDown(_describe(error), is_permanent=True) from error
		except (OSError, smtplib.SMTPException) as error:
			raise TransportDown(_describe(error)) from error
		connection = client.sock
		assert connection is not None
		connection.setblocking(False)
		connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
		connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
		return SmtpLane(
			connection,
			find_sender=settings.find_sender,
			pipelines=client.has_extn("pipelining"),
			reply_timeout=settings.reply_timeout,
			final_timeout=settings.final_timeout,
		)

	def _greet(self) -> smtplib.SMTP:
		url, timeout = self._url, self._settings.connect_timeout
		name = self._settings.hello_name
		client: smtplib.SMTP
		if url.is_tls:
			client = smtplib.SMTP_SSL(
				url.host, url.port, local_hostname=name, timeout=timeout, context=self._tls
			)
		else:
			client = smtplib.SMTP(url.host, url.port, local_hostname=name, timeout=timeout)
		try:
			self._sign_in(client)
		except BaseException:
			client.close()
			raise
		return client

	def _sign_in(self, client: smtplib.SMTP) -> None:
		url = self._url
		client.ehlo_or_helo_if_needed()
		is_secure = url.is_tls or self._start_tls(client)
		if url.user is None or url.password is None:
			return
		if not (is_secure or url.is_loopback or url.starttls is StartTls.NEVER):
			raise TransportDown("no TLS for the credentials", is_permanent=True)
		client.login(url.user, url.password)

	def _start_tls(self, client: smtplib.SMTP) -> bool:
		url = self._url
		is_offered = client.has_extn("starttls")
		if url.starttls is StartTls.REQUIRED and not is_offered:
			raise TransportDown("the server offers no STARTTLS", is_permanent=True)
		if url.starttls is StartTls.NEVER or not is_offered:
			return False
		if url.is_loopback and url.starttls is StartTls.AUTO:
			return False  # nobody listens on the way, and such certificates are self-made
		client.starttls(context=self._tls)
		client.ehlo()
		return True


def _describe(error: Exception) -> str:
	if isinstance(error, smtplib.SMTPResponseException):
		text = error.smtp_error
		return describe_reply(
			error.smtp_code, text.decode("utf-8", "replace") if isinstance(text, bytes) else text
		)
	return f"{type(error).__name__}: {error}"[:200]
