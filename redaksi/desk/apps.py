from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class DeskConfig(AppConfig):
    name = "redaksi.desk"
    verbose_name = _("Desk")
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import post_save
        from wagtail.permissions import register_permission_policy

        from redaksi.desk import preflight, zone
        from redaksi.desk.identity import IDENTITY_FORM
        from redaksi.desk.permissions import StoryPolicy, sync_roles
        from redaksi.newsroom.models import Identity
        from redaksi.stories.models import Story
        from redaksi.stories.slots import slots

        register_permission_policy(Story, StoryPolicy(Story))
        slots.gates.append(preflight.gate)
        Identity.edit_handler = IDENTITY_FORM
        user_logged_in.connect(zone.follow_on_login, dispatch_uid="redaksi.desk.follow_on_login")
        post_save.connect(zone.follow_identity, sender=Identity, dispatch_uid="redaksi.desk.follow_identity")
        post_migrate.connect(sync_roles, dispatch_uid="redaksi.desk.sync_roles")


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's account screens with our roles and without a way to more rights than one's own."""

    user_viewset = "redaksi.desk.accounts.StaffViewSet"
