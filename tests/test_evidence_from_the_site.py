"""A study says the same of a folder and of the site that imported the folder; a page what its command prints."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from plaudit.cli.app import main
from plaudit.connectors.database.here import here
from plaudit.connectors.database.read_studied import read_studied as of_site
from plaudit.connectors.folder.read_studied import read_studied as of_folder
from plaudit.evidence import studies
from plaudit.evidence.document import document
from plaudit.evidence.question import Question, settings
from plaudit.evidence.site.bring import answer, awaited
from plaudit.evidence.site.models import PlanDraft
from plaudit.evidence.site.planned import plans
from plaudit.evidence.site.planned import usual as usual_program
from plaudit.plans.read import read_versions
from tests.site import HARBOR_NOW

pytestmark = pytest.mark.journey
SignedIn = Callable[[str], Client]
HARBOR = Path(__file__).parent.parent / "examples" / "harbor" / "data"
OTHER = HARBOR.parents[2] / "src" / "plaudit" / "plans" / "instruments" / "bounty" / "example.yaml"
OTHER_TITLE = f"Draft bounty-example of {HARBOR_NOW.date()}"
# As many trials as a test can wait for.
QUICK = ["draws=100", "alone=0", "periods=1"]
PAGE = f"/evidence/cost/?{'&'.join(QUICK)}"


def answered(study: str, question: Question) -> dict[str, Any]:
    told = document(study, question, studies.find(study).answer(question))
    for each in told["answers"]:
        # By what the facts were: the bytes of the files, or the arrivals of the database.
        del each["inputs_hash"]
    return told


@pytest.mark.parametrize("study", studies.names())
@pytest.mark.usefixtures("harbor")
def test_a_study_says_the_same_of_the_folder_and_of_the_site(study: str) -> None:
    said = QUICK if study == "simulate" else []
    usual = settings(said, studies.find(study).settings)
    known = of_site(here())
    there = plans(usual_program(), known.facts.catalogue, upto=known.watermark)
    site = answered(study, Question(known.facts, settings=usual, plans=there))
    assert site["answers"] or site["refusals"]
    assert site == answered(
        study, Question(of_folder(HARBOR), settings=usual, plans=read_versions(HARBOR.parent / "plan"))
    )


def the_worker_comes() -> None:
    for kept in awaited():
        answer(kept, at=HARBOR_NOW)


def rounded(row: dict[str, float]) -> list[str]:
    return [f"{number:.0f}" for name, number in row.items() if name in {"mean", "p50", "p80", "p95", "cte95"}]


@pytest.mark.usefixtures("harbor")
def test_another_plan_stands_beside_as_the_command_prints_it(
    signed_in: SignedIn, capsys: pytest.CaptureFixture[str]
) -> None:
    text = OTHER.read_text("utf-8")
    pia, made = signed_in("pia"), PlanDraft.objects.create(at=HARBOR_NOW, by="pia", plan="bounty-example", text=text)
    there = f"{PAGE}&against=draft:{made.pk}"
    assert f"{OTHER_TITLE} is being simulated as well." in pia.get(there).content.decode()
    the_worker_comes()
    sets = [part for each in QUICK for part in ("--set", each)]
    other = ["--against", str(OTHER)]
    with pytest.raises(SystemExit):
        main(["simulate", str(HARBOR.parent / "plan"), *other, "--data", str(HARBOR), "--format", "json", *sets])
    printed = json.loads(capsys.readouterr().out)
    rows = pia.get(f"{there}&take=csv&of=against").content.decode("utf-8-sig").splitlines()

    both = [each["answers"][0]["figures"]["periods"][0] for each in (printed, printed["against"])]
    assert rows[1:3] == [
        ",".join([each["period"], title, *(f"{each[tail]:.0f}" for tail in ("mean", "p80", "p95"))])
        for title, each in zip(("Harbor customer advocacy 2026", OTHER_TITLE), both, strict=True)
    ]
    assert rows[3].startswith("All together,Harbor customer advocacy 2026,")
    assert "Both plans, on the same trials" in pia.get(there).content.decode()
    # Drafts are for those who draft.
    assert signed_in("fay").get(there).status_code == 404


@pytest.mark.usefixtures("harbor")
def test_the_page_says_what_the_command_prints(signed_in: SignedIn, capsys: pytest.CaptureFixture[str]) -> None:
    pia = signed_in("pia")
    assert "Waiting for the worker" in pia.get(PAGE).content.decode()
    the_worker_comes()
    sets = [part for each in QUICK for part in ("--set", each)]
    with pytest.raises(SystemExit):
        main(["simulate", str(HARBOR.parent / "plan"), "--data", str(HARBOR), "--format", "json", *sets])
    printed = json.loads(capsys.readouterr().out)
    figures = printed["answers"][0]["figures"]

    periods, scenarios = (
        pia.get(f"{PAGE}&take=csv&of=a0-{place}").content.decode("utf-8-sig").splitlines() for place in (0, 2)
    )
    assert periods == [
        "Period,Mean (USD),Middle (USD),P80 (USD),P95 (USD),Mean beyond P95 (USD)",
        ",".join([figures["periods"][0]["period"], *rounded(figures["periods"][0])]),
    ]
    assert [each.partition(",")[0] for each in scenarios[1:]] == ["no response", "prior", "strong", "gaming"]
    assert scenarios[2] == ",".join(["prior", *rounded(figures["scenarios"][1])])
    shown = pia.get(PAGE).content.decode()
    assert f"About {printed['answers'][0]['point']:,.0f} USD from 2026-Q3 to 2026-Q3." in shown
    assert "takes something from somebody: very unlikely (0% of the trials)" in shown
    assert [each["says"] for each in printed["answers"] if each["says"] not in shown] == []
