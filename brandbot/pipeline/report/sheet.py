"""The week in words: every text, number and bar of the page, ready to be laid out. Pages hold no logic and no words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from brandbot.errors import Message
from brandbot.model import Brand, PostState
from brandbot.pipeline.report.labels import DEFINITIONS, HEADINGS, MISSING, NETWORKS, PLACEMENTS, STATES
from brandbot.pipeline.report.numbers import ChannelWeek, Compared, PartnerRow, PostRow, WeeklyReport
from brandbot.pipeline.report.steps import next_steps
from brandbot.pipeline.report.weekly import LEAST_REACH
from brandbot.wording import Wording

MOST_LINES = 10  # posts on the page; the CSV has them all
MOST_PARTNERS = 6
MOST_STOPPED = 3
MOST_AT_FULL_SIZE = 9  # posts, partners and stopped together; above, the page prints smaller to stay one page


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose report it is, and how it says kinds and times. `labels` names kinds: `internship_placement` is `PKL`."""

    brand: Brand
    labels: Mapping[str, str]
    zone_label: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts one report into one language."""

    report: WeeklyReport
    letterhead: Letterhead
    wording: Wording

    def sheet(self) -> Mapping[str, Any]:
        """Plain values only: text, numbers, lists and mappings."""
        report, say, brand = self.report, self.wording.say, self.letterhead.brand
        posts, partners, stopped = list(self._posts()), list(self._partners()), list(self._stopped())
        return {
            "language": self.wording.language,
            "school": brand.school,
            "primary": brand.primary,
            "accent": brand.accent,
            "on_primary": ink_on(brand.primary),
            "mark": brand.sample_mark,
            "heading": {name: say(message) for name, message in HEADINGS.items()},
            "period": self.period,
            "week": str(report.week),
            "status": say(Message("Preliminary") if report.preliminary else Message("Final")),
            "preliminary": report.preliminary,
            "as_of": self._as_of(),
            "summary": self.summary(),
            "channels": [self._channel(channel) for channel in report.channels],
            "posts": posts,
            "dense": len(posts) + len(partners) + len(stopped) > MOST_AT_FULL_SIZE,
            "more": self._more(),
            "partners": partners,
            "unseen": self.unseen(),
            "best": self.named(report.best),
            "weakest": self.named(report.weakest),
            "ranked": say(Message("of {count} posts with final numbers", count=report.ranked)),
            "stopped": stopped,
            "steps": [
                {"what": say(step.what), "owner": say(step.owner), "by": self.wording.date(step.by)}
                for step in next_steps(report)
            ],
            "definitions": [say(definition) for definition in DEFINITIONS],
        }

    @property
    def period(self) -> str:
        """`16–22 November 2026`."""
        return self.wording.date_range(self.report.week.monday, self.report.week.sunday)

    def summary(self) -> str:
        """The week in one sentence."""
        report = self.report
        if not report.posts:
            what = (
                Message("nothing was posted; {count} posts were stopped or missed", count=len(report.stopped))
                if report.stopped
                else Message("nothing was posted, and nothing was planned")
            )
            return self.wording.say(Message("Week of {period}: {what}.", period=self.period, what=what))
        best = self.named(report.best)
        return self.wording.say(
            Message(
                "Week of {period}: {posts}; reach {reach}; best: {best}.",
                period=self.period,
                posts=_count(len(report.posts)),
                reach=[self._reach(channel) for channel in report.channels if channel.posts.now],
                best=best or MISSING,
            )
        )

    def _reach(self, channel: ChannelWeek) -> Message:
        name, reach = self.name(channel), channel.reach
        if reach.now is None:
            return Message("{name} {reach}", name=name, reach=MISSING)
        if reach.usual is None:
            return Message("{name} {reach}", name=name, reach=self.number(reach.now))
        return Message(
            "{name} {reach} (4-week average {usual})",
            name=name,
            reach=self.number(reach.now),
            usual=self.number(reach.usual),
        )

    def name(self, channel: ChannelWeek) -> str:
        """The network's name; the channel's too where the school has several there."""
        network = NETWORKS[channel.network]
        many = sum(other.network is channel.network for other in self.report.channels) > 1
        return f"{network} ({channel.channel})" if many else network

    def number(self, value: float | None) -> str:
        """A number as the language writes it; a mean below a hundred to one place after the comma."""
        if value is None:
            return self.wording.say(MISSING)
        return self.wording.number(round(value, 1) if abs(value) < LEAST_REACH else round(value))

    def percent(self, ratio: float | None) -> str:
        """A ratio as the language writes it."""
        return self.wording.say(MISSING) if ratio is None else self.wording.percent(ratio)

    def signed(self, value: float | None) -> str:
        """A change of followers."""
        return f"+{self.number(value)}" if value and value > 0 else self.number(value)

    def named(self, row: PostRow | None) -> str:
        """`Pelepasan PKL, Instagram (4,8%)`; "" for none."""
        if row is None or row.rate is None:
            return ""
        return f"{row.title}, {NETWORKS[row.network]} ({self.percent(row.rate)})"

    def unseen(self) -> str:
        """Who has not been shown for more than 30 days; "" where all have."""
        unseen = [row.name for row in self.report.partners if row.is_unseen]
        if not unseen:
            return ""
        if len(unseen) > MOST_PARTNERS:
            more = Message("{count} others", count=len(unseen) - MOST_PARTNERS + 1)
            unseen = [*unseen[: MOST_PARTNERS - 1], self.wording.say(more)]
        return self.wording.say(Message("Not shown for more than 30 days: {partners}", partners=unseen))

    def _as_of(self) -> str:
        if self.report.as_of is None:
            return self.wording.say(Message("No numbers have been read yet"))
        return self.wording.say(
            Message("Numbers as of {time}", time=self.wording.moment(self.report.as_of, self.letterhead.zone_label))
        )

    def _channel(self, channel: ChannelWeek) -> Mapping[str, Any]:
        say = self.wording.say
        unread = Message("not read yet, or not told by the network") if channel.posts.now else Message("no posts")
        posts = self._figure(Message("Posts"), channel.posts, self.number, unread)
        posts["notes"].insert(0, say(Message("planned: {count}", count=channel.planned)))
        followers = self._figure(Message("Followers"), channel.gained, self.signed, unread)
        followers |= {"value": self.number(channel.followers), "missing": channel.followers is None}
        if channel.gained.now is not None:
            gained = Message("{gained} this week", gained=self.signed(channel.gained.now))
        elif channel.followers is not None:
            gained = Message("nothing to compare with: not read in the week before")
        else:
            gained = Message("not read this week")
        followers["notes"][: channel.gained.now is None] = [say(gained)]
        return {
            "name": self.name(channel),
            "network": channel.network.value,
            "figures": [
                posts,
                self._figure(Message("Reach"), channel.reach, self.number, unread),
                self._figure(Message("Engagement rate"), channel.rate, self.percent, unread),
                followers,
            ],
        }

    def _figure(
        self, label: Message, compared: Compared, shown: Callable[[float | None], str], why_missing: Message
    ) -> dict[str, Any]:
        """A number with its notes, and bars for this week, the one before and the four-week mean."""
        say = self.wording.say
        notes = [] if compared.now is not None else [say(why_missing)]
        if compared.now is not None and compared.before is not None:
            then = Message("last week {before} → {now}", before=shown(compared.before), now=shown(compared.now))
            notes.append(say(then) + self._change(compared, shown))
        if compared.usual is not None:
            notes.append(say(Message("4-week average {usual}", usual=shown(compared.usual))))
        values = [compared.now, compared.before, compared.usual]
        top = max((value for value in values if value is not None), default=0)
        return {
            "label": say(label),
            "value": shown(compared.now),
            "missing": compared.now is None,
            "notes": notes,
            "bars": [_share(value, top) for value in values],
        }

    def _change(self, compared: Compared, shown: Callable[[float | None], str]) -> str:
        if compared.change is None or shown == self.percent:
            return ""  # a rate's change in percent would be a percentage of a percentage
        size = self.percent(abs(compared.change))
        change = Message("up {size}", size=size) if compared.change >= 0 else Message("down {size}", size=size)
        return f" ({self.wording.say(change)})"

    def _posts(self) -> Iterator[Mapping[str, Any]]:
        rows = self.report.posts[:MOST_LINES]
        top = max((row.reach or 0 for row in self.report.posts), default=0)
        names = {partner.id: partner.name for partner in self.report.partners}
        ordered = sorted(rows, key=lambda row: min(r.published_at for r in rows if r.event_id == row.event_id))
        for _, group in groupby(ordered, key=lambda row: row.event_id):
            lines = list(group)
            first = lines[0]
            partners = self.wording.join([names.get(partner, partner) for partner in first.partners])
            label = self.letterhead.labels.get(first.kind, first.kind)
            yield {
                "keys": [row.key for row in lines],
                "title": first.title,
                "about": " · ".join(filter(None, (label, partners))),
                "lines": [self._line(row, top) for row in lines],
            }

    def _line(self, row: PostRow, top: int) -> Mapping[str, Any]:
        return {
            "when": self.wording.moment_short(row.published_at),
            "where": f"{NETWORKS[row.network]} · {self.wording.say(PLACEMENTS[row.placement])}",
            "network": row.network.value,
            "reach": self.number(row.reach) if row.reach is not None else self.wording.say(_why_missing(row)),
            "missing": row.reach is None,
            "share": _share(row.reach, top),
            "interactions": "–" if row.interactions is None else self.number(row.interactions),
            "rate": "–" if row.rate is None else self.percent(row.rate),
            "provisional": row.provisional,
            "link": row.permalink,
        }

    def _more(self) -> str:
        more = len(self.report.posts) - MOST_LINES
        return self.wording.say(Message("and {count} more; the CSV has them all", count=more)) if more > 0 else ""

    def _partners(self) -> Iterator[Mapping[str, Any]]:
        shown = [row for row in self.report.partners if row.posts_30_days][:MOST_PARTNERS]
        top = max((row.posts_30_days for row in shown), default=1)
        for row in shown:
            yield {
                "name": row.name,
                "posts": self.wording.say(_count(row.posts_30_days)),
                "share": _share(row.posts_30_days, top),
                "reach": " · ".join(self._reaches(row)),
            }

    def _reaches(self, row: PartnerRow) -> Iterator[str]:
        for network, reach in row.reach_30_days.items():
            yield f"{NETWORKS[network]} {self.number(reach)}"

    def _stopped(self) -> Iterator[str]:
        """`Pelepasan PKL (Facebook, Instagram): tertahan, izin foto belum lengkap`, one line per event."""
        groups: dict[tuple[str, PostState, str], list[str]] = {}
        for post in self.report.stopped:
            names = groups.setdefault((post.title, post.state, post.reason), [])
            names += [name for name in [self._channel_name(post.channel)] if name not in names]
        for (title, state, reason), names in list(groups.items())[:MOST_STOPPED]:
            why = f", {reason}" if reason else ""
            yield f"{title} ({', '.join(names)}): {self.wording.say(STATES[state])}{why}"
        if (more := len(groups) - MOST_STOPPED) > 0:
            yield self.wording.say(Message("and {count} more; the CSV has them all", count=more))

    def _channel_name(self, channel: str) -> str:
        return next((self.name(other) for other in self.report.channels if other.channel == channel), channel)


def _count(posts: int) -> Message:
    return Message("one post") if posts == 1 else Message("{count} posts", count=posts)


def _why_missing(row: PostRow) -> Message:
    """Why there is no reach: nothing was read so far, or the network told other numbers only."""
    return Message("not read yet") if row.age is None else Message("not told by the network")


def _share(value: float | None, top: float) -> int:
    """A bar's length in percent of the longest."""
    return round(100 * value / top) if value and value > 0 < top else 0


def ink_on(colour: str) -> str:
    """White, or near-black where white would fall short of 4.5:1 on the colour (WCAG 2.2, contrast minimum)."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#ffffff" if 1.05 / (luminance + 0.05) >= 4.5 else "#111827"  # noqa: PLR2004 - WCAG's number


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's curve
