"""Opens runs: on demand to a campaign's audience, or a test to a few addresses."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.orm import Session

from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.mailer.addresses import is_mailable, normalise_address
from chasqui.contracts.mailer.recipients import CampaignForMail
from chasqui.contracts.mailer.runs import (
	RunKind,
	RunPolicy,
	RunRequest,
	RunSource,
	RunState,
	TestSendRequest,
)
from chasqui.contracts.queues import MAILER_FILL_RUN, MAILER_QUEUE, MAILER_SEND_RUN
from chasqui.kernel.clock import read_midnight, read_now
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import Text, say
from mailer.designs.domain.templates import compile_text
from mailer.designs.repositories.designs import DesignRepository, DesignWithVersion
from mailer.designs.use_cases.sample_values import SAMPLE_VALUES
from mailer.runs.clients import CampaignsClient
from mailer.runs.domain.recipient_lines import WrittenRecipient
from mailer.runs.models.run import RunRow
from mailer.runs.repositories.runs import RunRepository
from mailer.runs.use_cases.recipient_writer import RecipientWriter
from mailer.runs.use_cases.run_publisher import RunPublisher

TEST_MARK = "[Prueba] "
STILL_FRESH = timedelta(hours=3)


class RunOpeningService:
	"""Each opening is one row; the worker is only nudged."""

	def __init__(
		self,
		campaigns: CampaignsClient,
		publisher: Publisher,
		recipients: RecipientWriter,
		*,
		zone: str,
	) -> None:
		self._campaigns = campaigns
		self._publisher = publisher
		self._recipients = recipients
		self._zone = zone

	def open_on_demand(self, session: Session, request: RunRequest, created_by: str) -> RunRow:
		"""Open a run to the whole audience of a campaign in execution.

		:raises Conflict: the campaign is in another phase or has no audience; `run_repeated`:
			mail went to it today, and nobody has said that more is meant
		:raises NotFound: no such campaign or design
		:raises Invalid: the subject has a field that does not exist
		"""
		campaign = self._campaigns.find_campaign(request.campaign_id)
		audience_id = _check_campaign(campaign)
		found = _find_design(session, request.design_id)
		if not request.confirm_repeat:
			self._refuse_repeat(session, request)
		subject = _choose_subject(request, campaign, found)
		run = RunRepository(session).add(
			RunRow(
				source=RunSource.CAMPAIGNS.value,
				source_ref=str(audience_id),
				purpose="marketing",
				kind=RunKind.ON_DEMAND.value,
				campaign_id=campaign.campaign_id,
				campaign_name=campaign.name,
				design_version_id=found.version.id,
				subject=subject,
				policy=request.policy.value,
				state=RunState.FILLING.value,
				created_by=created_by,
			)
		)
		RunPublisher(session, self._publisher).publish(run, created_by)
		self._publisher.publish_after_commit(session, MAILER_FILL_RUN, MAILER_QUEUE, run_id=run.id)
		return run

	def open_test(self, session: Session, request: TestSendRequest, created_by: str) -> RunRow:
		"""Open a run to at most five addresses: what a run would send, to a made-up person, with a
		mark in the subject.

		:raises Invalid: an address that no server would take, or a wrong field in the subject
		:raises NotFound: no such campaign or design
		"""
		emails = _check_addresses(request.emails)
		campaign_id = request.campaign_id
		campaign = self._campaigns.find_campaign(campaign_id) if campaign_id is not None else None
		found = _find_design(session, request.design_id)
		subject = _choose_subject(request, campaign, found)
		run = RunRepository(session).add(
			RunRow(
				source=RunSource.STAFF.value,
				source_ref=created_by[:80],
				purpose="service",
				kind=RunKind.TEST.value,
				design_version_id=found.version.id,
				subject=TEST_MARK + subject,
				policy=RunPolicy.NEVER_TWICE.value,
				state=RunState.FILLING.value,
				created_by=created_by,
			)
		)
		named = {"campana": campaign.name} if campaign is not None else {}
		self._fill_test(session, run, emails, {**SAMPLE_VALUES, **named})
		RunPublisher(session, self._publisher).publish(run, created_by, campaign_id=campaign_id)
		self._publisher.publish_after_commit(session, MAILER_SEND_RUN, MAILER_QUEUE, run_id=run.id)
		return run

	def _refuse_repeat(self, session: Session, request: RunRequest) -> None:
		# Minutes after midnight the mail of yesterday evening is still fresh.
		since = min(read_midnight(self._zone), read_now() - STILL_FRESH)
		known = RunRepository(session).find_repeated(request.campaign_id, since)
		if known is not None:
			named = {"campana": known.campaign_name}
			raise Conflict(
				say(
					"Hoy ya se envió «{subject}» a esta campaña (envío {id}). Las mismas personas "
					"recibirían otro correo: confírmelo si es lo que quiere.",
					# As who has no name reads it: without the braces of its fields.
					subject=compile_text(known.subject).render_line(named),
					id=known.id,
				),
				code="run_repeated",
				current={"run_id": known.id, "created_at": known.created_at.isoformat()},
			)

	def _fill_test(
		self, session: Session, run: RunRow, emails: list[str], values: Mapping[str, str]
	) -> None:
		recipients = [
			WrittenRecipient(f"test-{place}", None, email, values)
			for place, email in enumerate(emails)
		]
		self._recipients.fill(session, run, recipients)


def _check_campaign(campaign: CampaignForMail) -> int:
	if campaign.phase != Phase.IN_EXECUTION:
		raise Conflict(
			say("Solo se envía correo de una campaña en ejecución."), code="not_in_execution"
		)
	if campaign.audience_id is None:
		raise Conflict(say("La campaña todavía no tiene audiencia."), code="no_audience")
	return campaign.audience_id


def _find_design(session: Session, design_id: int) -> DesignWithVersion:
	found = DesignRepository(session).find(design_id)
	if found.design.archived_at is not None:
		raise Conflict(say("El diseño está archivado."), code="design_archived")
	return found


def _choose_subject(
	request: RunRequest | TestSendRequest,
	campaign: CampaignForMail | None,
	found: DesignWithVersion,
) -> str:
	"""Return the subject of a run, and so of its test.

	The campaign's subject goes with the campaign's design, another design with its own.
	"""
	is_own = campaign is not None and campaign.design_id == request.design_id
	own = campaign.subject if campaign is not None and is_own else None
	subject = request.subject or own or found.version.subject
	compile_text(subject, subject_of_error="subject")
	return subject


def _check_addresses(emails: list[str]) -> list[str]:
	addresses = [normalise_address(email) for email in emails]
	wrong = [
		FieldError(f"emails.{place}", _refuse_address(address), "bad_email")
		for place, address in enumerate(addresses)
		if not is_mailable(address)
	]
	if wrong:
		raise Invalid(say("Revise las direcciones de la prueba."), code="bad_email", fields=wrong)
	return list(dict.fromkeys(addresses))


def _refuse_address(address: str) -> Text:
	return say("«{address}» no es una dirección de correo válida.", address=address[:80])
