"""What an answer means, whatever it holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brandbot.errors import OutcomeUnknown, PlatformError
from brandbot.platforms.answers import Usage, decode, read_metrics, read_time, read_usage, redact, rows
from brandbot.platforms.base import Stale
from brandbot.platforms.verdicts import VERDICTS, failure

SCALARS = st.none() | st.booleans() | st.integers(-10, 4_000_000) | st.floats(allow_nan=False) | st.text(max_size=20)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner), max_leaves=8)
NUMBERS = st.sampled_from(sorted({n for key in VERDICTS for n in key if n is not None}))
FIELDS = {
    "code": NUMBERS | JSON,
    "error_subcode": NUMBERS | JSON,
    "message": JSON,
    "error_user_msg": JSON,
    "fbtrace_id": JSON,
    "is_transient": JSON,
}
ERRORS = st.fixed_dictionaries({"error": st.fixed_dictionaries({}, optional=FIELDS)})
STATUSES = st.sampled_from([200, 204, 301, 400, 401, 403, 404, 429, 500, 503])


@given(STATUSES, JSON | ERRORS)
def test_an_answer_is_success_only_as_an_object_of_a_2xx_without_error(status: int, answer: object) -> None:
    found = failure(status, answer, Usage())

    is_success = 200 <= status < 300 and isinstance(answer, dict) and not answer.get("error")
    assert (found is None) is is_success
    assert found is None or isinstance(found, PlatformError)
    assert found is None or str(found).isprintable()


@given(STATUSES, JSON | ERRORS)
def test_a_commit_is_refused_for_sure_only_by_a_4xx_with_a_code_that_proves_it(status: int, answer: object) -> None:
    found = failure(status, answer, Usage(), commit=True)

    if found is not None and not isinstance(found, OutcomeUnknown):
        detail = found.detail
        keys = ((detail.code, detail.subcode), (None, detail.subcode), (detail.code, None))
        verdict = next(VERDICTS[key] for key in keys if key in VERDICTS)
        assert verdict.proof
        assert 400 <= status < 500
        assert not isinstance(found, Stale)


@given(st.text(max_size=50), st.text(min_size=8, max_size=30), st.text(max_size=50))
def test_a_secret_never_gets_through(before: str, secret: str, after: str) -> None:
    hidden = redact(before + secret + after, [secret, ""])

    assert secret not in hidden or secret in before + "***" + after
    assert len(hidden) <= 300


@given(st.binary(max_size=60))
def test_any_bytes_can_be_an_answer(body: bytes) -> None:
    decode(body)


@given(st.dictionaries(st.text(max_size=9), JSON) | st.fixed_dictionaries({"data": JSON}))
def test_an_answer_of_any_shape_can_be_read(answer: dict[str, object]) -> None:
    rows(answer)
    read_metrics(answer)
    read_time(answer)


@given(st.text(max_size=60))
def test_any_header_can_be_a_usage_header(text: str) -> None:
    read_usage({"x-app-usage": text})
