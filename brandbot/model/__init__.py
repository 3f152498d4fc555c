"""The nouns, frozen: what each step of the line takes and leaves behind."""

from brandbot.model.creative import Brand, Creative, Drawing, Logo, Rendition
from brandbot.model.event import (
    Approval,
    Consent,
    ConsentState,
    Event,
    Figure,
    Person,
    Tone,
)
from brandbot.model.insight import AccountReading, Insight, Metric, Reading
from brandbot.model.partner import Agreement, Partner
from brandbot.model.post import (
    Held,
    Network,
    Placement,
    Plan,
    Post,
    PostState,
    Receipt,
)
from brandbot.model.problem import Place, Problem
from brandbot.model.rule import Channel, Rule
from brandbot.model.template import FIELDS, FLAGS, Element, Layout, Template

__all__ = [
    "FIELDS",
    "FLAGS",
    "AccountReading",
    "Agreement",
    "Approval",
    "Brand",
    "Channel",
    "Consent",
    "ConsentState",
    "Creative",
    "Drawing",
    "Element",
    "Event",
    "Figure",
    "Held",
    "Insight",
    "Layout",
    "Logo",
    "Metric",
    "Network",
    "Partner",
    "Person",
    "Place",
    "Placement",
    "Plan",
    "Post",
    "PostState",
    "Problem",
    "Reading",
    "Receipt",
    "Rendition",
    "Rule",
    "Template",
    "Tone",
]
