"""The identity screen in the groups in which a newsroom thinks of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

IDENTITY_FORM = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("brand"), FieldPanel("tagline")]),
                FieldRowPanel([FieldPanel("logo"), FieldPanel("icon")]),
                FieldPanel("accent"),
            ],
            heading=_("Brand"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("legal_name"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone"), FieldPanel("fax")]),
                FieldRowPanel([FieldPanel("responsible_person"), FieldPanel("editor_in_chief")]),
                FieldPanel("founded"),
            ],
            heading=_("What the Press Law asks for"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("zone"), FieldPanel("time_separator")]),
                FieldPanel("dateline_template"),
            ],
            heading=_("House style"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("whatsapp"), FieldPanel("facebook")]),
                FieldRowPanel([FieldPanel("x"), FieldPanel("instagram")]),
                FieldRowPanel([FieldPanel("youtube"), FieldPanel("tiktok")]),
                FieldPanel("telegram"),
            ],
            heading=_("Accounts elsewhere"),
        ),
    ]
)
