from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscoveryConfig(AppConfig):
    name = "redaksi.discovery"
    verbose_name = _("Discovery")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.discovery.index import on_public_change
        from redaksi.stories.slots import slots

        slots.public_change.append(on_public_change)
