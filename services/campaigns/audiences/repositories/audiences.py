"""Audiences, their members, and the streams in and out of them."""

import json
from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import delete, func, select, text

from campaigns.audiences.models import AudienceMemberRow, HoldoutMemberRow
from campaigns.audiences.repositories.member_filters import MEMBER_FILTERS
from campaigns.campaigns.models.audience import AudienceRow
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.members import MemberQuery
from chasqui.contracts.customers.segments import MEMBER_COLUMNS
from chasqui.contracts.jobs import JobAct, JobKind
from chasqui.kernel.data.copy_streams import receive_copy
from chasqui.kernel.data.listings import Listing
from chasqui.kernel.jobs.acts import Change
from chasqui.kernel.jobs.repository import JobRepository
from chasqui.kernel.jobs.store import JobStore
from chasqui.kernel.texts.text import say

MAX_ATTEMPTS = 5
OPEN_STATES = (AudienceState.QUEUED.value, AudienceState.BUILDING.value)
# The last condition changes nothing in the outcome: an UPDATE writes anew every row that it meets,
# and an audience may be a million (Tabla_Rendimiento, B1).
APPLY_OBJECTIONS = text("""
	UPDATE audience_member AS member
	SET may_email = may_email AND NOT EXISTS (
			SELECT FROM objection AS no
			WHERE no.customer_id = member.customer_id AND no.channel = 'email'),
		may_phone = may_phone AND NOT EXISTS (
			SELECT FROM objection AS no
			WHERE no.customer_id = member.customer_id AND no.channel = 'phone')
	WHERE audience_id = :audience_id
		AND customer_id IN (SELECT customer_id FROM objection)
""")
# `{places}` is the contracts' territory table as JSON: people read names, not codes.
RECIPIENTS = """
	SELECT {run}::bigint, 'c' || member.customer_id, member.customer_id, member.email,
		member.may_email,
		jsonb_build_object(
			'nombre', coalesce(member.name, ''),
			-- A person's is chosen when the mail is written (chasqui.contracts.mailer.greetings).
			'primer_nombre', CASE member.kind WHEN 'person' THEN ''
				ELSE coalesce(member.name, '') END,
			'nombre_de_pila', coalesce(member.given_names, ''),
			'provincia', coalesce({places}::jsonb ->> member.province, ''),
			'canton', coalesce({places}::jsonb ->> member.canton, ''),
			'edad', coalesce(member.age::text, '')
		) || {constants}::jsonb
	FROM audience_member AS member
	WHERE member.audience_id = {audience}
		AND NOT EXISTS (
			SELECT FROM holdout_member AS held
			WHERE held.audience_id = member.audience_id
				AND held.customer_id = member.customer_id)
	ORDER BY member.customer_id
"""


class AudienceJobStore(JobStore[AudienceRow]):
	"""Buildings of audiences; a killed builder blocks nobody."""

	row = AudienceRow
	kind = JobKind.AUDIENCE
	busy = OPEN_STATES
	is_open = AudienceRow.state.in_(busy)
	acts = {  # noqa: RUF012 - the same for all
		JobAct.CANCEL: Change(busy, {"state": AudienceState.CANCELLED.value, "error": None}),
		JobAct.RETRY: Change(
			(AudienceState.FAILED.value,), {"state": AudienceState.QUEUED.value, "error": None}
		),
	}
	# All of it comes in one stream, and nobody knows how long that is.
	measured = None
	claimed = {"state": AudienceState.BUILDING.value}  # noqa: RUF012 - the same for all
	ended = "built_at"
	shows_presence = True


MEMBERS = Listing[AudienceMemberRow](
	select(AudienceMemberRow), AudienceMemberRow.customer_id, MEMBER_FILTERS
)


class AudienceRepository(AudienceJobStore, JobRepository[AudienceRow]):
	missing = (say("La audiencia no existe."), "not_found")

	def find_by_campaign(self, campaign_id: int) -> AudienceRow | None:
		query = select(AudienceRow).where(AudienceRow.campaign_id == campaign_id)
		return self._session.scalar(query.with_for_update())

	def delete_members(self, audience_id: int) -> None:
		query = delete(AudienceMemberRow).where(AudienceMemberRow.audience_id == audience_id)
		self._session.execute(query)

	def copy_members(self, chunks: Iterable[bytes]) -> int:
		"""Feed the member stream to COPY within the session's transaction; return the rows."""
		columns = sql.SQL(", ").join(
			sql.Identifier(name) for name in ("audience_id", *MEMBER_COLUMNS)
		)
		table = sql.SQL("audience_member ({})").format(columns)
		return receive_copy(self._read_raw_connection(), table, chunks)

	def apply_objections(self, audience_id: int) -> None:
		"""Withdraw the permissions that customers have objected to here."""
		self._session.execute(APPLY_OBJECTIONS, {"audience_id": audience_id})

	def count_members(self, audience_id: int) -> dict[str, int]:
		"""Return the members, those reachable by e-mail, and those by phone, by column: whoever is
		held out is a member, and is not reached.
		"""
		member, held = AudienceMemberRow, HoldoutMemberRow
		is_free = held.customer_id.is_(None)
		has_mail = member.may_email & member.email.is_not(None) & is_free
		has_phone = member.may_phone & member.phone.is_not(None) & is_free
		same = (held.audience_id == member.audience_id) & (held.customer_id == member.customer_id)
		query = (
			select(func.count(), func.count().filter(has_mail), func.count().filter(has_phone))
			.select_from(member)
			.join(held, same, isouter=True)
			.where(member.audience_id == audience_id)
		)
		names = ("members", "reachable_email", "reachable_phone")
		return dict(zip(names, self._session.execute(query).one(), strict=True))

	def list_members(
		self, audience_id: int, query: MemberQuery
	) -> tuple[list[AudienceMemberRow], str | None]:
		"""Return a page of members, and the cursor of the next one."""
		of_audience = AudienceMemberRow.audience_id == audience_id
		return MEMBERS.fetch_page(self._session, query, of_audience)

	def _read_raw_connection(self) -> psycopg.Connection[Any]:
		connection = self._session.connection().connection.driver_connection
		assert isinstance(connection, psycopg.Connection)
		return connection


def build_recipient_query(
	audience_id: int, run_id: int, constants: dict[str, str], places: str
) -> sql.Composed:
	"""Return the SELECT of the recipient stream: `run_id`, then `RECIPIENT_COLUMNS`.

	`constants` are merge values that are the same for all; `places` is JSON, names by code.

	Every member is in it, also those without address or permission: the mailer's ledger says
	why somebody got no mail. Whoever is held out is not: no ledger has a reason to know of them.
	"""
	return sql.SQL(RECIPIENTS).format(
		run=sql.Literal(run_id),
		audience=sql.Literal(audience_id),
		constants=sql.Literal(json.dumps(constants, ensure_ascii=False)),
		places=sql.Literal(places),
	)
