"""What the chart of calls shows: labels in Spanish, figures, tones."""

from typing import Any

from chasqui.contracts.campaigns.desk import CallStatistics
from portal.campaigns.labels.calls import read_call_result
from portal.shell.labels.words import Bar, name_code


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


def _describe_result(code: str) -> tuple[str, str]:
	label = name_code(read_call_result(code))
	return label.tone, str(label.text)
