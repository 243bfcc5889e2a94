"""The JSON of a coded article: tables and a JSON Schema, from the types in `detente.exchange.coded_form`."""

from __future__ import annotations

import ast
import inspect
import json
import types
import typing
from typing import Any

from detente.exchange import coded_form
from reference_tables.markdown import table

_COLUMNS = ("field", "is", "means")
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}
_CLASSES = {node.name: node for node in ast.parse(inspect.getsource(coded_form)).body if isinstance(node, ast.ClassDef)}
_IN_WORDS = {str: "text", int: "integer", float: "number", bool: "true or false"}


def form() -> str:
    """Return a section with a table for each type, wholes before their parts."""
    return "\n".join(f"## {_short(kind)}\n\n{inspect.getdoc(kind)}\n\n{table(_COLUMNS, _rows(kind))}" for kind in kinds())


def schema() -> str:
    """Return the JSON Schema of one line of `detente code`."""
    top = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of detente code",
        "oneOf": [_schema_of(coded_form.CodedForm), _schema_of(coded_form.RefusalForm)],
        "$defs": {_short(kind): _definition(kind) for kind in kinds()},
    }
    return json.dumps(top, ensure_ascii=False, indent=2) + "\n"


def kinds() -> list[type]:
    """Return the types that the two kinds of lines are made of, each once, parts after wholes."""
    found: list[type] = []
    queue: list[Any] = [coded_form.CodedForm, coded_form.RefusalForm]
    while queue:
        one = queue.pop(0)
        if typing.is_typeddict(one) and one not in found:
            found.append(one)
            queue += _hints(one).values()
        elif not typing.is_typeddict(one):
            queue += typing.get_args(one) if typing.get_origin(one) is not typing.Annotated else ()
    return found


def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind, include_extras=True)


def _short(kind: type) -> str:
    return kind.__name__.removesuffix("Form")


def _words(name: str) -> dict[str, str]:
    """Return the words under each field of a type, those of the types it builds on included."""
    node = _CLASSES[name]
    found: dict[str, str] = {}
    for base in node.bases:
        found |= _words(base.id) if isinstance(base, ast.Name) and base.id in _CLASSES else {}
    for field, said in zip(node.body, node.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(said, ast.Expr):
            found[field.target.id] = str(ast.literal_eval(said.value)).strip()
    return found


def _rows(kind: type) -> list[tuple[str, str, str]]:
    words = _words(kind.__name__)
    return [(f"`{name}`", _in_words(hint), words[name]) for name, hint in _hints(kind).items()]


def _in_words(hint: Any) -> str:
    origin, given = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.NotRequired:
        return f"{_in_words(given[0])}; may be missing"
    if origin is typing.Annotated:
        return " ".join(f"`{value}`" for value in given[1])
    if origin is types.UnionType or origin is typing.Union:
        return " or ".join(_in_words(one) for one in given)
    if origin is list:
        return f"list of {_in_words(given[0])}"
    if origin is dict:
        return f"{_in_words(given[1])} by name"
    return "null" if hint is types.NoneType else _IN_WORDS.get(hint) or f"[{_short(hint)}](#{_short(hint).lower()})"


def _schema_of(hint: Any) -> dict[str, Any]:
    origin, given = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.NotRequired:
        return _schema_of(given[0])
    if origin is typing.Annotated:
        return {**_schema_of(given[0]), "enum": [str(value) for value in given[1]]}
    if origin is types.UnionType or origin is typing.Union:
        return {"anyOf": [_schema_of(one) for one in given]}
    if origin is list:
        return {"type": "array", "items": _schema_of(given[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of(given[1])}
    if hint is types.NoneType:
        return {"type": "null"}
    return {"type": _PLAIN[hint]} if hint in _PLAIN else {"$ref": f"#/$defs/{_short(hint)}"}


def _definition(kind: type) -> dict[str, Any]:
    words = _words(kind.__name__)
    return {
        "type": "object",
        "description": inspect.getdoc(kind),
        "properties": {name: {**_schema_of(hint), "description": words[name]} for name, hint in _hints(kind).items()},
        "required": sorted(name for name, hint in _hints(kind).items() if typing.get_origin(hint) is not typing.NotRequired),
        "additionalProperties": False,
    }
