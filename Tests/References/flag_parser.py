"""The two parsers of arXiv 2511.09030, Appendix C, written anew for the tests of ours.

Reads lines `<disks> <reply in base64>` and writes for each, tab-separated, what the flagging and
what the repairing parser make of it: the move, the state and the reasons why ours may refuse them,
separated by commas; three hyphens where the parser refuses the reply itself.
"""
import ast
import base64
import re
import sys
import warnings

FLAGS = re.IGNORECASE | re.DOTALL
MOVE = re.compile(r"\bmove\b\s*=\s*(\[[^\[\]]*\])", FLAGS)
STATE = re.compile(
    r"\bnext_state\b\s*=\s*"
    r"(\[\s*\[[^\[\]]*\]\s*,\s*\[[^\[\]]*\]\s*,\s*\[[^\[\]]*\]\s*\])", FLAGS)
STATE_BEGINNING = re.compile(r"\bnext_state\b\s*=\s*(\[\s*\[)", FLAGS)


class Refused(Exception):
    """Why a parser refuses a reply."""


def last(pattern, text):
    found = None
    for found in pattern.finditer(text):
        pass
    if found is None:
        raise Refused("no match")
    return found


def value(text):
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as problem:
        raise Refused(str(problem)) from None


def whole(numbers):
    return isinstance(numbers, list) and all(isinstance(number, int) for number in numbers)


def flagging(text, disks):
    move_text = last(MOVE, text).group(1)
    state_text = last(STATE, text).group(1)
    move, state = value(move_text), value(state_text)
    if not whole(move) or len(move) != 3:
        raise Refused("the move is not three whole numbers")
    if not isinstance(state, list) or len(state) != 3 or not all(map(whole, state)):
        raise Refused("the state is not three lists of whole numbers")
    if sorted(sum(state, [])) != list(range(1, disks + 1)):
        raise Refused("the state does not hold every disk once")
    return move, state, [move_text, state_text]


def balanced(text):
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "[") - (character == "]")
        if depth == 0:
            return text[:index + 1]
    return text + "]"


def repairing(text, disks):
    move_text = last(MOVE, text).group(1)
    state_text = balanced(text[last(STATE_BEGINNING, text).start(1):])
    return value(move_text), value(state_text), [move_text, state_text]


def plain(numbers):
    return isinstance(numbers, list) and all(type(number) is int for number in numbers)


def reasons(move, state, texts):
    """What our grammar does not have and Python does."""
    found = []
    if any(re.search(r"[^0-9+\-,\[\] \t\n\r\f]", text) for text in texts):
        found.append("characters")
    if any(re.search(r"(?<![0-9])0[0-9]", text) for text in texts):
        found.append("zeros")
    if any(re.search(r"[+\-][ \t\n\r\f]", text) for text in texts):
        found.append("apart")
    if not plain(move) or len(move) != 3 or not isinstance(state, list) or len(state) != 3 \
            or not all(map(plain, state)):
        found.append("contents")
        return found
    if not all(-2 ** 63 <= number < 2 ** 63 for number in move + sum(state, [])):
        found.append("large")
    if not all(0 <= disk <= 255 for disk in sum(state, [])) or len(sum(state, [])) > 32:
        found.append("contents")
    return found


def fields(parser, data, disks):
    try:
        move, state, texts = parser(data.decode("utf-8"), disks)
    except (Refused, UnicodeDecodeError):
        return ["-"] * 3
    return [repr(move), repr(state), ",".join(reasons(move, state, texts))]


def main():
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        disks, _, encoded = line.rstrip("\n").partition(" ")
        data = base64.b64decode(encoded)
        print("\t".join(fields(flagging, data, int(disks)) + fields(repairing, data, int(disks))))


if __name__ == "__main__":
    main()
