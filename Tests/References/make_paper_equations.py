#!/usr/bin/env python3
"""Writes paper_equations.csv: equations 9 to 19 of arXiv 2511.09030 by other ways than MakerLab's.

Run from anywhere: python3 Tests/References/make_paper_equations.py [FILE]
Only the standard library is used.  Every probability and every expectation comes from solving the
walk itself in exact fractions (no closed form), every margin from trying k = 1, 2, 3, ... on the
inequality with 80 digits (no logarithm of the odds), and slopes from tasks of 10^1000 steps.
"""

import csv
import decimal
import pathlib
import sys
from decimal import Decimal
from fractions import Fraction

decimal.getcontext().prec = 80
decimal.getcontext().Emin = -10**15
decimal.getcontext().Emax = 10**15

LINE = "equation,quantity,p,m,k,s,t,v,value".split(",")


def exact(number):
    """A fraction as a decimal of 80 digits."""
    number = Fraction(number)
    return Decimal(number.numerator) / Decimal(number.denominator)


def walk(right, wrong, k):
    """P(right), P(wrong) and expected draws of a race that starts even and ends at a lead of k.

    A draw is right, wrong or neither.  Elimination of the states from the lowest lead upwards, in
    fractions: value[i] = gain[i] + up[i] * value[i + 1].
    """
    neither = 1 - right - wrong

    def solve(at_top, at_bottom, each):
        slope, offset = Fraction(0), Fraction(at_bottom)
        rows = []
        for _ in range(2 * k - 1):
            # value = each + right * next + wrong * (offset + slope * value) + neither * value
            rest = 1 - neither - wrong * slope
            slope, offset = right / rest, (each + wrong * offset) / rest
            rows.append((slope, offset))
        value = Fraction(at_top)
        for slope, offset in reversed(rows[k - 1 :]):
            value = offset + slope * value
        return value

    return solve(1, 0, 0), solve(0, 1, 0), solve(0, 0, 1)


def subtask(p, m):
    """Right, alternative and scattered shares of a draw of m steps, by multiplying step by step."""
    right, first_wrong = Fraction(1), 1 - p
    for step in range(m):
        right *= p
        if step > 0:
            first_wrong *= p
    return right, first_wrong


def full(p_sub, s, m):
    return (exact(p_sub).ln() * Decimal(s) / Decimal(m)).exp()


def least_margin(p, m, s, t):
    """The first k of 1, 2, 3, ... whose task reaches the target."""
    k = 1
    while full(p**k / (p**k + (1 - p) ** k), s, m) < exact(t):
        k += 1
    return k


def real_margin(p, m, log_s, t):
    """Equation 14 before rounding, with ln s given so that s may have thousands of digits."""
    x = -exact(t).ln() * Decimal(m) / log_s.exp()
    # e^x - 1 by its series: subtracting would lose the digits that expm1 is for.
    term, total, n = x, x, 1
    while abs(term) > abs(total) * Decimal(10) ** -78:
        n += 1
        term = term * x / n
        total += term
    # ln 1, where t^(-m/s) is 2, is 0 and not the last of 80 digits.
    return (total.ln() / exact((1 - p) / p).ln()).quantize(Decimal(10) ** -60)


def rows():
    F = Fraction
    for p in ["0.6", "0.7", "0.85", "0.9", "0.99", "0.9978", "0.9999"]:
        for k in [1, 2, 3, 4, 7, 12, 29]:
            right, wrong, votes = walk(F(p), 1 - F(p), k)
            base = dict(p=p, m=1, k=k)
            yield dict(equation=9, quantity="p_right", value=exact(right), **base)
            yield dict(equation=9, quantity="p_wrong", value=exact(wrong), **base)
            yield dict(equation=16, quantity="c_sub", value=exact(votes), **base)
            for v in ["0.5", "0.968"]:
                # Flagged draws are neither right nor wrong.
                _, _, draws = walk(F(v) * F(p), F(v) * (1 - F(p)), k)
                yield dict(
                    equation=19, quantity="cost", v=v, s=1023, value=1023 * exact(draws), **base)
                yield dict(
                    equation=19, quantity="cost_approximate", v=v, s=1023,
                    value=exact(1023 * F(k) / (F(v) * (2 * F(p) - 1))), **base)
    for p in ["0.7", "0.9", "0.99", "0.999"]:
        for m in [1, 2, 5, 10, 100]:
            right, alternative = subtask(F(p), m)
            base = dict(p=p, m=m)
            yield dict(equation=10, quantity="p_vote", value=exact(right), **base)
            yield dict(equation=11, quantity="p_alt", value=exact(alternative), **base)
            yield dict(
                equation=15, quantity="c_vote", value=exact(m / (right + alternative)), **base)
            for k in [1, 2, 4]:
                won, lost, draws = walk(right, alternative, k)
                yield dict(equation=12, quantity="p_sub", k=k, value=exact(won), **base)
                yield dict(equation=12, quantity="p_sub_wrong", k=k, value=exact(lost), **base)
                yield dict(equation=16, quantity="c_sub", k=k, value=exact(m * draws), **base)
                yield dict(
                    equation=16, quantity="c_sub_approximate", k=k,
                    value=exact(m * k / ((right + alternative) * (2 * F(p) - 1))), **base)
                for s in [1000, 1048575]:
                    yield dict(
                        equation=13, quantity="p_full", k=k, s=s, value=full(won, s, m), **base)
                    yield dict(
                        equation=17, quantity="c_full", k=k, s=s,
                        value=exact(F(s, m) * m * draws), **base)
                    yield dict(
                        equation=17, quantity="c_full_approximate", k=k, s=s,
                        value=exact(s * k / ((right + alternative) * (2 * F(p) - 1))), **base)
    for p in ["0.6", "0.9", "0.99", "0.9978", "0.999"]:
        for m in [1, 7, 100]:
            for s in [100, 1000000, 1048575, 10**14, 10**18]:
                for t in ["0.5", "0.9", "0.95", "0.999"]:
                    base = dict(p=p, m=m, s=s, t=t)
                    yield dict(
                        equation=14, quantity="k_min", value=least_margin(F(p), m, s, F(t)), **base)
                    yield dict(
                        equation=14, quantity="k_real",
                        value=real_margin(F(p), m, Decimal(s).ln(), F(t)), **base)
    for p in ["0.55", "0.6", "0.75", "0.9", "0.99", "0.999"]:
        low, high = (Decimal(10) ** e for e in (1000, 2000))
        rise = real_margin(F(p), 1, high.ln(), F("0.9")) - real_margin(F(p), 1, low.ln(), F("0.9"))
        yield dict(
            equation=18, quantity="slope", p=p, m=1,
            value=rise / exact(2 * F(p) - 1) / (high.ln() - low.ln()))


def text(value):
    if isinstance(value, int):
        return str(value)
    return f"{value:.19e}"


def main():
    here = pathlib.Path(__file__).with_name("paper_equations.csv")
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, LINE, restval="", lineterminator="\n")
        writer.writeheader()
        for row in rows():
            writer.writerow({**row, "value": text(row["value"])})


if __name__ == "__main__":
    main()
