"""Figures for Prometheus: what was asked and how it went, never who asked or what.

Of several server processes each writes its figures to files in one folder, and whichever is asked adds them up
(``PROMETHEUS_MULTIPROC_DIR``, which ``processes`` sets).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})


class Metrics:
    """The figures of one server process."""

    def __init__(self) -> None:
        own = self._own = CollectorRegistry(auto_describe=True)
        self._requests = Counter(
            "kgkesos_http_requests", "Requests that were answered.", ["method", "route", "status"], registry=own
        )
        self._seconds = Histogram(
            "kgkesos_http_request_duration_seconds",
            "From the head of a request to the end of its answer.",
            ["route"],
            buckets=_SECONDS,
            registry=own,
        )
        self._bytes = Counter("kgkesos_http_response_bytes", "Bytes of answers.", ["route"], registry=own)
        self._running = Gauge(
            "kgkesos_http_requests_running", "Requests under way.", registry=own, multiprocess_mode="livesum"
        )
        self._queue = self._gauge("kgkesos_sparql_queue_length", "Queries that wait for their turn.")
        self._workers = self._gauge("kgkesos_sparql_workers", "Query workers.")
        self._idle = self._gauge("kgkesos_sparql_workers_idle", "Query workers that do nothing.")
        self._heavy = self._gauge("kgkesos_sparql_heavy_queries", "Queries that run long.")
        self._killed = Counter(
            "kgkesos_sparql_workers_killed", "Query workers that ended before their query.", ["reason"], registry=own
        )
        self._closed = Counter(
            "kgkesos_connections_closed", "Connections that the server closed.", ["reason"], registry=own
        )
        self._line = self._gauge("kgkesos_turns_line_length", "Requests that wait for their turn.")
        self._waited = Counter("kgkesos_turns_waited", "Requests that had to wait for their turn.", registry=own)
        self._refused = Counter(
            "kgkesos_turns_refused", "Requests that got no turn and were told to come again.", ["reason"], registry=own
        )

    def _gauge(self, name: str, says: str) -> Gauge:
        return Gauge(name, says, registry=self._own, multiprocess_mode="livesum")

    def begun(self) -> None:
        """A request begins."""
        self._running.inc()

    def answered(self, method: str, route: str, status: int, seconds: float, size: int) -> None:
        """A request ended."""
        self._running.dec()
        self._requests.labels(method if method in _METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)
        if size:
            self._bytes.labels(route).inc(size)

    def killed(self, reason: str) -> None:
        """A query worker ended before its query."""
        self._killed.labels(reason).inc()

    def closed(self, reason: str) -> None:
        """The server closed a connection."""
        self._closed.labels(reason).inc()

    def waits(self) -> None:
        """A request begins to wait for its turn."""
        self._waited.inc()

    def in_line(self, count: int) -> None:
        """So many requests wait for their turn."""
        self._line.set(count)

    def refused(self, reason: str) -> None:
        """A request got no turn."""
        self._refused.labels(reason).inc()

    def is_now(self, workers: int, idle: int, heavy: int, waiting: int) -> None:
        """So many workers there are, so many do nothing, so many queries run long, so many wait."""
        self._workers.set(workers)
        self._idle.set(idle)
        self._heavy.set(heavy)
        self._queue.set(waiting)

    def text(self, accept: str, build: str, version: str) -> tuple[bytes, str]:
        """The figures in the form that ``accept`` asks for, and its media type."""
        encode, media = choose_encoder(accept)
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Info(build, version))
        if os.environ.get(FOLDER):
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(_Others(self._own))
        return encode(registry), media


@dataclass(frozen=True, slots=True)
class _Info:
    """Which build is served, by which version."""

    build: str
    version: str

    def collect(self) -> Iterable[Metric]:
        """The one figure."""
        found = InfoMetricFamily("kgkesos_build", "The build in service, and the version that serves it.")
        found.add_metric([], {"build": self.build, "version": self.version})
        return [found]


@dataclass(frozen=True, slots=True)
class _Others:
    """The figures of another registry."""

    registry: CollectorRegistry

    def collect(self) -> Iterable[Metric]:
        """All of them."""
        return self.registry.collect()
