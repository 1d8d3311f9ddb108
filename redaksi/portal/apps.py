from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "redaksi.portal"
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.portal.models import StandingPage
        from redaksi.portal.preview import (
            preview_front,
            preview_look,
            preview_specimen,
            preview_standing,
            preview_story,
        )
        from redaksi.stories.slots import slots

        slots.preview = preview_story
        slots.front_preview = preview_front
        slots.look_preview = preview_look
        slots.specimen = preview_specimen
        StandingPage.render_preview = preview_standing
