"""Who waits, who may be called at all, and who may be called now: said once, in SQL.

What an advisor is given and what every page counts ask the same; no count promises a call that
the desk would not give.
"""

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
# as this customer or as one that was merged with it. A hold past its end holds nobody back.
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
"""  # noqa: S608 - constants
