#!/usr/bin/env python3
"""Write the questions of the live micro-tasks, a JSON Lines file each, beside their experiments.

usage: make_tasks.py [FOLDER], the folder of this file if none is given

Each prompt is a table of examples that ends where the answer begins, for a model that only goes on with
a text.  Which examples stand there, and in which order, decides what a small model makes of them; the
seeds below were chosen by looking at models' answers, the questions by nothing but the seed.
"""

import json
import pathlib
import random
import sys


def questions(head, examples, rest, question, answer):
    """Lines of a task: the same examples before every question."""
    table = head + "".join(question(e) + answer(e) + "\n" for e in examples)
    for number, item in enumerate(rest):
        yield {
            "id": f"{number + 1:02d} {question(item).strip().splitlines()[0]}",
            "prompt": table + question(item),
            "expected": answer(item).strip(),
            "compare": "whitespace",
        }


def clockwise_peg():
    """Fifteen examples, five of each peg; the disk says nothing of where to go."""
    order = random.Random(2)
    moves = [(disk, peg) for disk in range(1, 21) for peg in range(3)]
    order.shuffle(moves)
    examples = [m for peg in range(3) for m in [x for x in moves if x[1] == peg][:5]]
    order.shuffle(examples)
    rest = [m for m in moves if m not in examples]
    return questions(
        "", examples, rest, lambda m: f"disk {m[0]} {m[1]}>", lambda m: f"{(m[1] + 1) % 3}"
    )


def next_number():
    """Twelve examples of three digits."""
    numbers = random.Random(2).sample(range(100, 999), 60)
    return questions("", numbers[:12], numbers[12:60], lambda n: f"{n}>", lambda n: f"{n + 1}")


def smaller_of_two():
    """Every pair of seven digits four times, so that each question stands among the examples."""
    order = random.Random(4)
    pairs = [(a, b) for a in range(1, 8) for b in range(1, 8) if a != b]
    examples = []
    for _ in range(4):
        again = pairs[:]
        order.shuffle(again)
        examples += again
    return questions("", examples, pairs, lambda p: f"{p[0]} {p[1]}>", lambda p: f"{min(p)}")


def smaller_unseen():
    """Thirty pairs of nine digits as examples, the questions are the pairs that are not among them."""
    order = random.Random(2)
    pairs = [(a, b) for a in range(1, 10) for b in range(1, 10) if a != b]
    order.shuffle(pairs)
    return questions(
        "", pairs[:30], pairs[30:], lambda p: f"min({p[0]},{p[1]})=", lambda p: f"{min(p)}"
    )


def list_copy():
    """Two examples, lists of eight different digits."""
    order = random.Random(5)
    lists = [order.sample(range(1, 10), 8) for _ in range(42)]
    text = lambda items: " ".join(map(str, items))
    table = "Copy the list exactly.\n\n" + "".join(
        f"List: {text(items)}\nCopy: {text(items)}\n\n" for items in lists[:2]
    )
    for number, items in enumerate(lists[2:]):
        yield {
            "id": f"{number + 1:02d} {text(items)}",
            "prompt": table + f"List: {text(items)}\nCopy:",
            "expected": text(items),
            "compare": "whitespace",
        }


tasks = {
    "clockwise-peg": clockwise_peg,
    "list-copy": list_copy,
    "next-number": next_number,
    "smaller-of-two": smaller_of_two,
    "smaller-unseen": smaller_unseen,
}

folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
for name, make in tasks.items():
    (folder / name).mkdir(exist_ok=True)
    with open(folder / name / "steps.jsonl", "w", encoding="utf-8") as file:
        for line in make():
            file.write(json.dumps(line) + "\n")
