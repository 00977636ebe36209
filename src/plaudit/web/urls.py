"""The site map."""

from django.urls import include, path

from plaudit.web.pages.accrual.view import accrual
from plaudit.web.pages.activity import view as activity
from plaudit.web.pages.champions import view as champions
from plaudit.web.pages.close import view as close
from plaudit.web.pages.compare import view as compare
from plaudit.web.pages.contests.view import contests
from plaudit.web.pages.cost.view import cost
from plaudit.web.pages.disputes import view as disputes
from plaudit.web.pages.evidence import view as evidence
from plaudit.web.pages.grants import view as grants
from plaudit.web.pages.home.view import home
from plaudit.web.pages.imports import view as imports
from plaudit.web.pages.issued import view as issued
from plaudit.web.pages.journal.view import journal
from plaudit.web.pages.log import view as log
from plaudit.web.pages.pay import view as pay
from plaudit.web.pages.payouts import view as payouts
from plaudit.web.pages.programs import view as programs
from plaudit.web.pages.quarter.view import quarter
from plaudit.web.pages.recognition.view import recognition
from plaudit.web.pages.running.view import healthy, ready
from plaudit.web.pages.signoff import view as signoff
from plaudit.web.pages.statement import view as statement
from plaudit.web.pages.team import view as team
from plaudit.web.pages.verify import view as verify
from plaudit.web.pages.worked.view import worked

urlpatterns = [
    path("", home, name="home"),
    path("quarter/", quarter, name="quarter"),
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
    path("accrual/", accrual, name="accrual"),
    path("disputes/", disputes.disputes, name="disputes"),
    path("disputes/new/", disputes.new, name="disputes-new"),
    path("disputes/clock/", disputes.winding, name="disputes-clock"),
    path("disputes/<int:number>/", disputes.one, name="disputes-one"),
    path("disputes/<int:number>/answer/", disputes.answering, name="disputes-answer"),
    path("disputes/<int:number>/withdraw/", disputes.withdrawal, name="disputes-withdraw"),
    path("disputes/<int:number>/hand-over/", disputes.handing_over, name="disputes-hand-over"),
    path("disputes/<int:number>/evidence/<int:word>/", disputes.evidence, name="disputes-evidence"),
    path("payouts/", payouts.payouts, name="payouts"),
    path("payouts/codes/<str:layout>/", payouts.codes, name="payouts-codes"),
    path("payouts/<int:number>/", payouts.one, name="payouts-one"),
    path("payouts/<int:number>/approve/", payouts.approval, name="payouts-approve"),
    path("payouts/<int:number>/discard/", payouts.giving_up, name="payouts-discard"),
    path("payouts/<int:number>/send/", payouts.sending, name="payouts-send"),
    path("payouts/<int:number>/mark/", payouts.marking, name="payouts-mark"),
    path("payouts/<int:number>/confirm/", payouts.confirmation, name="payouts-confirm"),
    path("payouts/<int:number>/file/", payouts.file, name="payouts-file"),
    path("payouts/<int:number>/<str:person>.pdf", payouts.note, name="remittance"),
    path("team/", team.team, name="team"),
    path("people/", team.people, name="people"),
    path("programs/", programs.programs, name="programs"),
    path("programs/<str:key>/", programs.program, name="program"),
    path("programs/<str:key>/curves/<str:incentive>.svg", programs.picture, name="program-picture"),
    path("programs/<str:key>/curves/<str:incentive>/", programs.curve, name="program-curve"),
    path("programs/<str:key>/versions/<int:number>/", signoff.version, name="version"),
    path("sign-off/", signoff.signoff, name="signoff"),
    path("sign-off/remind/", signoff.reminded, name="signoff-remind"),
    path("contests/", contests, name="contests"),
    path("evidence/", evidence.evidence, name="evidence"),
    path("evidence/pay/", pay.pay, name="pay"),
    path("evidence/pay/page.pdf", pay.printed, name="pay-pdf"),
    path("evidence/pay/plan/", pay.plan, name="pay-plan"),
    path("evidence/pay/drafts/<int:number>/", pay.drafted, name="pay-draft"),
    path("evidence/pay/drafts/<int:number>.yaml", pay.text, name="pay-draft-text"),
    path("evidence/cost/", cost, name="cost"),
    path("evidence/worked/", worked, name="worked"),
    path("evidence/<str:name>/", evidence.study, name="evidence-study"),
    path("evidence/<str:name>/<str:key>.svg", evidence.picture, name="evidence-picture"),
    path("champions/", champions.champions, name="champions"),
    path("champions/<path:account>/confirm/", champions.confirm, name="champion-confirm"),
    path("champions/<path:account>/dismiss/", champions.dismiss, name="champion-dismiss"),
    path("champions/<path:account>/undo/", champions.undo, name="champion-undo"),
    path("close/", close.close, name="close"),
    path("close/begin/", close.begin, name="close-begin"),
    path("close/take-over/", close.take_over, name="close-take-over"),
    path("close/drafts/<int:number>/", close.draft, name="close-draft"),
    path("close/drafts/<int:number>/go-on/", close.go_on, name="close-go-on"),
    path("close/drafts/<int:number>/let/", close.let, name="close-let"),
    path("close/drafts/<int:number>/approve/", close.approve, name="close-approve"),
    path("close/drafts/<int:number>/confirm/", close.confirm, name="close-confirm"),
    path("close/postings/<int:number>/", close.posting, name="close-posting"),
    path("recognition/", recognition, name="recognition"),
    path("grants/", grants.grants, name="grants"),
    path("grants/new/", grants.new, name="grant-new"),
    path("grants/<slug:key>/", grants.grant, name="grant"),
    path("grants/<slug:key>/<slug:what>/", grants.act, name="grant-act"),
    path("compare/", compare.compare, name="compare"),
    path("compare/<int:number>/", compare.comparison, name="comparison"),
    path("compare/<int:number>/again/", compare.once_more, name="comparison-again"),
    path("compare/<int:number>/delete/", compare.remove, name="comparison-delete"),
    path("journal/", journal, name="journal"),
    path("statements/<str:person>/<path:period>.pdf", statement.printed, name="statement-pdf"),
    path("statements/<str:person>/<path:period>.json", issued.twin_file, name="statement-twin"),
    path("statements/<str:person>/<path:period>/acknowledge/", issued.acknowledge, name="statement-acknowledge"),
    path("statements/<str:person>/<path:period>", statement.statement, name="statement"),
    path("settings/", include("plaudit.web.pages.settings.urls")),
    path("accounts/", include("plaudit.web.pages.account.urls")),
    path("healthy", healthy, name="healthy"),
    path("ready", ready, name="ready"),
]
