"""The site map."""

from django.urls import include, path

from plaudit.web.pages.activity import view as activity
from plaudit.web.pages.home.view import home
from plaudit.web.pages.imports import view as imports
from plaudit.web.pages.log import view as log
from plaudit.web.pages.quarter.view import quarter
from plaudit.web.pages.verify import view as verify

urlpatterns = [
    path("", home, name="home"),
    path("quarter/", quarter, name="quarter"),
    path("team/", quarter, name="team"),
    path("people/", quarter, name="people"),
    path("programs/", quarter, name="programs"),
    path("contests/", quarter, name="contests"),
    path("journal/", quarter, name="journal"),
    path("log/", log.kinds, name="log"),
    path("log/accounts/", log.accounts, name="log-accounts"),
    path("log/<slug:kind>/", log.act, name="log-act"),
    path("activities/<path:key>/correct/", activity.correct, name="activity-correct"),
    path("activities/<path:key>/retract/", activity.retract, name="activity-retract"),
    path("activities/<path:key>/restore/", activity.restore, name="activity-restore"),
    path("activities/<path:key>/proofs/<int:number>/", activity.proof, name="activity-proof"),
    path("activities/<path:key>/", activity.activity, name="activity"),
    path("verify/", verify.verify, name="verify"),
    path("verify/reject/", verify.reject, name="verify-reject"),
    path("imports/", imports.imports, name="imports"),
    path("imports/trust/", imports.trust, name="imports-trust"),
    path("imports/<int:number>/", imports.one, name="imports-one"),
    path("imports/<int:number>/arrange/", imports.arrange, name="imports-arrange"),
    path("imports/<int:number>/confirm/", imports.confirm, name="imports-confirm"),
    path("imports/<int:number>/go-on/", imports.go_on, name="imports-go-on"),
    path("imports/<int:number>/cancel/", imports.cancel, name="imports-cancel"),
    path("accounts/", include("allauth.urls")),
]
