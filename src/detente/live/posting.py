"""Alerts out by webhook: one signed POST each, tried again with growing pauses until it is taken or a day has gone.

The receiver proves that an alert is ours: `Detente-Signature` is `v1=` and the hex HMAC-SHA256, under the shared secret, of
`Detente-Timestamp`, a full stop and the body. It should refuse timestamps more than five minutes old, and an id it has seen.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from detente.feeds.wire import Guard, post
from detente.records import Alert, Delivery, Watch
from detente.records.errors import UnreachableInput
from detente.store.codec import plain

_FIRST, _MOST, _ATTEMPTS = timedelta(seconds=10), timedelta(hours=2), 20
"""Pauses of 10 s, 20 s … 2 h: twenty attempts take a little more than a day."""

_LATER = frozenset({408, 425, 429})


def deliveries(alerts: list[Alert], watches: list[Watch], now: datetime) -> list[Delivery]:
    """Return what is to be delivered of new alerts, at once."""
    hooks = {watch.id: watch.webhook for watch in watches}
    return [Delivery(alert.id, hook, "waiting", 0, now) for alert in alerts if (hook := hooks.get(alert.watch))]


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Return the signature of a body.

    >>> signature("secret", 1400000000, b"{}")[:11]
    'v1=77da604d'
    """
    return "v1=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def body_of(alert: Alert, watch: Watch) -> bytes:
    """Return an alert as it is posted."""
    return json.dumps({**plain(alert), "watch": {"id": watch.id, "name": watch.name}}, ensure_ascii=False).encode()


def deliver(delivery: Delivery, alert: Alert, watch: Watch, guard: Guard) -> Delivery:
    """Try once; returns the delivery as it stands then: sent, given up, or waiting for the next try."""
    now = datetime.now(UTC)
    secret = os.environ.get(watch.secret_env or "", "")
    if not secret:
        return _later(delivery, f"the environment has no {watch.secret_env}", now)
    body = body_of(alert, watch)
    stamp = int(now.timestamp())
    headers = {
        "Content-Type": "application/json",
        "Detente-Alert": alert.id,
        "Detente-Timestamp": str(stamp),
        "Detente-Signature": signature(secret, stamp, body),
    }
    try:
        status, reason = post(delivery.url, body, guard, headers)
    except UnreachableInput as error:
        return _later(delivery, error.detail, now)
    if 200 <= status < 300:
        return replace(delivery, state="sent", attempts=delivery.attempts + 1, last_error=None)
    words = f"the receiver answered {status} {reason}"
    if 300 <= status < 500 and status not in _LATER:
        return replace(delivery, state="given_up", attempts=delivery.attempts + 1, last_error=words)
    return _later(delivery, words, now)


def _later(delivery: Delivery, error: str, now: datetime) -> Delivery:
    tried = delivery.attempts + 1
    pause = min(_MOST, _FIRST * 2 ** min(delivery.attempts, 20))
    state = "given_up" if tried >= _ATTEMPTS else "waiting"
    return replace(delivery, state=state, attempts=tried, next_at=now + pause, last_error=error)
