"""How often the recipients of a run may be reached, as the claim of its mails asks it."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import psycopg

from chasqui.contracts.campaigns.pressure import (
	USUAL_PRESSURE,
	Channel,
	Limit,
	PressureLimits,
)
from chasqui.kernel.clock import read_today
from mailer.pressure.models import OF_ALL

# Service mails have no limits: no row says so.
FIND = f"""
	SELECT r.campaign_id, known.campaign_id, known.limits
	FROM run r LEFT JOIN pressure_limits known
		ON known.campaign_id IN ({OF_ALL}, r.campaign_id) AND known.limits IS NOT NULL
	WHERE r.id = %s AND r.purpose = 'marketing'
"""  # noqa: S608 - a constant


def find_limits(connection: psycopg.Connection[Any], run_id: int) -> list[Limit]:
	"""Return what a mail of the run has to keep to now: the rows of two keys are read."""
	rows = connection.execute(FIND, [run_id]).fetchall()
	kept = {known: PressureLimits.model_validate(limits) for _, known, limits in rows if limits}
	usual = kept.get(OF_ALL, USUAL_PRESSURE)
	return [
		one
		for campaign_id, _, _ in rows[:1]
		for one in usual.tighten(kept.get(campaign_id, usual)).list_limits(Channel.MAIL)
	]


def write_limits(limits: list[Limit], zone: str) -> dict[str, Any]:
	"""Return limits, at least one, as the claim takes them; `zone` is that of the days."""
	today = read_today(zone)
	first_days = [one.find_first_day(today) for one in limits]
	oldest = min(first_days)
	return {
		"zone": zone,
		"oldest_day": oldest,
		"oldest": datetime.combine(oldest, time.min, tzinfo=ZoneInfo(zone)),
		"limit_channels": [one.channel or "" for one in limits],
		"limit_days": first_days,
		"limit_counts": [one.most for one in limits],
	}
