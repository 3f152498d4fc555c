"""Approving posts as they will look."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from brandbot.cli.app import At, Json, app
from brandbot.errors import Message, Refused
from brandbot.terminal import config_of, moment_of, opened, out, print_json, say, told

Code = Annotated[str, typer.Argument(metavar="CODE", help=told(Message("the code on the approval sheet")))]
By = Annotated[str, typer.Option("--by", metavar="NAME", help=told(Message("who said so")))]
How = Annotated[str, typer.Option("--how", metavar="WORD", help=told(Message("how: WhatsApp, paper, in person")))]
Partner = Annotated[bool, typer.Option("--partner", help=told(Message("it is the partner's word, not the school's")))]


@app.command(help=told(Message("approve a post by its code; without one, list what waits and make its sheets")))
def approve(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="[CODE]", help=told(Message("the code on the approval sheet")))] = "",
    *,
    sheet: Annotated[bool, typer.Option("--sheet", help=told(Message("make the sheets of what waits")))] = False,
    by: By = "",
    how: How = "",
    partner: Partner = False,
    folder: Annotated[Path | None, typer.Option("--out", help=told(Message("where the sheets are written")))] = None,
    at: At = "",
    as_json: Json = False,
) -> None:
    """Take an approval, or show what waits for one."""
    from brandbot.model import Party, Verdict
    from brandbot.operate import approving

    with opened(context) as service:
        now = moment_of(at, service.config)
        if code:
            party = Party.PARTNER if partner else Party.SCHOOL
            post = approving.answer(service, code, Verdict.APPROVED, now, by=by, how=how, party=party)
            say(Message("Approved: {title} ({key}).", title=post.title, key=post.key), service)
            return
        found = approving.waiting(service, now)
        if as_json:
            print_json([{"code": one.code, "key": one.post.key, "title": one.post.title} for one in found])
            return
        for one in found:
            out(f"{one.code}  {one.post.title} · {one.post.channel} · {one.post.placement}")
        if not found:
            say(Message("Nothing waits for approval in the next seven days."), service)
        elif sheet:
            files = approving.write_sheets(service, found, folder or service.config.root / "out" / "approval")
            say(Message("Send this picture: {file}", file=str(files[0])), service)


@app.command(help=told(Message("reject a post by its code, with the reason")))
def reject(
    context: typer.Context,
    code: Code,
    *,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=told(Message("why, for whoever mends it")))] = "",
    by: By = "",
    how: How = "",
    partner: Partner = False,
    at: At = "",
) -> None:
    """Keep a post from going out until it is changed."""
    from brandbot.model import Party, Verdict
    from brandbot.operate import approving

    if not reason.strip():
        raise Refused(Message("say why with --reason, so that it can be mended"))
    config = config_of(context)
    with opened(context) as service:
        party = Party.PARTNER if partner else Party.SCHOOL
        now = moment_of(at, config)
        post = approving.answer(service, code, Verdict.REJECTED, now, by=by, how=how, party=party, reason=reason)
        say(Message("Rejected: {title} ({key}).", title=post.title, key=post.key), service)


@app.command(name="mark-published", help=told(Message("book a post that was published by hand")))
def mark_published(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="POST", help=told(Message("the post's key, EVENT/CHANNEL/feed")))],
    link: Annotated[str, typer.Option(metavar="LINK", help=told(Message("its address on the network")))],
    at: At = "",
) -> None:
    """Keep the link, so that reports stay whole and nothing is sent twice."""
    from brandbot.operate.running import answering

    config = config_of(context)
    with answering(config) as answers:
        answers.live(key, link, moment_of(at, config))
    say(Message("Noted."), config)
