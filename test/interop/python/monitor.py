"""Evaluates formulas of signal temporal logic with RTAMT (Nickovic and Yamaguchi 2020), a monitor that others wrote.

Reads {"formula": ..., "hours": n, "events": {name: [hour, ...]}} from a file, one on each line, and prints for each the
hours at which the formula is true, as one line of JSON. An event is a signal that is 1 in its hour and -1 in any other.
"""

import json
import sys

import rtamt


def true_hours(formula, hours, events):
    spec = rtamt.StlDiscreteTimeOfflineSpecification()
    for name in events:
        spec.declare_var(name, "float")
    spec.spec = formula
    spec.parse()
    data = {"time": list(range(hours))}
    for name, at in events.items():
        happens = set(at)
        data[name] = [1 if hour in happens else -1 for hour in range(hours)]
    return [int(hour) for hour, value in spec.evaluate(data) if value > 0]


with open(sys.argv[1], encoding="utf-8") as pairs:
    for line in pairs:
        pair = json.loads(line)
        print(json.dumps(true_hours(pair["formula"], pair["hours"], pair["events"])))
