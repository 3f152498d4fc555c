"""The school's accounts at Meta: connecting them, and looking whether all is well."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Annotated

import typer

from brandbot.cli.app import At, Json, app
from brandbot.errors import Message, Refused
from brandbot.terminal import config_of, moment_of, opened, out, played, print_json, say, told
from brandbot.wording import Wording

if TYPE_CHECKING:
    from brandbot.config import Config
    from brandbot.operate.connecting import App, Login
    from brandbot.platforms.tokens import PageAccount

_MARKS = {"ok": "✓", "warning": "!", "problem": "✗"}
GUIDE = (
    Message("brandbot needs three things of Meta, once: the app's number, its secret, and a token. So you get them:"),
    Message(
        "1. The Instagram account is professional and linked to the school's Page (Page settings → Linked accounts). "
        "Your own Facebook account may publish on the Page."
    ),
    Message(
        "2. Open developers.facebook.com → My Apps → the school's app. If there is none yet: Create App, with the use "
        "cases 'Manage everything on your Page' and 'Manage messaging and content on Instagram' (with Facebook Login)."
    ),
    Message(
        "3. Under App settings → Basic write the address of the school's privacy policy, then switch the app to Live. "
        "While it is in Development nobody but you sees what it posts."
    ),
    Message(
        "4. Open Tools → Graph API Explorer. At 'Meta App' choose the school's app, at 'User or Page' choose "
        "'User Token', and tick these permissions: {permissions}"
    ),
    Message(
        "5. Press 'Generate Access Token'. In Facebook's dialog tick the school's Page and its Instagram account, and "
        "decline nothing."
    ),
)


@app.command(help=told(Message("connect the school's Page and Instagram account, step by step")))
def connect(
    context: typer.Context,
    page: Annotated[str, typer.Option("--page", metavar="ID", help=told(Message("the Page's number")))] = "",
    app_id: Annotated[str, typer.Option("--app-id", metavar="ID", help=told(Message("the app's number")))] = "",
    yes: Annotated[
        bool, typer.Option("--yes", help=told(Message("ask nothing: all secrets stand in .env already")))
    ] = False,
) -> None:
    """Take a token, make the Page's of it, and keep it."""
    from brandbot.operate import connecting

    config = config_of(context)
    if yes:
        school_app, login = _laid_ready(config, app_id)
    else:
        _guide(config)
        school_app = _ask_app(config, app_id)
        login = connecting.log_in(
            config, school_app, _secret(config, Message("6. Paste the token (it stays invisible)"))
        )
    chosen = _choose(config, login, page, may_ask=not yes)
    for line in connecting.summary(connecting.store(config, school_app, login, chosen), config):
        say(line, config)


@app.command(help=told(Message("look whether all is well: accounts, computer, store; and try what Meta does")))
def doctor(
    context: typer.Context,
    as_json: Json = False,
    probe: Annotated[
        bool, typer.Option("--probe", help=told(Message("try on a test Page what Meta does not document")))
    ] = False,
    page: Annotated[str, typer.Option("--page", metavar="ID", help=told(Message("the test Page's number")))] = "",
    at: At = "",
) -> None:
    """Look at everything; exit code 1 where something is a problem."""
    from brandbot.operate.doctor import Level, findings

    if probe:
        _probe(config_of(context), page, at)
        return
    with opened(context) as service:
        found = findings(service, moment_of(at, service.config))
        say_ = service.wording.say
        if as_json:
            shown = [
                {
                    "check": one.check,
                    "about": one.about,
                    "level": one.level,
                    "text": say_(one.text),
                    "cure": say_(one.cure) if one.cure else "",
                }
                for one in found
            ]
            print_json(shown)
        else:
            for one in found:
                out(f"{_MARKS[one.level]} {f'{one.about}: ' if one.about else ''}{say_(one.text)}")
                if one.cure:
                    out(f"  → {say_(one.cure)}")
    raise typer.Exit(1 if any(one.level is Level.PROBLEM for one in found) else 0)


def _probe(config: Config, page: str, at: str) -> None:
    """Ask for the Page once more, try everything, and say what follows."""
    from brandbot.operate import probe as probing

    wording, channel = Wording(config.language), probing.named_page(config, page, page)
    say(
        Message(
            "brandbot puts test posts and a story on the Page {id} and its Instagram account, and deletes them again "
            "after some minutes. Followers may see them, so do this on a Page for tests only.",
            id=page,
        ),
        config,
    )
    channel = probing.named_page(config, page, typer.prompt(_said(config, Message("Type the Page's number once more"))))

    def tell(question: str, answer: str, detail: str) -> None:
        out(f"{question}: {answer}{f' ({detail})' if detail else ''}")

    def ask(question: Message) -> bool | None:
        word = typer.prompt(f"{wording.say(question)} {wording.say(Message('yes, no, or Enter to skip'))}", default="")
        return {"y": True, "t": False, "n": False}.get(word.strip().casefold()[:1])  # ya, tidak

    found = probing.probe(config, channel, played(at, config), probing.Person(tell, ask), time.sleep)
    for trouble in found.troubles:
        say(Message("not answered: {why}", why=trouble), config)
    if found.left:
        say(Message("could not be deleted, please do it yourself: {ids}", ids=list(found.left)), config)
    way = found.way
    say(Message("From now on posts go out by this way: {way}", way=way.sequence.value), config)
    if way.token_in_form:
        say(Message("The token travels in the form, because the header is not taken."), config)
    if not way.page_hosting:
        say(Message("Instagram takes no pictures from the Page: describe a folder of your own in config.yaml."), config)


def _guide(config: Config) -> None:
    from brandbot.config import GRAPH_URL
    from brandbot.platforms import tokens

    if config.graph_url != GRAPH_URL:
        say(Message("This is for practice: brandbot speaks to {url} and not to Meta.", url=config.graph_url), config)
    permissions = ", ".join(
        (*tokens.NEEDED_BY_PAGE, *tokens.NEEDED_BY_INSTAGRAM, *tokens.WANTED, "business_management")
    )
    for step in GUIDE:
        filled = Message(step.text, permissions=permissions) if "{" in step.text else step
        say(filled, config)
        out("")


def _ask_app(config: Config, app_id: str) -> App:
    """Number and secret of the app; those that stand in the files already are kept by Enter."""
    from brandbot.operate.connecting import App

    known = config.secrets.app_secret
    which = Message("The app's number (App settings → Basic, 'App ID')")
    number: str = app_id or typer.prompt(_said(config, which), default=(known and config.app_id) or None)
    keep = Message("The App Secret there (it stays invisible; Enter keeps the one in .env)")
    ask = Message("The App Secret there: press 'Show' (it stays invisible)")
    secret = _secret(config, keep if known else ask, default=known)
    return App(number.strip(), secret)


def _laid_ready(config: Config, app_id: str) -> tuple[App, Login]:
    """What stands in .env: a person's token, or the Page's own. Raises Refused where something is missing."""
    from brandbot.operate import connecting

    school_app = connecting.App(app_id or config.app_id, config.secrets.app_secret)
    if not (school_app.id and school_app.secret):
        raise Refused(
            Message(
                "for --yes config.yaml needs graph.app_id (or --app-id), and .env the App Secret as {name}=…",
                name=config.secrets.app_secret_name or connecting.APP_SECRET,
            )
        )
    if person := connecting.user_token(config, os.environ):
        return school_app, connecting.log_in(config, school_app, person)
    return school_app, connecting.take_up(
        config, school_app, config.secrets.token(connecting.page_channel(config).name)
    )


def _choose(config: Config, login: Login, wanted: str, *, may_ask: bool) -> PageAccount:
    """The Page that is meant; a person is asked where there are several."""
    from brandbot.operate.connecting import page_of

    likely = page_of(config, login, wanted)
    if likely and (wanted or not may_ask or len(login.pages) == 1):
        return likely
    if not may_ask:
        raise Refused(
            Message(
                "there are several Pages; name one with --page: {pages}",
                pages=[f"{one.name} ({one.id})" for one in login.pages],
            )
        )
    for number, one in enumerate(login.pages, 1):
        out(f"  {number}. {one.name} ({one.id})")
    numbers = {str(number): one for number, one in enumerate(login.pages, 1)}
    default = next((number for number, one in numbers.items() if one == likely), None)
    chosen = ""
    while chosen not in numbers:
        chosen = typer.prompt(_said(config, Message("Which Page? Its number in this list")), default=default).strip()
    return numbers[chosen]


def _secret(config: Config, text: Message, default: str = "") -> str:
    """Ask for something that must not show; Enter keeps the default where there is one."""
    typed: str = typer.prompt(
        _said(config, text), hide_input=True, default=default or None, show_default=False, prompt_suffix=": "
    )
    return typed.strip()


def _said(config: Config, text: Message) -> str:
    return Wording(config.language).say(text)
