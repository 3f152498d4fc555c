"""The figures and the feedback that a school wrote down, as its reports take them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from brandbot.model import WAYS, ApplicantCount, Claim, Graduates, Indicator, Opinion, Outcomes
from brandbot.sources import Workspace
from brandbot.sources.feedback import means

_AS_TYPED = (Indicator.CERTIFIED, Indicator.INTERNSHIP_PLACES)  # shown as they stand


def outcomes_of(workspace: Workspace) -> Outcomes:
    """All that is written down in figures.yaml and in the forms of feedback."""
    return Outcomes(
        figures=tuple(claim for claim in workspace.figures if claim.indicator in _AS_TYPED),
        applicants=tuple(_applicants(workspace.figures)),
        graduates=tuple(_graduates(workspace.figures)),
        opinions=tuple(
            Opinion(
                semester=semester, group=group.value, question=question, score=mean.score, scale=mean.scale, n=mean.n
            )
            for (semester, group, question, _), mean in means(workspace.feedback).items()
        ),
    )


def _applicants(claims: Sequence[Claim]) -> Iterator[ApplicantCount]:
    """Counts of the whole school that say on which day: others can't be held against another year."""
    for claim in claims:
        if claim.indicator is Indicator.APPLICANTS and claim.as_of and claim.count is not None and not claim.detail:
            year = int(claim.period[:4])
            yield ApplicantCount(year=year, day=claim.as_of, count=claim.count, source=claim.source)


def _graduates(claims: Sequence[Claim]) -> Iterator[Graduates]:
    """Per school year what became of its graduates; only years that say how many were asked."""
    years: dict[str, dict[Indicator, Claim]] = {}
    for claim in claims:
        if claim.indicator in WAYS and claim.of and not claim.detail:
            years.setdefault(claim.period[:9], {})[claim.indicator] = claim
    for period, told in years.items():
        one = next(iter(told.values()))
        asked = one.of or 0
        ways = {way: claim for way, claim in told.items() if claim.of == asked}  # another base is another question
        yield Graduates(
            year=int(period[5:9]),
            graduates=one.base or asked,
            answered=asked,
            working=_count(ways, Indicator.WORKING),
            studying=_count(ways, Indicator.STUDYING),
            self_employed=_count(ways, Indicator.BUSINESS),
            as_of=one.as_of,
            source=one.source,
        )


def _count(ways: Mapping[Indicator, Claim], way: Indicator) -> int | None:
    """How many; a share is turned into people by those who were asked. None where nobody wrote it down."""
    claim = ways.get(way)
    if claim is None:
        return None
    return claim.count if claim.count is not None else round((claim.share or 0) * (claim.of or 0))
