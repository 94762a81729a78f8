"""Processes in sessions of their own: started, seen to stand still, killed."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from chasqui.kernel.process import die_with_parent


def start_program(
	command: Sequence[str],
	environment: Mapping[str, str],
	*,
	log: Path,
	folder: Path | None = None,
	user: int | None = None,
) -> subprocess.Popen[bytes]:
	"""Start a program whose output is appended to `log`, as the user of this uid or as ours."""
	with log.open("ab") as output:
		return subprocess.Popen(  # noqa: S603 - commands are our own
			command,
			env={**os.environ, **environment},
			cwd=folder,
			stdin=subprocess.DEVNULL,
			stdout=output,
			stderr=output,
			start_new_session=True,
			user=user,
			group=user,
			extra_groups=[] if user is not None else None,
			preexec_fn=partial(die_with_parent, os.getpid()),
		)


def is_stopped(pid: int) -> bool:
	"""Return whether a process stands still (SIGSTOP), where the system says so (proc(5), stat)."""
	try:
		stat = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
	except OSError:
		return False
	return stat.rpartition(")")[2].split()[0] in ("T", "t")


def kill_session(pid: int) -> None:
	"""Kill a process and whatever it has started."""
	with contextlib.suppress(ProcessLookupError):
		os.killpg(pid, signal.SIGKILL)
