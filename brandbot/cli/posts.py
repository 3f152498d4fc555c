"""A person's word on single posts."""

from __future__ import annotations

from typing import Annotated

import typer

from brandbot.cli.app import At, app
from brandbot.errors import Message, Refused
from brandbot.terminal import config_of, out, played, say, told

Key = Annotated[str, typer.Argument(metavar="POST", help=told(Message("the post's key, EVENT/CHANNEL/feed")))]


@app.command(help=told(Message("answer for a post that brandbot can't settle: it is live, once more, or drop it")))
def settle(
    context: typer.Context,
    key: Annotated[
        str, typer.Argument(metavar="[POST]", help=told(Message("the post's key, EVENT/CHANNEL/feed")))
    ] = "",
    *,
    live: Annotated[str, typer.Option(metavar="LINK", help=told(Message("it is live, at this address")))] = "",
    again: Annotated[bool, typer.Option("--again", help=told(Message("it is not live: publish it now")))] = False,
    drop: Annotated[bool, typer.Option("--drop", help=told(Message("it does not go out")))] = False,
    late: Annotated[bool, typer.Option("--late", help=told(Message("let all late posts follow, for a day")))] = False,
    at: At = "",
) -> None:
    """Book one of the three answers."""
    from brandbot.operate.running import answering

    if [bool(live), again, drop, late].count(True) != 1 or (not key and not late):
        raise Refused(Message("say one of: --live LINK, --again, --drop for a post; or --late"))
    config = config_of(context)
    now = played(at, config)
    with answering(config) as answers:
        if late:
            answers.let_late_out(now)
        elif live:
            answers.live(key, live, now)
        elif again:
            answers.again(key, now)
        else:
            answers.drop(key)
    say(Message("Noted."), config)


@app.command(help=told(Message("take a live post down, or tell how")))
def withdraw(
    context: typer.Context,
    post: Key,
    correct: Annotated[
        str, typer.Option(metavar="TEXT", help=told(Message("what is right: queues a correction to be approved")))
    ] = "",
    at: At = "",
) -> None:
    """Take a post, or all posts of an event, down."""
    from brandbot.operate.corrections import add_correction
    from brandbot.operate.running import answering

    config = config_of(context)
    now = played(at, config)
    with answering(config) as answers:
        keys = answers.keys_of(post)
        for key in keys:
            out(answers.withdraw(key))
        if correct:
            file = add_correction(config.root, answers.post(keys[0]), correct, now.astimezone(config.zone))
            say(Message("The correction is in {file} and waits for approval.", file=str(file)), config)
