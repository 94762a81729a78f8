"""gunicorn's settings: ``gunicorn -c python:chasqui.kernel.server.settings …``.

Threads, because a gthread worker breaks a broken stream visibly and lets a long one run; ours gives
them whole requests, that no slow client holds one. One process, because replicas are how a service
grows and `/metrics` counts per process. Only risk_soap has granian, and no `threads`.
"""

import os

bind = os.environ.get("CHASQUI_BIND", "127.0.0.1:8000")
worker_class = "chasqui.kernel.server.request_worker.RequestWorker"
workers = 1
threads = int(os.environ.get("CHASQUI_THREADS", "16"))
timeout = 60
graceful_timeout = 3
keepalive = 30
accesslog = None
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
control_socket_disable = True
