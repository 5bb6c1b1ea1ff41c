"""What Chrome 61, the browser of old Android phones, makes nothing of in a script or stylesheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import esprima
import tinycss2
from tinycss2.ast import (
    AtRule,
    Declaration,
    DimensionToken,
    FunctionBlock,
    Node,
    ParseError,
    QualifiedRule,
)

# -- scripts: ES2017 -----------------------------------------------------------------------------

NEW_NODES = {
    "ChainExpression": "?.",
    "FieldDefinition": "class fields",
    "StaticBlock": "static blocks",
    "PrivateIdentifier": "private names",
    "ForAwaitStatement": "for await",
    "Import": "import()",
}
NEW_METHODS = {
    "replaceAll", "replaceChildren", "matchAll", "flat", "flatMap", "fromEntries", "allSettled",
    "any", "at", "trimStart", "trimEnd", "finally", "toSorted", "findLast", "requestSubmit",
    "checkVisibility", "hasOwn",
}  # fmt: skip
NEW_LITERAL = re.compile(r"\d+n$|/.*(\\[pP]\{|\(\?<)|/.*/\w*s\w*$")


def new_in_script(text: str) -> list[str]:
    """What in a script is newer than ES2017 or Chrome 61; a syntax error when it is no script."""
    return [found for node in _nodes(esprima.parseScript(text)) for found in _new_in(node)]


def _nodes(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item)
    elif isinstance(value, esprima.nodes.Node):
        yield value
        for item in vars(value).values():
            yield from _nodes(item)


def _new_in(node: Any) -> Iterator[str]:
    if node.type in NEW_NODES:
        yield NEW_NODES[node.type]
    elif node.type == "LogicalExpression" and node.operator == "??":
        yield "??"
    elif node.type == "AssignmentExpression" and node.operator in ("??=", "||=", "&&="):
        yield node.operator
    elif node.type == "CatchClause" and node.param is None:
        yield "catch without a name"
    elif node.type in ("ObjectExpression", "ObjectPattern"):
        spread = ("SpreadElement", "RestElement")
        yield from ("spread of an object" for p in node.properties if p.type in spread)
    elif node.type == "Literal":
        if NEW_LITERAL.match(node.raw):
            yield node.raw
    elif node.type == "CallExpression" and node.callee.type == "MemberExpression":
        whose = getattr(node.callee.object, "property", None)  # clients.matchAll() is old
        name = getattr(node.callee.property, "name", "")
        if name in NEW_METHODS and getattr(whose, "name", "") != "clients":
            yield f"{name}()"


# -- stylesheets ---------------------------------------------------------------------------------

NEW_FUNCTIONS = {
    "color-mix", "light-dark", "min", "max", "clamp", "oklch", "oklab", "lab", "lch", "color",
}  # fmt: skip
NEW_PROPERTIES = {
    "gap", "row-gap", "column-gap", "inset", "inset-inline", "inset-block", "aspect-ratio",
    "margin-inline", "margin-block", "padding-inline", "padding-block",
    "content-visibility", "container-type", "translate", "rotate", "scale",
}  # fmt: skip
NEW_SELECTOR = re.compile(r":(is|where|has)\(|&")
NEW_MEDIA = re.compile(r"[<>]=?")
NEW_UNIT = re.compile(r"(?:[dsl]v[hw]|cq[whib]|lh|rlh)")
DROPPED_ALONE = re.compile(r":focus-visible|::marker")


def new_in_style(text: str) -> list[str]:
    """What in a stylesheet an old browser drops without something older to fall back to."""
    return list(_new_in_rules(tinycss2.parse_stylesheet(text, skip_comments=True)))


def _new_in_rules(rules: Sequence[Node]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, ParseError):
            yield f"unreadable: {rule.message}"
        elif isinstance(rule, AtRule):
            yield from _new_in_at_rule(rule)
        elif isinstance(rule, QualifiedRule):
            selector = tinycss2.serialize(rule.prelude).strip()
            if NEW_SELECTOR.search(selector):
                yield selector
            if DROPPED_ALONE.search(selector) and "," in selector:
                yield f"{selector}: takes the others of its list along"
            yield from _new_in_block(selector, rule.content)


def _new_in_at_rule(rule: AtRule) -> Iterator[str]:
    prelude = tinycss2.serialize(rule.prelude).strip()
    if rule.lower_at_keyword == "media":
        if NEW_MEDIA.search(prelude):
            yield f"@media {prelude}"
        yield from _new_in_rules(tinycss2.parse_rule_list(rule.content or [], skip_comments=True))
    elif rule.lower_at_keyword not in ("page", "supports"):
        yield f"@{rule.at_keyword}"


def _new_in_block(selector: str, content: Sequence[Node]) -> Iterator[str]:
    before: set[str] = set()
    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if not isinstance(item, Declaration):
            yield f"{selector}: {item.type} inside"  # a rule in a rule, or nothing CSS knows
            continue
        name, value = item.lower_name, item.value
        if name in NEW_PROPERTIES:
            yield f"{selector}: {name}"
        new = any(_is_new(part) for part in _parts(value))
        if new and (name.startswith("--") or name not in before):
            yield f"{selector}: {name} without anything older before it"
        if not new:
            before.add(name)


def _parts(value: Sequence[Node]) -> Iterator[Node]:
    for part in value:
        yield part
        yield from _parts(getattr(part, "arguments", None) or getattr(part, "content", None) or [])


def _is_new(part: Node) -> bool:
    if isinstance(part, FunctionBlock):
        return part.lower_name in NEW_FUNCTIONS
    return isinstance(part, DimensionToken) and bool(NEW_UNIT.fullmatch(part.lower_unit))
