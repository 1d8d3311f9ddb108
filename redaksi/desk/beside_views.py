"""What stands beside a story and what it could point to, with reasons: a part of its form, asked for later."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from redaksi.discovery.beside import for_desk, suggestions
from redaksi.stories.models import Story

SUGGESTED: Final = 6


@require_safe
def beside(request: HttpRequest, pk: int) -> HttpResponse:
    """The lists beside the public story as readers see them now, and suggestions for the draft as it was last saved."""
    story = get_object_or_404(Story, pk=pk)
    if not policy_registry.get_by_type(Story).user_has_permission_for_instance(request.user, "change", story):
        raise PermissionDenied
    now = timezone.now()
    related, recommended = for_desk(pk, now)
    suggested = suggestions(story.get_latest_revision_as_object(), SUGGESTED, now)
    context = {"related": related, "recommended": recommended, "suggested": suggested}
    return render(request, "desk/includes/beside.html", context)
