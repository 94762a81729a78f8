"""Structured logs: one JSON line per event on standard error, without personal data."""

import logging
import sys
from typing import Any

import structlog


def set_up_logging(service: str, level: str = "INFO") -> None:
	"""Send structlog's and the standard library's records to stderr as JSON lines."""
	shared: list[Any] = [
		structlog.contextvars.merge_contextvars,
		structlog.stdlib.add_log_level,
		structlog.stdlib.add_logger_name,
		structlog.processors.TimeStamper(fmt="iso", utc=True),
		structlog.processors.format_exc_info,
	]
	handler = logging.StreamHandler(sys.stderr)
	handler.setFormatter(
		structlog.stdlib.ProcessorFormatter(
			foreign_pre_chain=shared,
			processors=[
				structlog.stdlib.ProcessorFormatter.remove_processors_meta,
				structlog.processors.JSONRenderer(ensure_ascii=False),
			],
		)
	)
	logging.basicConfig(handlers=[handler], level=level, force=True)
	for noisy in ("httpx", "httpcore"):
		logging.getLogger(noisy).setLevel(logging.WARNING)
	structlog.configure(
		processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
		logger_factory=structlog.stdlib.LoggerFactory(),
		cache_logger_on_first_use=True,
	)
	structlog.contextvars.bind_contextvars(service=service)
