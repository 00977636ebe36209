"""The settings, by address."""

from django.urls import path

from plaudit.web.pages.settings.catalogue import view as catalogue
from plaudit.web.pages.settings.company import view as company
from plaudit.web.pages.settings.people import view as people

urlpatterns = [
    path("", company.company, name="settings"),
    path("people/", people.everybody, name="people"),
    path("people/new/", people.new, name="person_new"),
    path("people/<str:key>/", people.one, name="person"),
    path("people/<str:key>/invite/", people.invitation, name="person_invite"),
    path("people/<str:key>/login/", people.switch, name="person_login"),
    path("people/<str:key>/duties/", people.appointment, name="duty_grant"),
    path("people/<str:key>/duties/<int:duty>/end/", people.dismissal, name="duty_end"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/edit/", catalogue.edit, name="catalogue_edit"),
]
