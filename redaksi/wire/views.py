"""Doors for machines that feed the wire: delivery with a token, and the hub's side of WebSub."""

from __future__ import annotations

from email.message import Message
from http import HTTPStatus

from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from redaksi.conf import config
from redaksi.wire import websub
from redaksi.wire.ingest import Delivery, IngestResult, ingest_batch
from redaksi.wire.models import Source, Subscription
from redaksi.wire.pace import pace
from redaksi.wire.tokens import is_token_of
from redaksi.wire.unpack import PackError, unpack_bytes


class Refused(Exception):
    """A delivery that is not taken: the status and the reason, as the sender gets them."""

    def __init__(self, status: HTTPStatus, reason: str, retry_after: int = 0) -> None:
        super().__init__(reason)
        self.status = status
        self.retry_after = retry_after


@csrf_exempt
@never_cache
@require_POST
def deliver(request: HttpRequest, source: str) -> HttpResponse:
    """`POST /api/v1/wire/<source>`: the body is one delivery of any format, `Authorization: Bearer <token>`.

    202 with the ids once the bytes are on the disk, the same delivery again included; a delivery that cannot be read
    is taken too and waits in quarantine. 401 wrong token, 411 no length, 413 too large, 415 packed otherwise than
    gzip, 429 too many, 400 empty, 503 when it could not be kept: then the sender must try again.
    """
    try:
        sender = _sender(request, source)
        _check_pace(sender)
        data = _body(request, sender.max_bytes or config.max_item_bytes)
        result = ingest_batch([Delivery(_name(request), data, _charset(request))], source=sender)[0]
    except Refused as refused:
        return _refusal(refused)
    except OSError:
        return _refusal(Refused(HTTPStatus.SERVICE_UNAVAILABLE, "could not be kept; try again", 30))
    return JsonResponse(_receipt(result), status=HTTPStatus.ACCEPTED)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def hub(request: HttpRequest, source: str) -> HttpResponse:
    """`/api/v1/wire/<source>/websub`: the hub asks whether we meant it (GET), or brings the feed (POST)."""
    subscription = Subscription.objects.select_related("source").filter(source__slug=source).first()
    if subscription is None or not subscription.source.active:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    return _verify(request, subscription) if request.method == "GET" else _brought(request, subscription)


def _verify(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    mode, topic = request.GET.get("hub.mode", ""), request.GET.get("hub.topic", "")
    if mode == "denied":
        websub.deny(subscription, topic, request.GET.get("hub.reason", ""))
        return HttpResponse(status=HTTPStatus.OK)
    lease = request.GET.get("hub.lease_seconds", "")
    if not websub.confirm(subscription, mode, topic, lease, timezone.now()):
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    return HttpResponse(request.GET.get("hub.challenge", ""), content_type="text/plain; charset=utf-8")


def _brought(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    source = subscription.source
    try:
        data = _body(request, source.max_bytes or config.max_item_bytes)
        if not websub.is_signed(subscription, data, request.headers.get("X-Hub-Signature", "")):
            # Acknowledged and thrown away (section 7.1): whoever guesses learns nothing.
            Subscription.objects.filter(pk=subscription.pk).update(forged=F("forged") + 1)
            return HttpResponse(status=HTTPStatus.ACCEPTED)
        _check_pace(source)
        ingest_batch([Delivery("websub", data, _charset(request))], source=source)
    except Refused as refused:
        return _refusal(refused)
    except OSError:
        return _refusal(Refused(HTTPStatus.SERVICE_UNAVAILABLE, "could not be kept; try again", 30))
    return HttpResponse(status=HTTPStatus.ACCEPTED)


def _sender(request: HttpRequest, slug: str) -> Source:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    source = Source.objects.filter(slug=slug, active=True).first()
    if not is_token_of(source, token.strip()) or scheme.lower() != "bearer" or source is None:
        raise Refused(HTTPStatus.UNAUTHORIZED, "this token does not open this source")
    return source


def _check_pace(source: Source) -> None:
    if seconds := pace.wait(source.pk):
        raise Refused(HTTPStatus.TOO_MANY_REQUESTS, f"too many deliveries; wait {seconds} s", seconds)


def _body(request: HttpRequest, max_bytes: int) -> bytes:
    length = request.headers.get("Content-Length", "")
    if not length.isdigit():
        raise Refused(HTTPStatus.LENGTH_REQUIRED, "the request must say its length")
    if int(length) > max_bytes:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"larger than {max_bytes} bytes")
    try:
        data = request.read(max_bytes + 1)
    except (UnreadablePostError, RawPostDataException):
        raise Refused(HTTPStatus.BAD_REQUEST, "the delivery broke off") from None
    if len(data) != int(length):
        raise Refused(HTTPStatus.BAD_REQUEST, "the delivery broke off")
    try:
        data = unpack_bytes(data, request.headers.get("Content-Encoding", ""), max_bytes)
    except PackError as error:
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, str(error)) from None
    if not data.strip():
        raise Refused(HTTPStatus.BAD_REQUEST, "empty: there is nothing to take")
    return data


def _charset(request: HttpRequest) -> str:
    kind = Message()
    kind["Content-Type"] = request.headers.get("Content-Type", "")
    return (kind.get_content_charset() or "")[:40]


def _name(request: HttpRequest) -> str:
    kind = Message()
    kind["Content-Disposition"] = request.headers.get("Content-Disposition", "")
    return (kind.get_filename() or "")[:300]


def _receipt(result: IngestResult) -> dict[str, object]:
    return {
        "delivery": result.raw.sha256,
        "state": result.raw.state,
        "new": result.new,
        "items": [{"id": row.pk, "guid": row.guid, "version": row.version} for row in result.items],
        "reason": result.reason,
    }


def _refusal(refused: Refused) -> HttpResponse:
    response = JsonResponse({"reason": str(refused)}, status=refused.status)
    if refused.status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="wire"'
    if refused.retry_after:
        response["Retry-After"] = str(refused.retry_after)
    return response
