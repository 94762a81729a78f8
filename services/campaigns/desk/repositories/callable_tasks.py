"""Who waits, who may be called at all, and who may be called now: said once, in SQL.

What an advisor is given and what every page counts ask the same; no count promises a call that
the desk would not give.
"""

from collections.abc import Sequence
from typing import Any

from campaigns.audiences.repositories.cells import KEYS
from campaigns.desk.domain import ContactLimit
from chasqui.contracts.campaigns.call_rules import USUAL_RULES
from chasqui.contracts.campaigns.contact_hours import ALL_AGES

TASKS = """
	FROM call_task AS task
	JOIN campaign ON campaign.id = task.campaign_id
	JOIN audience_member AS member
		ON member.audience_id = task.audience_id AND member.customer_id = task.customer_id
"""
# Nobody objected, and there is a number.
REACHABLE = """
	member.may_phone AND member.phone IS NOT NULL
	AND NOT EXISTS (
		SELECT FROM objection AS no
		WHERE no.customer_id = task.customer_id AND no.channel = 'phone')
"""
# Which rules hold for a task, and what is known of its phone.
RULES = """
	LEFT JOIN call_rules AS own ON own.campaign_id = task.campaign_id
	LEFT JOIN call_rules AS usual ON usual.campaign_id IS NULL
	LEFT JOIN phone_attempt AS tried ON tried.phone = member.phone
"""
RULED = TASKS + RULES


def name_rule(name: str) -> str:
	"""Return a calling rule of a task, in SQL: its campaign's own, or that of all."""
	value = getattr(USUAL_RULES, name)
	usual = "NULL" if value is None else str(value).lower()
	return (
		f"CASE WHEN own.id IS NOT NULL THEN own.{name} "
		f"WHEN usual.id IS NOT NULL THEN usual.{name} ELSE {usual} END"
	)


# The phone was not called as often as the rules allow, in any 24 hours and in all. What was
# promised to a person is kept all the same.
IS_RESTED = f"""
	(tried.phone IS NOT NULL AND NOT task.is_callback AND (
		tried.attempts >= {name_rule("attempts_in_all")}
		OR coalesce(tried.recent[{name_rule("attempts_a_day")}]
			> CAST(:now AS timestamptz) - interval '24 hours', false)))
"""
# The person was not reached, by whatever channel, as often as the policy of the campaign allows
# (`campaigns.pressure`): its limits are given, so that nothing is read where there are none. Each
# record of a person has all of the person's contacts. What was promised is kept all the same.
IS_PRESSED = """
	(NOT task.is_callback AND EXISTS (
		SELECT FROM unnest(
			CAST(:limit_campaigns AS bigint[]), CAST(:limit_channels AS text[]),
			CAST(:limit_days AS date[]), CAST(:limit_counts AS int[])
		) AS most (campaign_id, channel, since, number)
		WHERE most.campaign_id = task.campaign_id AND most.number <= (
			SELECT count(*) FROM contact_day AS past
			WHERE past.customer_id = task.customer_id AND past.day >= most.since
				AND most.channel IN ('', past.channel))))
"""
# Whose it is: the advisor's own, or a callback whose time has come and that anybody of the campaign
# makes: so it was promised, or who promised it is late or has left.
IS_OFFERED = f"""
	(task.advisor_id = :advisor_id OR (
		task.is_callback AND task.state = 'pending' AND task.next_attempt_at <= :now
		AND task.campaign_id = ANY(CAST(:campaigns AS bigint[]))
		AND (task.is_anybodys
			OR task.next_attempt_at <= CAST(:now AS timestamptz)
				- make_interval(mins => {name_rule("pass_minutes")})
			OR EXISTS (
				SELECT FROM staff AS owner WHERE owner.id = task.advisor_id
					AND (owner.disabled_at IS NOT NULL OR NOT 'advisor' = ANY(owner.roles))))))
"""
# How much better than at other hours such people answer now, where the rules ask for it: of their
# age, or else of their province. Who nobody knows anything of is neither better nor worse.
ANSWERS_NOW = f"""
	CASE WHEN {name_rule("by_best_hour")} THEN coalesce((
		SELECT good.lift FROM contact_hour AS good
		WHERE good.region = {KEYS["province"]} AND good.age IN ({KEYS["age"]}, '{ALL_AGES}')
			AND good.hour = CAST(CAST(:hours AS jsonb) ->> {KEYS["province"]} AS int)
		ORDER BY good.age = '{ALL_AGES}' LIMIT 1), 1) ELSE 1 END
"""  # noqa: S608 - our own columns
WAITS = f"task.state IN ('pending', 'leased') AND {REACHABLE}"
IS_TIME = "(task.next_attempt_at IS NULL OR task.next_attempt_at <= :now)"
# Not where the hours of the campaign leave people of that place in peace now (`campaigns.hours`):
# the pairs of campaign and region in which it is so; '' is a place that nobody knows.
IS_HOUR = """
	NOT EXISTS (
		SELECT FROM unnest(CAST(:shut_campaigns AS bigint[]), CAST(:shut_regions AS text[]))
			AS shut (campaign_id, region)
		WHERE shut.campaign_id = task.campaign_id AND shut.region = coalesce(member.province, ''))
"""
# May be called now: the campaign runs, the person may be called, and no other advisor holds them,
# as this customer, as one that was merged with it, or as somebody of the same phone. A hold past
# its end holds nobody back.
CALLABLE = f"""
	campaign.phase = 'in_execution' AND {REACHABLE}
	AND NOT EXISTS (
		SELECT FROM call_task AS other
		WHERE other.customer_id = task.customer_id AND other.id <> task.id
			AND other.state = 'leased' AND other.leased_until >= :now)
	AND NOT EXISTS (
		SELECT FROM call_task AS other JOIN merged_customer AS same
			ON (same.merged_id, same.kept_id) = (other.customer_id, task.customer_id)
			OR (same.merged_id, same.kept_id) = (task.customer_id, other.customer_id)
		WHERE other.state = 'leased' AND other.leased_until >= :now)
	AND NOT EXISTS (
		SELECT FROM call_task AS other JOIN audience_member AS twin
			ON (twin.audience_id, twin.customer_id) = (other.audience_id, other.customer_id)
		WHERE other.id <> task.id AND other.state = 'leased' AND other.leased_until >= :now
			AND twin.phone = member.phone)
"""  # noqa: S608 - constants


def write_limits(limits: Sequence[ContactLimit]) -> dict[str, Any]:
	"""Return limits as `IS_PRESSED` takes them."""
	return {
		"limit_campaigns": [one.campaign_id for one in limits],
		"limit_channels": [one.channel for one in limits],
		"limit_days": [one.since for one in limits],
		"limit_counts": [one.most for one in limits],
	}
