"""Audiences, their members, and the streams in and out of them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Row, delete, func, select, text
from sqlalchemy.orm import Session

from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.audience_figure import AudienceFigureRow
from chasqui.contracts.campaigns.audiences import AudienceState, MemberQuery
from chasqui.contracts.customers.bands import AGE_BANDS, UNKNOWN_BAND
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
AGE_BAND = " ".join(f"WHEN age >= {band.first} THEN '{band.code}'" for band in reversed(AGE_BANDS))
# A member's place among the counts of the audience, as `AudienceFigureRow` names it.
CELL = f"""audience_id, gender, CASE {AGE_BAND} ELSE '{UNKNOWN_BAND}' END AS age,
	coalesce(province, 'none') AS province"""
COUNT_FIGURES = text(f"""
	INSERT INTO audience_figure (audience_id, gender, age, province, members)
	SELECT {CELL}, count(*) FROM audience_member WHERE audience_id = :audience_id
	GROUP BY 1, 2, 3, 4
""")  # noqa: S608 - our own columns
FIND_DIFFERENCES = text(f"""
	SELECT audience_id, gender, age, province, figure.members AS kept, counted.members AS counted
	FROM (SELECT * FROM audience_figure WHERE members > 0) AS figure
	FULL JOIN (
		SELECT {CELL}, count(*) AS members FROM audience_member GROUP BY 1, 2, 3, 4
	) AS counted USING (audience_id, gender, age, province)
	WHERE figure.members IS DISTINCT FROM counted.members
""")  # noqa: S608 - our own columns
# `{places}` is the contracts' territory table as JSON: people read names, not codes.
RECIPIENTS = """
	SELECT {run}::bigint, 'c' || member.customer_id, member.customer_id, member.email,
		member.may_email,
		jsonb_build_object(
			'nombre', coalesce(member.name, ''),
			-- A person's is chosen when the mail is written (mailer.sending.domain.greetings).
			'primer_nombre', CASE member.kind WHEN 'person' THEN ''
				ELSE coalesce(member.name, '') END,
			'nombre_de_pila', coalesce(member.given_names, ''),
			'provincia', coalesce({places}::jsonb ->> member.province, ''),
			'canton', coalesce({places}::jsonb ->> member.canton, ''),
			'edad', coalesce(member.age::text, '')
		) || {constants}::jsonb
	FROM audience_member AS member
	WHERE member.audience_id = {audience}
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


MEMBERS = Listing[AudienceMemberRow](select(AudienceMemberRow), AudienceMemberRow.customer_id)


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
		"""Return the members, those reachable by e-mail, and those by phone, by column."""
		has_mail = AudienceMemberRow.may_email & AudienceMemberRow.email.is_not(None)
		has_phone = AudienceMemberRow.may_phone & AudienceMemberRow.phone.is_not(None)
		query = select(
			func.count(), func.count().filter(has_mail), func.count().filter(has_phone)
		).where(AudienceMemberRow.audience_id == audience_id)
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


class AudienceFigureRepository:
	"""Counts of members, kept so that no report counts the members themselves."""

	def __init__(self, session: Session) -> None:
		self._session = session

	def count(self, audience_id: int) -> None:
		"""Count the members of an audience anew, in the transaction that replaces them."""
		row = AudienceFigureRow
		self._session.execute(delete(row).where(row.audience_id == audience_id))
		self._session.execute(COUNT_FIGURES, {"audience_id": audience_id})

	def count_again(self, customer_ids: Iterable[int]) -> None:
		"""Count anew the audiences of customers whom an erasure has just emptied.

		It holds their rows, so that no rebuilding of these audiences comes between. Erasures are
		few, and 50 000 members are counted in a tenth of a second.
		"""
		member = AudienceMemberRow
		found = select(member.audience_id).where(member.customer_id.in_(list(customer_ids)))
		for audience_id in self._session.scalars(found.distinct().order_by(member.audience_id)):
			self.count(audience_id)

	def find_differences(self) -> Sequence[Row[Any]]:
		"""Return the cells whose count is not that of the members: there should be none."""
		return self._session.execute(FIND_DIFFERENCES).all()


def build_recipient_query(
	audience_id: int, run_id: int, constants: dict[str, str], places: str
) -> sql.Composed:
	"""Return the SELECT of the recipient stream: `run_id`, then `RECIPIENT_COLUMNS`.

	`constants` are merge values that are the same for all; `places` is JSON, names by code.

	Every member is in it, also those without address or permission: the mailer's ledger says
	why somebody got no mail.
	"""
	return sql.SQL(RECIPIENTS).format(
		run=sql.Literal(run_id),
		audience=sql.Literal(audience_id),
		constants=sql.Literal(json.dumps(constants, ensure_ascii=False)),
		places=sql.Literal(places),
	)
