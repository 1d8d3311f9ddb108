"""What the newsroom tells machines: who may sell its space, and what robots of artificial intelligence may do."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class CrawlerPolicy(models.TextChoices):
    """What crawlers of artificial intelligence are asked in robots.txt; search engines are always welcome."""

    ALL = "all", _("may read everything, for training too")
    SEARCH = "search", _("may read for search and answers, not for training")
    NONE = "none", _("may read nothing")


@register_setting(icon="globe", order=2)
class MachineSettings(BaseGenericSetting):
    """The files at the root that machines read before anything else."""

    crawlers = models.CharField(
        _("crawlers of artificial intelligence"),
        max_length=8,
        choices=CrawlerPolicy,
        default=CrawlerPolicy.SEARCH,
        help_text=_("A request in robots.txt that honest crawlers heed."),
    )
    ads_txt = models.TextField(
        _("ads.txt"),
        blank=True,
        help_text=_("Who may sell the site's space, a line each. Empty: nobody may."),
    )
    llms_txt = models.BooleanField(
        _("offer llms.txt"), default=False, help_text=_("A short guide to the site for language models.")
    )

    class Meta:
        verbose_name = _("machines: robots.txt, ads.txt, llms.txt")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
