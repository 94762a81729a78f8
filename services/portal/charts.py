"""What charts and bars show: labels in Spanish, figures, tones."""

from typing import Any

from chasqui.contracts.customers import Gender
from chasqui.contracts.desk import CallStatistics
from chasqui.contracts.mailer import DeliveryState, RunCounts
from portal.labels.places import name_province
from portal.labels.words import name_code, read_call_result

Bar = tuple[str, int, str]
STATE_ORDER = (
	DeliveryState.ACCEPTED, DeliveryState.SENDING, DeliveryState.CLAIMED, DeliveryState.QUEUED,
	DeliveryState.DEFERRED, DeliveryState.SKIPPED, DeliveryState.UNCERTAIN, DeliveryState.FAILED,
)  # fmt: skip


def list_delivery_parts(counts: RunCounts) -> list[Bar]:
	"""Return (tone, count, text) for each state that has deliveries; they add up to eligible."""
	parts = []
	for state in STATE_ORDER:
		count = counts.by_state.get(state, 0)
		if count:
			label = name_code(state)
			parts.append((label.tone, count, str(label.text)))
	return parts


def build_call_chart(statistics: CallStatistics) -> dict[str, Any]:
	"""Return the bars of call results, the most frequent first."""
	rows = list_call_results(statistics.by_result)
	return {
		"categories": [text for _tone, _count, text in rows],
		"series": [
			{
				"name": "",
				"values": [count for _tone, count, _text in rows],
				"tones": [tone for tone, _count, _text in rows],
			}
		],
	}


def list_call_results(by_result: dict[str, int]) -> list[Bar]:
	"""Return (tone, count, text) of each result, the most frequent first."""
	rows = [(*_describe_result(code), count) for code, count in by_result.items() if count]
	rows.sort(key=lambda row: (-row[2], row[1]))
	return [(tone, count, text) for tone, text, count in rows]


def list_genders(by_gender: dict[str, int]) -> list[Bar]:
	"""Return (tone, count, text) of each gender."""
	known = [gender for gender in Gender if by_gender.get(gender)]
	return [("primary", by_gender[gender], str(name_code(gender).text)) for gender in known]


def list_top_provinces(by_province: dict[str, int], limit: int = 6) -> list[Bar]:
	"""Return (tone, count, text) of the provinces with most customers."""
	top = sorted(by_province.items(), key=lambda item: -item[1])[:limit]
	return [("primary", count, name_province(code)) for code, count in top if count]


def list_bands(by_band: dict[str, int]) -> list[Bar]:
	"""Return (tone, count, text) of age or income bands, in the order they came."""
	return [("primary", count, band.replace("-", "–")) for band, count in by_band.items() if count]


def _describe_result(code: str) -> tuple[str, str]:
	label = name_code(read_call_result(code))
	return label.tone, str(label.text)
