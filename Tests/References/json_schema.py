"""Judges values by the reference implementation of JSON Schema 2020-12.

Reads lines {"schema": ..., "value": ..., "fits": ...}, where fits is true, false, or null where the schema is
none, and writes a check for each that is judged otherwise, and one that counts.  Numbers are whole numbers or
decimals, so that nothing is rounded.
"""

import decimal
import json
import sys

from jsonschema import Draft202012Validator, exceptions

decimal.setcontext(decimal.Context(prec=2000, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN))


def number(text):
    value = decimal.Decimal(text)
    return int(value) if value == value.to_integral_value() else value


def fits(pair):
    try:
        Draft202012Validator.check_schema(pair["schema"])
    except exceptions.SchemaError:
        return None
    return Draft202012Validator(pair["schema"]).is_valid(pair["value"])


def main():
    wrong = 0
    count = 0
    for line in sys.stdin:
        pair = json.loads(line, parse_float=number)
        count += 1
        verdict = fits(pair)
        if verdict is not pair["fits"]:
            wrong += 1
            print(json.dumps({"check": line.strip(), "problem": f"judged {verdict}"}))
    print(json.dumps({"check": f"{count} pairs", "problem": None}))
    return 1 if wrong else 0


sys.exit(main())
