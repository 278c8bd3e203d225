"""Figures in Prometheus's text format: a name, labels, a number, and a sentence for each kind."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# What would end a label early.
ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


class Figure(NamedTuple):
    """A number and what it is of; `suffix` ends the family's name where a family has several."""

    value: float
    labels: Mapping[str, str]
    suffix: str = ""


class Family(NamedTuple):
    """Figures that are explained together; `kind` is Prometheus's word for how they move."""

    name: str
    kind: str
    words: str
    figures: list[Figure]


def as_text(families: Iterable[Family]) -> str:
    """Everything, a line each."""
    return "".join(f"{line}\n" for family in families for line in _lines(family))


def _lines(family: Family) -> list[str]:
    heading = [f"# HELP {family.name} {family.words}", f"# TYPE {family.name} {family.kind}"]
    return heading + [f"{family.name}{one.suffix}{_labelled(one.labels)} {one.value}" for one in family.figures]


def _labelled(labels: Mapping[str, str]) -> str:
    told = ",".join(f'{name}="{text.translate(ESCAPED)}"' for name, text in labels.items())
    return f"{{{told}}}" if told else ""
