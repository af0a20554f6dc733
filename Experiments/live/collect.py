"""Put calibrations into one table: a row each, in the order given, without what depends on the machine.

usage: collect.py NAME=calibration.json ...  > calibrations.csv
"""

import csv
import json
import sys

COLUMNS = [
    "temperature", "steps_drawn", "draws", "valid", "wrong", "success", "success_low", "success_high",
    "valid_rate", "valid_rate_low", "valid_rate_high", "correlation", "correlation_low",
    "correlation_high", "hard_share", "hard_share_low", "hard_share_high", "collisions", "steps", "target",
    "k_independent", "p_task_independent", "p_task_independent_at_worst", "k_estimated",
    "k_recommended", "p_task_ceiling", "verdict", "tokens_in_mean", "tokens_out_mean",
]

writer = csv.writer(sys.stdout, lineterminator="\n")
writer.writerow(["task", *COLUMNS, "listed_hard_steps"])
for argument in sys.argv[1:]:
    name, path = argument.split("=", 1)
    with open(path, encoding="utf-8") as file:
        found = json.load(file)
    row = [found.get(column) for column in COLUMNS]
    writer.writerow(
        [name, *("" if value is None else f"{value:.6g}" if isinstance(value, float) else value for value in row)]
        + [len(found["hard_steps"])]
    )
