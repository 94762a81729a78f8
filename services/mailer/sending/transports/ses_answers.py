"""What an answer of Amazon SES, or its silence, means for a mail and for those that follow.

The codes are those of SendEmail in the API's reference (version 2), and the errors common to all
services of AWS.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mailer.sending.transports.outcomes import (
	Outcome,
	OutcomeKind,
	TransportDown,
	describe_reply,
)

if TYPE_CHECKING:
	from botocore.exceptions import ClientError

# About this mail or this person: it would be refused again.
REJECTED = frozenset({"MessageRejected", "BadRequestException"})
# About the account, the sender or the credentials: no mail leaves until a person mends it.
CLOSED = frozenset(
	{
		"AccountSuspendedException",
		"SendingPausedException",
		"MailFromDomainNotVerifiedException",
		"NotFoundException",
		"AccessDeniedException",
		"InvalidClientTokenId",
		"InvalidSignatureException",
		"MissingAuthenticationTokenException",
		"OptInRequired",
		"SignatureDoesNotMatch",
		"UnrecognizedClientException",
	}
)
# A rejection that concerns the identities of the account, not of the mail.
NOT_VERIFIED = "not verified"
BUSY = 503
SERVER_ERROR = 500


@dataclass(frozen=True)
class Answer:
	"""What became of a mail; whether it shows trouble at the server; and why none may follow."""

	outcome: Outcome
	is_trouble: bool = False
	down: TransportDown | None = None


def describe_accepted(job: int, message_id: str) -> Answer:
	"""Return that SES took a mail; its id for it is kept as the server's reply."""
	return Answer(Outcome(job, OutcomeKind.ACCEPTED, describe_reply(200, message_id)))


def judge_failure(job: int, error: Exception) -> Answer:
	"""Return what an error of the client means.

	What certainly was not taken may be tried again; of what may have been, nobody knows.
	"""
	from botocore.exceptions import ClientError

	if isinstance(error, ClientError):
		return _judge_refusal(job, error)
	kind = OutcomeKind.RETRYABLE if _has_not_left(error) else OutcomeKind.UNCERTAIN
	return Answer(Outcome(job, kind, type(error).__name__), is_trouble=True)


def _has_not_left(error: Exception) -> bool:
	from botocore import exceptions

	return isinstance(
		error,
		exceptions.EndpointConnectionError
		| exceptions.ConnectTimeoutError
		| exceptions.ProxyConnectionError
		| exceptions.SSLError
		| exceptions.NoCredentialsError
		| exceptions.PartialCredentialsError
		| exceptions.CredentialRetrievalError
		| exceptions.TokenRetrievalError
		| exceptions.ParamValidationError,
	)


def _judge_refusal(job: int, error: "ClientError") -> Answer:
	details = error.response.get("Error", {})
	code, text = str(details.get("Code", "")), str(details.get("Message", ""))
	status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
	reply = describe_reply(status, f"{code} {text}")
	if code in CLOSED or (code in REJECTED and NOT_VERIFIED in text):
		down = TransportDown(reply, is_permanent=True)
		return Answer(Outcome(job, OutcomeKind.RETRYABLE, reply), is_trouble=True, down=down)
	if code in REJECTED:
		return Answer(Outcome(job, OutcomeKind.REJECTED, reply))
	# Throttling, quotas, and what is not known here, are refusals; a 500 may have been obeyed.
	is_known = status < SERVER_ERROR or status == BUSY
	kind = OutcomeKind.RETRYABLE if is_known else OutcomeKind.UNCERTAIN
	return Answer(Outcome(job, kind, reply), is_trouble=True)
