"""Writes a notice as a mail: plain text, from the company, that nobody's program answers."""

from email.message import EmailMessage
from email.policy import SMTP

from chasqui.contracts.mailer.notices import Notice
from chasqui.kernel.clock import read_now
from mailer.sending.domain.dkim import DkimSigner
from mailer.sending.domain.headers import write_date
from mailer.sending.domain.message import SenderIdentity


class NoticeWriter:
	def __init__(self, sender: SenderIdentity, dkim: DkimSigner) -> None:
		self._sender = sender
		self._dkim = dkim

	def write(self, notice: Notice) -> bytes:
		"""Return the whole message, lines ended by CRLF."""
		mail = EmailMessage(policy=SMTP)
		mail["Date"] = write_date(read_now())
		mail["From"] = self._sender.write_from()
		mail["To"] = notice.email
		mail["Subject"] = " ".join(notice.subject.split())
		mail["Message-ID"] = f"<{notice.key}@{self._sender.domain}>"
		mail["Auto-Submitted"] = "auto-generated"
		parts = [*notice.before, notice.link, *notice.after]
		text = "\n\n".join(part for part in parts if part)
		mail.set_content(f"{text}\n", cte="quoted-printable")
		for one in notice.attachments:
			mail.add_attachment(
				one.content, maintype="application", subtype="pdf", filename=one.name
			)
		return self._dkim.sign(mail.as_bytes())
