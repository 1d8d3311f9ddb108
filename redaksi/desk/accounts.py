"""Account screens: roles by the names people know them by, and no way to more rights than one's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import get_connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from redaksi.newsroom.models import User
from redaksi.newsroom.roles import ROLES

ROLE_NAMES = {role.key: role.name for role in ROLES}


class RoleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Group) -> str:
        return str(ROLE_NAMES.get(obj.name, obj.name))


def _roles() -> RoleField:
    order = {role.key: number for number, role in enumerate(ROLES)}
    groups = Group.objects.filter(name__in=order)
    return RoleField(
        queryset=groups, required=False, label=_("Role"), widget=forms.CheckboxSelectMultiple, help_text=_ROLE_HELP
    )


_ROLE_HELP = _("What this account may do. Several roles add up.")


class StaffCreationForm(UserCreationForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"] = _roles()


class StaffEditForm(UserEditForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        initial = self.fields["groups"].initial
        self.fields["groups"] = _roles()
        self.fields["groups"].initial = initial


class _NoEscalation:
    """Only an owner of the installation (superuser) makes another one, or touches one."""

    request: HttpRequest

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        return form


class StaffIndexView(IndexView):
    @property
    def columns(self) -> list[Any]:
        # Without the boxes for bulk actions: accounts are few, and each change deserves a look.
        return list(super().columns[1:])


class StaffCreateView(_NoEscalation, CreateView):
    pass


class StaffEditView(_NoEscalation, EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class StaffViewSet(UserViewSet):
    menu_label = _("Accounts")
    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[User]]:
        return StaffEditForm if for_update else StaffCreationForm


class DeskLoginForm(LoginForm):
    """Wagtail's, with the words that its password field lacks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")


class MailedPasswordResetForm(PasswordResetForm):
    """Asks for a new password by e-mail, and says so when this installation cannot send any."""

    def clean(self) -> dict[str, Any]:
        try:
            connection = get_connection()
            connection.open()
            connection.close()
        except OSError:
            raise ValidationError(
                _("This newsroom cannot send e-mail yet. Ask the administrator to set a new password for you.")
            ) from None
        return super().clean() or self.cleaned_data
