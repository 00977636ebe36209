"""Reviews that say the same words: a pattern to ask about, since a customer may copy herself too (M8 e)."""

from collections.abc import Iterator
from datetime import date

from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered
from plaudit.evidence.methods.shingles import alike
from plaudit.evidence.observed.rows import number, rows, there
from plaudit.evidence.question import Question


def texts(question: Question, snapshot: date) -> Iterator[Said]:
    facts, name = question.facts, "texts that are alike"
    if not there(facts, "activities") or "text" not in facts.loaded["activities"].attributes:
        missing = "What reviews say is not known."
        yield Unanswered(name, Refusal("texts-missing", missing, "A column text in activities.csv."))
        return
    query = f"""SELECT key, text FROM {rows(facts, "activities", snapshot)}
        WHERE text IS NOT NULL AND opened_on <= {number(snapshot)} ORDER BY key"""
    found = facts.con.execute(query).fetchall()
    pairs: list[Figure] = [
        {"activity": str(found[a][0]), "other": str(found[b][0]), "alike": share}
        for a, b, share in alike([str(text) for _, text in found])
    ]
    yield Answer(
        name=name,
        says=f"Of {len(found)} texts {len(pairs)} pairs are nearly the same."
        if pairs
        else f"No two of {len(found)} texts are nearly the same.",
        unit="count",
        point=float(len(pairs)),
        interval80=None,
        interval95=None,
        n=len(found),
        events=len(pairs),
        method="More than 0.6 of the runs of five words of two texts are in both.",
        grade="C",
        diagnostics=(Diagnostic("pairs of texts that are nearly the same", len(pairs), passed=not pairs),),
        brief=not pairs,
        figures={"to look at": pairs},
    )
