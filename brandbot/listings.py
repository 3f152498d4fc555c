"""How the plan and the status are printed: tables for people, plain values for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from brandbot.errors import Message
from brandbot.model import Post, PostState, PublicNumbers, Snapshot, Unseen
from brandbot.operate.importing import Import, Outcome
from brandbot.operate.overview import Overview
from brandbot.wording import Wording

SOON = dt.timedelta(days=7)
FOR_A_PERSON = (PostState.NEEDS_HUMAN, PostState.FAILED, PostState.HELD, PostState.UNKNOWN, PostState.REMOVED)
STATES = {
    PostState.PLANNED: Message("planned"),
    PostState.STAGED: Message("staged"),
    PostState.SCHEDULED: Message("handed over"),
    PostState.UNKNOWN: Message("being checked"),
    PostState.PUBLISHED: Message("published"),
    PostState.HELD: Message("held"),
    PostState.MISSED: Message("missed"),
    PostState.CANCELLED: Message("cancelled"),
    PostState.FAILED: Message("failed"),
    PostState.NEEDS_HUMAN: Message("needs a person"),
    PostState.DROPPED: Message("dropped"),
    PostState.WITHDRAWN: Message("withdrawn"),
    PostState.REMOVED: Message("removed outside"),
}

OUTCOMES = {
    Outcome.NEW: Message("new"),
    Outcome.CHANGED: Message("changed"),
    Outcome.UNCHANGED: Message("unchanged"),
    Outcome.HELD: Message("held as a possible duplicate"),
    Outcome.REFUSED: Message("refused"),
}


def show_import(done: Import, wording: Wording) -> None:
    """Row by row what became of it, then the sums."""
    console = _console()
    for row in done.rows:
        where = f"{row.place.path}:{row.place.line}"
        console.print(f"{where} {row.id}: {wording.say(OUTCOMES[row.outcome])}".replace(" :", ":"), markup=False)
        for reason in row.reasons:
            console.print(f"   {wording.say(reason)}", markup=False)
    console.print(", ".join(f"{done.count(outcome)} {wording.say(text)}" for outcome, text in OUTCOMES.items()))


def import_json(done: Import, wording: Wording) -> dict[str, object]:
    """The same for programs."""
    rows = [
        {
            "path": row.place.path,
            "line": row.place.line,
            "id": row.id,
            "title": row.title,
            "outcome": str(row.outcome),
            "reasons": [wording.say(reason) for reason in row.reasons],
        }
        for row in done.rows
    ]
    return {"written": done.written, **{str(outcome): done.count(outcome) for outcome in Outcome}, "rows": rows}


def show_plan(overview: Overview, wording: Wording, *, explain: bool = False) -> None:
    """All posts by slot, then what is held and why; of what was missed long ago only the number.

    With `explain` each says why it has this slot and none before.
    """
    recent = [post for post in overview.posts if post.state is not PostState.MISSED or post.slot > overview.now - SOON]
    _posts(overview, recent, wording, Message("Plan"), overview.why if explain else {})
    if hidden := len(overview.posts) - len(recent):
        _console().print(
            wording.say(Message("{count} missed long ago are not shown; --json has them.", count=hidden)), ""
        )
    _held(overview, wording)


def show_status(overview: Overview, wording: Wording) -> None:
    """The last tick, what is due, what went out, what waits for a person."""
    console = _console()
    console.print(wording.say(last_tick(overview.last_tick, overview.now)))
    counts = ", ".join(f"{wording.say(STATES[state])} {count}" for state, count in sorted(overview.counts.items()))
    if counts:
        console.print(counts)
    for channel, reason in overview.holds.items():
        console.print(f"{channel}: {reason}")
    if overview.problems:
        console.print(
            wording.say(Message("{count} mistakes in the files; see: brandbot check", count=overview.problems))
        )
    _posts(overview, _due(overview), wording, Message("Due in the next seven days"))
    _posts(overview, _gone_out(overview), wording, Message("Published in the last seven days"))
    waiting = [post for post in overview.posts if post.state in FOR_A_PERSON]
    _posts(overview, waiting, wording, Message("Waits for a person"))
    _held(overview, wording)
    _calls(overview, wording, console)
    for username, snapshot in overview.benchmarks:
        console.print(wording.say(_benchmark(username, snapshot, wording)))
    _notices(overview, wording)


def plan_json(overview: Overview, wording: Wording) -> dict[str, object]:
    """The plan for programs."""
    why = {key: [wording.say(reason) for reason in reasons] for key, reasons in overview.why.items()}
    posts = [_post(post) | {"why": why.get(post.key, [])} for post in overview.posts]
    return {"posts": posts, "held": _held_json(overview, wording)}


def status_json(overview: Overview, wording: Wording) -> dict[str, object]:
    """The status for programs."""
    return {
        "last_tick": overview.last_tick,
        "last_tick_age_seconds": (overview.now - overview.last_tick).total_seconds() if overview.last_tick else None,
        "counts": {str(state): count for state, count in overview.counts.items()},
        "channels_at_rest": dict(overview.holds),
        "problems": overview.problems,
        "due": [_post(post) for post in _due(overview)],
        "published": [_post(post) for post in _gone_out(overview)],
        "waiting": [_post(post) for post in overview.posts if post.state in FOR_A_PERSON],
        "held": _held_json(overview, wording),
        "calls": [
            {"channel": one.channel, "day": one.day, "calls": one.calls, "readings": one.readings}
            for one in overview.calls
        ],
        "benchmarks": [
            {"username": name, "day": one.day, "source": str(one.source), "fetched_at": one.fetched_at}
            | (asdict(one.numbers) if isinstance(one.numbers, PublicNumbers) else {"unseen": str(one.numbers)})
            for name, one in overview.benchmarks
            if one
        ],
        "notices": [{"at": noted.noted_at, "told_at": noted.told_at, "text": noted.text} for noted in overview.notices],
    }


def _calls(overview: Overview, wording: Wording, console: Console) -> None:
    """What reading took of the calls that Meta allows."""
    for channel in dict.fromkeys(one.channel for one in overview.calls):
        days = [one for one in overview.calls if one.channel == channel]
        text = Message(
            "{channel}: {calls} calls to Meta a day for reading, {readings} readings of posts in seven days",
            channel=channel,
            calls=wording.number(round(sum(one.calls for one in days) / len(days), 1)),
            readings=sum(one.readings for one in days),
        )
        console.print(wording.say(text))


def _benchmark(username: str, snapshot: Snapshot | None, wording: Wording) -> Message:
    """What another account showed last, with its day and source; never 0 for what it did not show."""
    seen = snapshot.numbers if snapshot else None
    if snapshot is None or not isinstance(seen, PublicNumbers):
        reason = seen.reason if isinstance(seen, Unseen) else Message("not looked at yet")
        return Message("{username}: not available ({reason})", username=username, reason=wording.say(reason))
    told = {"followers": seen.followers, "month": seen.month, "interactions": seen.interactions}
    return Message(
        "{username}: {followers} followers, {month} posts in 28 days, {interactions} interactions per post "
        "(median of {sampled}); as of {day}, {source}",
        username=username,
        sampled=seen.sampled,
        day=wording.date_short(snapshot.day),
        source=str(snapshot.source),
        **{name: "–" if number is None else wording.number(number) for name, number in told.items()},
    )


def last_tick(at: dt.datetime | None, now: dt.datetime) -> Message:
    """When brandbot last did something."""
    if at is None:
        return Message("brandbot has not run in this workspace yet.")
    minutes = max(0, int((now - at).total_seconds() // 60))
    return Message("The last tick was {minutes} minutes ago.", minutes=minutes)


def _due(overview: Overview) -> list[Post]:
    waiting = (PostState.PLANNED, PostState.STAGED, PostState.SCHEDULED)
    return [post for post in overview.posts if post.state in waiting and post.slot <= overview.now + SOON]


def _gone_out(overview: Overview) -> list[Post]:
    since = overview.now - SOON
    return [post for post in overview.posts if post.published_at and since <= post.published_at <= overview.now]


def show_table(title: Message, heads: Sequence[Message], rows: Iterable[Sequence[str]], wording: Wording) -> None:
    """A table of texts; nothing without rows."""
    table = Table(title=wording.say(title), title_justify="left", box=None, pad_edge=False, title_style="bold")
    for head in heads:
        table.add_column(wording.say(head), overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    if table.row_count:
        _console().print(table, "")


def _posts(
    overview: Overview,
    posts: Iterable[Post],
    wording: Wording,
    title: Message,
    why: Mapping[str, tuple[Message, ...]] | None = None,
) -> None:
    """A table with a row for what several channels have in common."""
    table = Table(title=wording.say(title), title_justify="left", box=None, pad_edge=False, title_style="bold")
    for head in (Message("When"), Message("What"), Message("Where"), Message("State")):
        table.add_column(wording.say(head), overflow="fold")
    for same in _together(posts):
        first, when = same[0], same[0].slot.astimezone(overview.zone)
        more = [first.reason] if first.reason else [post.permalink for post in same if post.permalink]
        more += [f"↳ {wording.say(reason)}" for reason in (why or {}).get(first.key, ())]
        table.add_row(
            f"{wording.date_short(when.date())} {when:%H.%M}",
            "\n".join([f"{first.title} ({first.event_id})", *more]),
            f"{' + '.join(post.channel for post in same)} · {first.placement}",
            wording.say(STATES[first.state]),
        )
    if table.row_count:
        _console().print(table, "")


def _together(posts: Iterable[Post]) -> Iterable[list[Post]]:
    groups: dict[tuple[object, ...], list[Post]] = {}
    for post in posts:
        key = (post.slot, post.event_id, post.placement, post.state, post.reason)
        groups.setdefault(key, []).append(post)
    return groups.values()


def _held(overview: Overview, wording: Wording) -> None:
    console = _console()
    if overview.held:
        console.print(f"[bold]{wording.say(Message('Held back'))}[/bold]")
    for held in overview.held:
        console.print(f"{held.place} {held.event_id}: {wording.say(held.reason)}", markup=False)


def _notices(overview: Overview, wording: Wording) -> None:
    console = _console()
    if overview.notices:
        console.print(f"[bold]{wording.say(Message('Notices of the last seven days'))}[/bold]")
    for noted in overview.notices:
        when = wording.moment_short(noted.noted_at.astimezone(overview.zone))
        untold = "" if noted.told_at else f" ({wording.say(Message('not sent yet'))})"
        console.print(f"{when}: {noted.text}{untold}", markup=False)


def _post(post: Post) -> dict[str, object]:
    return {
        "key": post.key,
        "event": post.event_id,
        "title": post.title,
        "channel": post.channel,
        "placement": str(post.placement),
        "slot": post.slot.isoformat(),
        "state": str(post.state),
        "reason": post.reason,
        "permalink": post.permalink,
    }


def _held_json(overview: Overview, wording: Wording) -> list[dict[str, object]]:
    return [
        {"event": held.event_id, "channel": held.channel, "reason": wording.say(held.reason), "place": str(held.place)}
        for held in overview.held
    ]


def _console() -> Console:
    return Console(highlight=False, soft_wrap=False)
