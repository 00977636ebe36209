"""The settings, by address."""

from django.urls import path

from plaudit.web.pages.settings.accounts import view as accounts
from plaudit.web.pages.settings.calendar import view as calendar
from plaudit.web.pages.settings.catalogue import view as catalogue
from plaudit.web.pages.settings.company import view as company
from plaudit.web.pages.settings.people import positions
from plaudit.web.pages.settings.people import view as people

urlpatterns = [
    path("", company.company, name="settings"),
    path("people/", people.everybody, name="settings-people"),
    path("people/new/", people.new, name="settings-person-new"),
    path("people/<str:key>/", people.one, name="settings-person"),
    path("people/<str:key>/invite/", people.invitation, name="settings-person-invite"),
    path("people/<str:key>/login/", people.switch, name="settings-person-login"),
    path("people/<str:key>/duties/", people.appointment, name="settings-duty-grant"),
    path("people/<str:key>/duties/<int:duty>/end/", people.dismissal, name="settings-duty-end"),
    path("people/<str:key>/positions/", positions.position, name="settings-position"),
    path("people/<str:key>/employment/", positions.employment, name="settings-employment"),
    path("accounts/", accounts.accounts, name="settings-accounts"),
    path("accounts/<str:key>/", accounts.one, name="settings-account"),
    path("calendar/", calendar.calendar, name="settings-calendar"),
    path("catalogue/", catalogue.catalogue, name="settings-catalogue"),
    path("catalogue/edit/", catalogue.edit, name="settings-catalogue-edit"),
]
