"""The statements of a sending loop."""

from chasqui.kernel.data.presence import ask_absence
from chasqui.kernel.data.stand_ins import write_same

# By a source that the run heeds: a letter is held back by fewer than advertising.
SUPPRESSED = (
	"SELECT 1 FROM suppression s WHERE s.address_hash = d.address_hash"
	" AND s.source = ANY(%(heeded)s)"
)
# What a call to the person has settled: each of the person's records has the row. Service mails do
# not ask.
STOPPED = """
	SELECT stop.reason FROM mail_stop AS stop JOIN run r ON r.id = d.run_id
	WHERE r.purpose = 'marketing' AND stop.customer_id = d.customer_id
		AND (stop.campaign_id = r.campaign_id OR stop.others_until > now())
	ORDER BY stop.since DESC LIMIT 1
"""
RUN_IS_SENT = "SELECT 1 FROM run r WHERE r.id = %(run_id)s AND r.state = 'sending'"
WAIT_FOR_OTHERS = "30 seconds"
LEASE_END = "now() + make_interval(secs => %(lease)s)"

CHECK_RUN = f"SELECT EXISTS ({RUN_IS_SENT})"

# The run and the address are asked by the statement that takes the mail, and once more before its
# body leaves, by RECORD_ROUND (Especificacion_Correo, 5). SKIP LOCKED lets senders share a run
# without waiting for each other. One state at a time gives rows in the order of ix_delivery_open,
# with nothing to sort; the states are written out besides, since a parameter does not show the
# planner that it may use a partial index (PostgreSQL manual, 11.8, «Partial Indexes»). Each row
# says first how many were due; where all of those are skipped or wait, one row says that alone.
_CLAIM = f"""
WITH picked AS MATERIALIZED (
	SELECT d.id, d.customer_id,
		CASE
			WHEN d.email IS NULL THEN 'erased'
			WHEN EXISTS ({SUPPRESSED} AND s.source = 'unsubscribe') THEN 'unsubscribed'
			WHEN EXISTS ({SUPPRESSED}) THEN 'suppressed'
			ELSE ({STOPPED})
		END AS skip_reason
	FROM delivery d
	WHERE d.run_id = %(run_id)s AND d.state = %(state)s
		AND d.state IN ('queued', 'deferred', 'claimed', 'sending')
		AND d.next_attempt_at <= now() AND EXISTS ({RUN_IS_SENT})
	ORDER BY d.next_attempt_at, d.id
	LIMIT %(limit)s
	FOR UPDATE OF d SKIP LOCKED
), {{judged}} skipped AS (
	UPDATE delivery d
	SET state = 'skipped', reason = p.skip_reason, updated_at = now()
	FROM {{chosen}} p
	WHERE d.id = p.id AND p.skip_reason IS NOT NULL
), claimed AS (
	UPDATE delivery d
	SET state = 'claimed', lease_token = %(token)s, lease_until = {LEASE_END}, updated_at = now()
	FROM {{chosen}} p
	WHERE d.id = p.id AND p.skip_reason IS NULL {{besides}}
	RETURNING d.id, d.recipient_key, d.email, d.merge_values, d.attempts, d.first_attempt_at
)
SELECT due.number, claimed.*
FROM (SELECT count(*) AS number FROM picked) AS due LEFT JOIN claimed ON true
"""  # noqa: S608 - every part is a constant of this module
CLAIM = _CLAIM.format(judged="", chosen="picked", besides="")

# The records of a person; few have several, so that the others are not searched for.
_PERSON = f"""
	CASE WHEN EXISTS (SELECT FROM merged_customer m WHERE m.merged_id = p.customer_id)
		OR EXISTS (SELECT FROM merged_customer m WHERE m.kept_id = p.customer_id)
	THEN ARRAY({write_same("merged_customer", "p.customer_id")}) ELSE ARRAY[p.customer_id] END
"""  # noqa: S608 - our own tables
# What reached the person: mails, in whatever run, and what campaigns has said of other channels,
# where each record of a person has all of it. A mail that is about to leave may still fail.
_PAST = f"""
	SELECT c.day, c.channel, true AS is_settled FROM contact_day c
	WHERE c.customer_id = p.customer_id AND c.day >= %(oldest_day)s
	UNION ALL
	SELECT (x.updated_at AT TIME ZONE %(zone)s)::date, 'mail',
		x.state IN ('accepted', 'uncertain')
	FROM delivery x JOIN run other ON other.id = x.run_id
	WHERE x.customer_id = ANY({_PERSON}) AND x.updated_at >= %(oldest)s AND x.id <> p.id
		AND x.state IN ('claimed', 'sending', 'accepted', 'uncertain')
		AND other.purpose = 'marketing'
"""  # noqa: S608
# Who was reached as often as a limit allows is skipped; who would be, once what is about to leave
# has left, waits for that a moment.
_JUDGED = f"""
judged AS MATERIALIZED (
	SELECT p.id, coalesce(p.skip_reason, CASE WHEN pressure.is_over THEN 'pressure' END)
			AS skip_reason,
		coalesce(pressure.is_full AND NOT pressure.is_over, false) AS must_wait
	FROM picked p LEFT JOIN LATERAL (
		SELECT bool_or(reached.settled >= reached.most) AS is_over,
			bool_or(reached.begun >= reached.most) AS is_full
		FROM (
			SELECT most.number AS most, count(*) AS begun,
				count(*) FILTER (WHERE past.is_settled) AS settled
			FROM unnest(
				%(limit_channels)s::text[], %(limit_days)s::date[], %(limit_counts)s::int[]
			) WITH ORDINALITY AS most (channel, since, number, place)
			JOIN ({_PAST}) AS past
				ON past.day >= most.since AND most.channel IN ('', past.channel)
			GROUP BY most.place, most.number
		) AS reached
	) AS pressure ON p.skip_reason IS NULL
), put_off AS (
	UPDATE delivery d SET next_attempt_at = now() + interval '{WAIT_FOR_OTHERS}'
	FROM judged p WHERE d.id = p.id AND p.must_wait
),
"""  # noqa: S608
CLAIM_LIMITED = _CLAIM.format(judged=_JUDGED, chosen="judged", besides="AND NOT p.must_wait")
# Two runs that claim mails to one person at once would each not see the other's: they take turns
# (PostgreSQL manual, 13.3.5, «Advisory Locks»). A turn ends with its connection at the latest.
TAKE_TURN = "SELECT pg_advisory_lock(hashtextextended('claim within limits', 0))"
END_TURN = "SELECT pg_advisory_unlock(hashtextextended('claim within limits', 0))"

# Mails that a server took for a campaign are published by the statement that settles them, so that
# each is said once, whatever dies; who counts them asks for nothing else. What somebody had asked
# for counts as no contact: its end is published with its run's.
# «state || ''» keeps the planner from walking the index of open deliveries: its statistics are of
# a time when nothing was claimed, and the ids say exactly which rows are meant.
RECORD_ROUND = f"""
WITH settled AS (
	UPDATE delivery d
	SET state = o.state, reason = o.reason, reply = o.reply,
		attempts = d.attempts + o.tries,
		first_attempt_at = CASE WHEN o.tries = 1 THEN coalesce(d.first_attempt_at, now())
			ELSE d.first_attempt_at END,
		next_attempt_at = coalesce(o.next_at, d.next_attempt_at),
		lease_token = CASE WHEN o.state = 'uncertain' THEN d.lease_token END,
		lease_until = NULL, updated_at = now()
	FROM unnest(
		%(ids)s::bigint[], %(states)s::text[], %(reasons)s::text[], %(replies)s::text[],
		%(times)s::timestamptz[], %(tries)s::int[]
	) AS o(id, state, reason, reply, next_at, tries)
	WHERE d.id = o.id AND d.lease_token = %(token)s
		AND d.state IN ('claimed', 'sending', 'uncertain')
	RETURNING d.state, d.customer_id
), told AS (
	INSERT INTO event (event_id, name, payload)
	SELECT gen_random_uuid(), %(event)s, CAST(%(accepted)s AS jsonb) || jsonb_build_object(
		'campaign_id', r.campaign_id, 'customer_ids', jsonb_agg(s.customer_id))
	FROM settled s, run r
	WHERE s.state = 'accepted' AND s.customer_id IS NOT NULL
		AND r.id = %(run_id)s AND r.campaign_id IS NOT NULL AND r.purpose = 'marketing'
	GROUP BY r.id
)
UPDATE delivery d
SET state = 'sending', message_uuid = m.message, lease_until = {LEASE_END}, updated_at = now()
FROM unnest(%(leaving)s::bigint[], %(messages)s::uuid[]) AS m(id, message)
WHERE d.id = m.id AND d.lease_token = %(token)s AND d.state || '' = 'claimed'
	AND d.email IS NOT NULL AND EXISTS ({RUN_IS_SENT}) AND NOT EXISTS ({SUPPRESSED})
RETURNING d.id
"""  # noqa: S608

RENEW = f"""
UPDATE delivery SET lease_until = {LEASE_END}
WHERE id = ANY(%(ids)s) AND lease_token = %(token)s AND state IN ('claimed', 'sending')
"""  # noqa: S608

# What a released or expired claim becomes; a suppressed one is found at its next claim.
_WAITING_STATE = """
	state = CASE WHEN d.email IS NULL OR r.closing_reason IS NOT NULL THEN 'skipped'
		ELSE 'queued' END,
	reason = CASE WHEN d.email IS NULL THEN 'erased' ELSE r.closing_reason END,
	lease_token = NULL, lease_until = NULL, updated_at = now()
"""

# Of `claimed` alone: a mail in `sending` may have left, and is never given back so
# (Especificacion_Correo, 3).
RELEASE = f"""
UPDATE delivery d SET {_WAITING_STATE}
FROM run r
WHERE r.id = d.run_id AND d.id = ANY(%(ids)s) AND d.lease_token = %(token)s
	AND d.state = 'claimed'
"""  # noqa: S608

# Nothing of a claimed mail has left, and nothing can leave once its token is gone: it may be
# given back as soon as its sender is, and even a sender that only seems dead mails nobody twice.
REQUEUE_ORPHANED = f"""
WITH held AS MATERIALIZED (
	SELECT DISTINCT lease_token FROM delivery WHERE run_id = %(run_id)s AND state = 'claimed'
), dead AS MATERIALIZED (
	SELECT lease_token FROM held WHERE {ask_absence("lease_token")}
)
UPDATE delivery d SET {_WAITING_STATE}
FROM run r
WHERE r.id = d.run_id AND d.run_id = %(run_id)s AND d.state = 'claimed'
	AND (d.lease_until < now() OR d.lease_token IN (SELECT lease_token FROM dead))
"""  # noqa: S608

# The worker died, or its connection did, with the body perhaps out: the honest answer.
DOUBT_EXPIRED = """
UPDATE delivery d
SET state = CASE WHEN r.policy = 'at_least_once' THEN 'queued' ELSE 'uncertain' END,
	reason = 'lease_expired', lease_until = NULL, updated_at = now()
FROM run r
WHERE r.id = d.run_id AND d.run_id = %(run_id)s AND d.state = 'sending'
	AND d.lease_until < now()
"""

# Only what nobody holds: what a sender has claimed is given back with the same reason, by RELEASE.
SKIP_WAITING = """
UPDATE delivery d SET state = 'skipped', reason = r.closing_reason, updated_at = now()
FROM run r
WHERE r.id = d.run_id AND d.run_id = %(run_id)s AND r.state = 'cancelled'
	AND d.state IN ('queued', 'deferred')
"""

# Several may find a run empty at once. Who comes second waits for the row and asks anew (PostgreSQL
# manual, 13.2.1, «Read Committed»): `finished_at` is set by then, no row comes back, and the end is
# published once.
FINISH = """
UPDATE run r
SET state = CASE WHEN r.state = 'sending' THEN 'done' ELSE r.state END, finished_at = now(),
	state_reason = CASE WHEN r.state = 'sending' THEN NULL ELSE r.state_reason END
WHERE r.id = %(run_id)s AND r.finished_at IS NULL AND r.state IN ('sending', 'cancelled')
	AND NOT EXISTS (
		SELECT 1 FROM delivery d WHERE d.run_id = r.id
			AND d.state IN ('queued', 'deferred', 'claimed', 'sending')
	)
RETURNING r.state
"""

# A state at a time, as in CLAIM: each is the first entry of its part of ix_delivery_open.
HAS_DUE = """
SELECT EXISTS (
	SELECT 1 FROM delivery d WHERE d.run_id = %(run_id)s AND d.state = 'queued'
		AND d.next_attempt_at <= now()
) OR EXISTS (
	SELECT 1 FROM delivery d WHERE d.run_id = %(run_id)s AND d.state = 'deferred'
		AND d.next_attempt_at <= now()
)
"""
