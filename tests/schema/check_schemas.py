"""Holds the schemas of docs/schema against the files of the project.

usage: check_schemas.py ROOT

Every rule file, scenario and ensemble must be valid, every case of broken.txt must not be, and every key must be explained in
the schema itself. Ends with 77 (skipped) where Python lacks what is needed.
"""

import datetime
import itertools
import json
import pathlib
import sys

try:
    import jsonschema
    try:
        import tomllib
    except ImportError:
        import tomli as tomllib
except ImportError as lacking:
    print(f"skipped: {lacking}")
    sys.exit(77)

ROOT = pathlib.Path(sys.argv[1])
FILES = {
    "rule-file": "rules/**/*.toml",
    "scenario-file": "examples/scenarios/*.toml",
    "ensemble-file": "examples/ensembles/*.toml",
}
problems = []


def plain(value):
    """A TOML value as an editor shows it to a schema: days are strings."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value


def told(errors):
    """All messages, those of alternatives too."""
    for error in errors:
        yield f"{'.'.join(map(str, error.path))}: {error.message}"
        yield from told(error.context)


def schema_of(kind):
    schema = json.loads((ROOT / "docs/schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return schema


def check_files(kind, validator):
    files = sorted(ROOT.glob(FILES[kind]))
    for file in files:
        with file.open("rb") as text:
            errors = list(told(validator.iter_errors(plain(tomllib.load(text)))))
        problems.extend(f"{file.relative_to(ROOT)}: {error}" for error in errors)
    return len(files)


def check_broken(validators):
    text = (ROOT / "tests/schema/broken.txt").read_text(encoding="utf-8")
    cases = text.split("\n=== ")[1:]
    for case in cases:
        head, _, body = case.partition("\n")
        kind, _, words = head.partition(" ")
        errors = list(told(validators[kind].iter_errors(plain(tomllib.loads(body)))))
        if not any(words in error for error in errors):
            problems.append(f"broken.txt: '{head}' is told as {errors or 'nothing'}")
    return len(cases)


def check_keys(kind, schema, node, path=""):
    """Every key has a title, a description, and examples that are valid."""
    if isinstance(node, list):
        for item in node:
            check_keys(kind, schema, item, path)
    if not isinstance(node, dict):
        return
    explained = node.get("properties", {}) if node.get("type") == "object" else {}
    for name, key in explained.items():
        place = f"{kind}: {path}.{name}"
        target = schema["definitions"][key["$ref"].split("/")[-1]] if "$ref" in key else key
        for needed in ("title", "description"):
            if needed not in target:
                problems.append(f"{place} lacks its {needed}")
        if "$ref" not in key and "examples" not in key and key.get("type") != "array":
            problems.append(f"{place} lacks examples")
        alone = jsonschema.Draft7Validator({**key, "definitions": schema["definitions"]})
        for example in key.get("examples", []):
            problems.extend(f"{place}, example: {error}" for error in told(alone.iter_errors(example)))
    for name, item in node.items():
        if name != "examples":
            check_keys(kind, schema, item, f"{path}.{name}" if name not in ("properties", "definitions") else path)


def main():
    schemas = {kind: schema_of(kind) for kind in FILES}
    validators = {kind: jsonschema.Draft7Validator(schema) for kind, schema in schemas.items()}
    files = sum(check_files(kind, validator) for kind, validator in validators.items())
    broken = check_broken(validators)
    for kind, schema in schemas.items():
        check_keys(kind, schema, schema)
    for first, second in itertools.combinations([schema["definitions"] for schema in schemas.values()], 2):
        for name in sorted(first.keys() & second.keys()):
            if first[name] != second[name]:
                problems.append(f"the schemas differ in '{name}'")
    for problem in problems:
        print(problem)
    print(f"{files} files, {broken} broken ones: {len(problems)} problems")
    return 1 if problems else 0


sys.exit(main())
