"""The process from which the suite's Python children are forked.

Eight processes that import the same libraries spend most of a start on it. Here they are
imported once; each child is a fork that imports only what is its own. The zygote has one thread
and opens no connection, so what a fork inherits is code alone.

It reads one JSON object per line: ``{"module", "arguments", "environment", "folder", "log"}``
asks for a child and is answered by ``{"started": pid}``; ``{"ended": pid, "code": n}`` reports
each end. When its input ends it ends, and Linux ends the children with it.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import runpy
import select
import signal
import sys
from typing import Any

from chasqui.kernel.process import die_with_parent

PRELOADED = (
	"alembic.command",
	"celery.app.control",
	"celery.bin.worker",
	"chasqui.contracts.campaigns.campaigns",
	"chasqui.contracts.customers.people",
	"chasqui.contracts.mailer.runs",
	"chasqui.kernel.feed.consumer",
	"chasqui.kernel.feed.page",
	"chasqui.kernel.parts",
	"chasqui.kernel.web.app",
	"chasqui.kernel.tasks.worker",
	"gunicorn.app.wsgiapp",
	"gunicorn.workers.gthread",
	"kombu.transport.redis",
	"sqlalchemy.dialects.postgresql.psycopg",
)
POLL_SECONDS = 0.1
PR_SET_NAME = 15
Order = dict[str, Any]


def main() -> None:
	"""Serve until the input ends; in a child, become what was asked for."""
	signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the supervisor's to handle
	for name in PRELOADED:
		importlib.import_module(name)
	gc.collect()
	gc.freeze()  # so that a child's collector does not touch, and copy, what it shares
	zygote = os.getpid()
	order = _serve()
	if order is not None:
		_become(order, zygote)


def _serve() -> Order | None:
	"""Return None at the end of the input, or a child's order in that child."""
	rest = b""
	while True:
		_report_ends()
		if not select.select([0], [], [], POLL_SECONDS)[0]:
			continue
		read = os.read(0, 65536)
		if not read:
			return None
		*lines, rest = (rest + read).split(b"\n")
		for line in lines:
			order: Order = json.loads(line)
			pid = os.fork()
			if pid == 0:
				return order
			_report({"started": pid})


def _report_ends() -> None:
	with contextlib.suppress(ChildProcessError):
		while (ended := os.waitpid(-1, os.WNOHANG))[0]:
			_report({"ended": ended[0], "code": os.waitstatus_to_exitcode(ended[1])})


def _report(event: dict[str, int]) -> None:
	with contextlib.suppress(BrokenPipeError):
		os.write(1, json.dumps(event).encode() + b"\n")


def _become(order: Order, zygote: int) -> None:
	"""Run a module as ``python -m`` does, in a session, folder and environment of its own."""
	os.setsid()
	die_with_parent(zygote)
	_name_process(order["name"])
	_redirect(order["log"])
	signal.signal(signal.SIGINT, signal.default_int_handler)
	os.chdir(order["folder"])
	sys.path[0] = order["folder"]
	os.environ.update(order["environment"])
	sys.argv = [order["module"], *order["arguments"]]
	runpy.run_module(order["module"], run_name="__main__", alter_sys=True)


def _redirect(log: str) -> None:
	"""Nothing comes in; what goes out is appended to `log`, line by line."""
	nowhere = os.open(os.devnull, os.O_RDONLY)
	kept = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
	for source, target in ((nowhere, 0), (kept, 1), (kept, 2)):
		os.dup2(source, target)
	os.close(nowhere)
	os.close(kept)
	for stream in (sys.stdout, sys.stderr):
		stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]


def _name_process(name: str) -> None:
	if sys.platform == "linux":
		ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode()[:15])


if __name__ == "__main__":
	main()
