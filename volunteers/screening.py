"""Which of many volunteers fit which of many tasks: the same answer as `eligibility`, for a million pairs in seconds.

Each rule of `eligibility` names the facts it reads. People who are alike in those facts are judged once, and what one
rule has refused no other rule looks at again. Kept apart from what pages import, because it loads NumPy.
"""

from operator import attrgetter

import numpy

from volunteers.eligibility import RULES


def fitting(volunteers, opportunities, at):
    """The pairs that nothing speaks against on the day `at`: [(volunteer, opportunity)], in the order given."""
    volunteers, opportunities = list(volunteers), list(opportunities)
    rows, columns = numpy.indices((len(volunteers), len(opportunities))).reshape(2, -1)
    for rule in RULES:
        fits = _judged(rule, volunteers, opportunities, at, rows, columns)
        rows, columns = rows[fits], columns[fits]
    return [(volunteers[row], opportunities[column]) for row, column in zip(rows, columns, strict=True)]


def _judged(rule, volunteers, opportunities, at, rows, columns):
    """Whether a rule lets each pair pass; pairs that are alike in what it reads are judged once."""
    person, people = _alike(volunteers, rule.volunteer)
    task, tasks = _alike(opportunities, rule.opportunity)
    kinds = person[rows] * len(tasks) + task[columns]
    passes = numpy.zeros(len(people) * len(tasks), dtype=bool)
    for kind in numpy.unique(kinds):
        one, other = divmod(int(kind), len(tasks))
        passes[kind] = not any(rule.find(people[one], tasks[other], at))
    return passes[kinds]


def _alike(facts, names):
    """For each its group of those who are the same in some facts, and one of each group."""
    read = attrgetter(*names) if names else lambda one: ()
    numbers, examples = {}, []
    groups = numpy.zeros(len(facts), dtype=numpy.int64)
    for place, one in enumerate(facts):
        groups[place] = numbers.setdefault(read(one), len(numbers))
        if len(numbers) > len(examples):
            examples.append(one)
    return groups, examples
