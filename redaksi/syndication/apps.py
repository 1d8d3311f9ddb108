from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SyndicationConfig(AppConfig):
    name = "redaksi.syndication"
    verbose_name = _("Syndication")
    default_auto_field = "django.db.models.BigAutoField"
