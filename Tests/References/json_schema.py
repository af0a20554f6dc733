"""Judges values by the reference implementation of JSON Schema 2020-12.

Reads lines {"schema": ..., "value": ...} and writes one line for each: true, false, or null where the
schema is none.  Numbers are decimals, so that nothing is rounded.
"""

import decimal
import json
import sys

from jsonschema import Draft202012Validator, exceptions, validators

decimal.setcontext(decimal.Context(prec=2000, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN))


def is_whole(checker, value):
    if isinstance(value, bool):
        return False
    if isinstance(value, decimal.Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int)


types = Draft202012Validator.TYPE_CHECKER.redefine("integer", is_whole)
# The schemas of schemas have whole numbers too, such as minLength: 1.0.
Validator = validators.extend(Draft202012Validator, type_checker=types)


def main():
    for line in sys.stdin:
        pair = json.loads(line, parse_float=decimal.Decimal)
        try:
            Validator(Validator.META_SCHEMA).validate(pair["schema"])
        except exceptions.ValidationError:
            print("null")
            continue
        print("true" if Validator(pair["schema"]).is_valid(pair["value"]) else "false")


main()
