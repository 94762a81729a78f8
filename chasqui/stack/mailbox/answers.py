"""Answers a mail as its reader's program would: to where it says, with what it answers below."""

from email.message import EmailMessage, Message
from email.utils import formatdate, make_msgid

from chasqui.stack.mailbox.store import Summary, read_header, read_part

MOST_QUOTED = 40


def write_answer(mail: Summary, message: Message, text: str) -> EmailMessage:
	"""Return the answer of who got a mail."""
	reader = mail.recipients.partition(",")[0].strip()
	answer = EmailMessage()
	answer["From"] = reader
	answer["To"] = read_header(message, "Reply-To") or read_header(message, "From")
	answer["Subject"] = f"Re: {' '.join(mail.subject.split())}"
	answer["Date"] = formatdate(localtime=True)
	answer["Message-ID"] = make_msgid(domain=reader.rpartition("@")[2] or "example.com")
	if mail.message_id:
		answer["In-Reply-To"] = answer["References"] = mail.message_id
	lines = read_part(message, "text/plain").splitlines()[:MOST_QUOTED]
	quoted = "\n".join(f"> {line}" for line in lines)
	answer.set_content(f"{text.strip()}\n\nEl {mail.received_at[:10]} escribió:\n{quoted}\n")
	return answer
