"""What every benchmark shares: ratios of two things measured in turn in the same run."""

import os
import statistics
from collections.abc import Callable, Sequence
from typing import Any

PAIRS = 5
# Less than 1 to try a benchmark out; its figures then say how many rows they are of.
SCALE = float(os.environ.get("CHASQUI_BENCH_SCALE", "1"))


def scale_rows(rows: int) -> int:
	"""Return a number of rows for this run."""
	return max(int(rows * SCALE), 1000)


def measure_pairs(
	ours: Callable[[int], float], peer: Callable[[int], float], pairs: int = PAIRS
) -> list[dict[str, float]]:
	"""Return rates (per second, more is better) of both, in turn, and their ratios."""
	found = []
	for number in range(pairs):
		peer_rate, our_rate = peer(number), ours(number)
		ratio = round(our_rate / peer_rate, 3)
		found.append({"ours": round(our_rate), "peer": round(peer_rate), "ratio": ratio})
	return found


def read_p95(times: Sequence[float]) -> float:
	"""Return the 95th percentile."""
	return sorted(times)[int(len(times) * 0.95)]


def sum_up(pairs: list[dict[str, float]]) -> dict[str, Any]:
	"""Return the median of the ratios with the smallest and the largest."""
	ratios = [pair["ratio"] for pair in pairs]
	return {"median": statistics.median(ratios), "min": min(ratios), "max": max(ratios)}
