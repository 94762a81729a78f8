"""What the bars of a segment show: labels in Spanish, figures, tones."""

from chasqui.contracts.customers.people import Gender
from portal.shell.labels.places import name_province
from portal.shell.labels.words import Bar, name_code


def list_genders(by_gender: dict[str, int]) -> list[Bar]:
	"""Return (tone, count, text) of each gender."""
	known = [gender for gender in Gender if by_gender.get(gender)]
	return [("primary", by_gender[gender], str(name_code(gender).text)) for gender in known]


def list_top_provinces(by_province: dict[str, int], limit: int = 6) -> list[Bar]:
	"""Return (tone, count, text) of the provinces with most customers."""
	top = sorted(by_province.items(), key=lambda item: -item[1])[:limit]
	return [("primary", count, name_province(code)) for code, count in top if count]
