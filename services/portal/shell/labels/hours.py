"""Hours of a day, as they are shown and chosen."""

from portal.shell.labels.options import Option
from portal.shell.labels.words import Words

HOURS_A_DAY = 24


def write_hour(hour: int) -> str:
	"""Return an hour of the day: ``09:00``."""
	return f"{hour:02d}:00"


def list_hours() -> list[Option]:
	"""Return the hours of a day to choose from."""
	return [(str(hour), write_hour(hour)) for hour in range(HOURS_A_DAY)]


WORDS = Words(filters={"hour": write_hour}, functions={"list_hours": list_hours})
