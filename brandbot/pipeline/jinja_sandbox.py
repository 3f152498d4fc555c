"""The sandbox that templates run in: plain values, no tools, and limits on what goes in, comes out, and goes round."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Environment
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_TEMPLATE = 64 * 1024  # characters
MAX_STEPS = 200_000  # rounds of loops and calls of macros: hundreds of times what any of ours takes
MAX_OUTPUT = 2 * 1024 * 1024  # characters: a report with its small pictures inside

_FILTERS = (
    "abs",
    "capitalize",
    "default",
    "first",
    "float",
    "int",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "select",
    "selectattr",
    "sort",
    "sum",
    "trim",
    "truncate",
    "unique",
    "upper",
)


class _Code(CodeGenerator):
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: ARG002, N802 - Jinja's visitor
        self.fail("'~' is not available; write the two parts side by side", node.lineno)


class _Loader(FileSystemLoader):
    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            source, path, is_fresh = super().get_source(environment, template)
        except UnicodeDecodeError as error:
            raise TemplateSyntaxError("not UTF-8; save the file as UTF-8", 1, template) from error
        if len(source) > MAX_TEMPLATE:
            raise TemplateSyntaxError(f"longer than {MAX_TEMPLATE} characters", 1, template)
        return source, path, is_fresh


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox without the ways to make very much out of very little, and with an end to every loop."""

    steps: ContextVar[int] = ContextVar("steps", default=0)

    code_generator_class = _Code
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Add numbers; nothing else."""
        if operator == "+" and isinstance(left, int) and isinstance(right, int):
            return super().call_binop(context, operator, left, right)
        raise SecurityError(f"'{operator}' is not available in a template")

    def step(self) -> None:
        """Count a round of a loop or a call of a macro; refuse where that never ends."""
        self.steps.set(self.steps.get() + 1)
        if self.steps.get() > MAX_STEPS:
            raise SecurityError(f"more than {MAX_STEPS} rounds; a loop runs too long")

    def _generate(self, source: nodes.Template, *names: Any, **options: Any) -> str:
        counted: list[nodes.For | nodes.Macro] = [*source.find_all(nodes.For), *source.find_all(nodes.Macro)]
        for node in counted:
            step = nodes.Call(nodes.EnvironmentAttribute("step"), [], [], None, None)
            node.body.insert(0, nodes.ExprStmt(step, lineno=node.lineno))
        return super()._generate(source, *names, **options)

    def is_safe_callable(self, obj: Any) -> bool:
        """Only a template's own macros, and our own count."""
        return isinstance(obj, Macro) or obj == self.step

    def source(self, name: str) -> tuple[str, str, Callable[[], bool]]:
        """The template's text, its path and whether it is still fresh."""
        assert isinstance(self.loader, _Loader)
        return self.loader.get_source(self, name)

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """Put the pieces together, up to a size."""
        pieces, size = [], 0
        for part in parts:
            size += len(part)
            if size > MAX_OUTPUT:
                raise SecurityError(f"the text grows beyond {MAX_OUTPUT} characters")
            pieces.append(part)
        return "".join(pieces)


@lru_cache(maxsize=16)
def environment_of(root: Path, *, pages: bool) -> Sandbox:
    """The sandbox for the templates below `root`; with `pages` texts are escaped for HTML."""
    environment = Sandbox(
        loader=_Loader(root),
        undefined=StrictUndefined,
        autoescape=pages,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.filters |= {"inline": inline, "sentence": sentence, "line": line}
    environment.filters["replace"] = _replace
    return environment


def inline(phrase: str) -> str:
    """A phrase inside a sentence: `Aula sekolah` loses its capital, `Gedung Serbaguna` and `TUK sekolah` keep it."""
    first, _, rest = phrase.partition(" ")
    is_common = first[1:].islower() and rest.islower()
    return first.lower() + phrase[len(first) :] if is_common else phrase


def sentence(phrase: str) -> str:
    """A phrase where a sentence begins: with a capital, the rest as typed."""
    return phrase[:1].upper() + phrase[1:]


def line(text: str) -> str:
    """A text on one line, with one space where there were several; a no-break space stays."""
    return re.sub(r"[^\S\u00a0]+", " ", text).strip()


def _replace(text: str, old: str, new: str) -> str:
    if len(text) * max(1, len(new)) > MAX_OUTPUT:
        raise SecurityError("the texts given to 'replace' are too long")
    return text.replace(old, new)
