"""Statements that try to stop a store for everybody, or to hold it up: each is one request.

They only read, so that nothing but what they would make is against them.
"""

from __future__ import annotations

from collections.abc import Mapping

_A_LOT = "10000000000"


def _doubled(first: str, step: str, times: int = 60) -> str:
    return f"WITH {first} AS l {' '.join([f'WITH {step} AS l'] * times)} RETURN l"


HOSTILE: Mapping[str, str] = {
    # Lists that are made inside an expression.
    "list grown by reduce": "RETURN reduce(l = [], i IN range(1, 30000000) | l + i)",
    "list doubled by reduce": "RETURN size(reduce(l = [1], i IN range(1, 60) | l + l))",
    "text doubled by reduce": "RETURN size(reduce(s = 'x', i IN range(1, 60) | s + s))",
    "text doubled in a list": "RETURN size(reduce(s = 'x', i IN range(1, 60) | s + '' + s))",
    "lists nested by reduce": "RETURN reduce(l = [1], i IN range(1, 60) | [l, l]) = []",
    "replaced by itself": "RETURN size(reduce(s = 'xx', i IN range(1, 60) | replace(s, 'x', s)))",
    "reduce in reduce": "RETURN reduce(a = 0, i IN range(1, 9000) | a + reduce(b = 0, "
    "j IN range(1, 9000) | b + reduce(c = 0, k IN range(1, 9000) | c + 1)))",
    "range by a product": "RETURN size([x IN range(1, 10000 * 10000) | x])",
    "range of a literal": "RETURN size([x IN range(1, 100000000) | x])",
    "range downwards": "RETURN size([x IN range(100000000, 1, -1) | x])",
    "range over zero": "RETURN size([x IN range(-100000000, 1) | x])",
    "range by a parameter": "RETURN size([x IN range(1, $large) | x])",
    "range by a name": "WITH 1000000000 AS n RETURN size([x IN range(1, n) | x])",
    "range by a property": "MATCH (d:Document) RETURN size([x IN range(1, d.year * 1000000) | x])",
    "range by another": "RETURN size([x IN range(1, size(range(1, 90000)) * 90000) | x])",
    "range over range": "RETURN size([x IN range(1, 90000) | [y IN range(1, 90000) | x + y]])",
    "three ranges": "RETURN [x IN range(1, 900) | [y IN range(1, 900) | [z IN range(1, 900) | z]]]",
    "ranges of parameters": "RETURN size([x IN range(1, $n) | [y IN range(1, $n) | y]])",
    "list of a range twice": _doubled("range(1, 90000)", "l + l"),
    "text doubled": _doubled("'0123456789'", "l + l"),
    "text doubled in one": _doubled("'0123456789'", "l + '' + l + '' + l", 30),
    "list of itself": _doubled("[1, 1]", "[l, l]"),
    "map of itself": _doubled("{a: 1}", "{a: l, b: l}"),
    "doubled in a map": _doubled("{a: [1, 1]}", "{a: l.a + l.a}"),
    "doubled by a case": _doubled("[1, 1]", "CASE WHEN true THEN l + l ELSE l END"),
    "replaced in turn": "RETURN size("
    + "replace(" * 8
    + "'aaaa'"
    + ", 'a', 'aaaaaaaaaaaaaaaaaaaa')" * 8
    + ")",
    "replaced by much": f"RETURN size(replace('{'a' * 4000}', 'a', '{'b' * 4000}'))",
    "replaced by a parameter": "RETURN size(replace($text, '', $text))",
    "split to pieces": f"RETURN size([x IN split('{'a' * 4000}', '') | split('{'a' * 4000}', '')])",
    "collected over collected": "MATCH (n) WITH collect(n) AS l "
    "RETURN size([x IN l | [y IN l | [z IN l | 1]]])",
    "pairs of all": "MATCH (n) WITH collect(n) AS l RETURN [x IN l | [y IN l | [x, y]]]",
    "patterns in patterns": "MATCH (n) "
    "RETURN [(n)--(a) | [(a)--(b) | [(b)--(c) | [(c)--(d) | d]]]]",
    # Expressions that never end.
    "all of very many": f"RETURN all(x IN range(1, {_A_LOT}) WHERE x > 0)",
    "any of very many": f"RETURN any(x IN range(1, {_A_LOT}) WHERE x < 0)",
    "none of very many": f"RETURN none(x IN range(1, {_A_LOT}) WHERE x < 0)",
    "single of very many": f"RETURN single(x IN range(1, {_A_LOT}) WHERE x < 0)",
    "all of all": "RETURN all(x IN range(1, 90000) "
    "WHERE any(y IN range(1, 90000) WHERE x + y < 0))",
    "all of parameters": "RETURN all(x IN range(1, $n) "
    "WHERE any(y IN range(1, $n) WHERE x + y < 0))",
    "filter of very many": f"RETURN size([x IN range(1, {_A_LOT}) WHERE x < 0])",
    "membership of very many": f"RETURN -1 IN range(1, {_A_LOT})",
    "backtracking": "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ '(a+)+'",
    "back-reference": "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ '(a*)*\\\\1b'",
    "pattern as a parameter": "RETURN $text =~ $pattern",
    "pattern of the graph": "MATCH (n) WHERE n.text =~ '(.*)*(.*)*(.*)*x' RETURN n",
    # Rows without end.
    "rows of rows": "UNWIND range(1, 99999) AS a UNWIND range(1, 99999) AS b RETURN count(a + b)",
    "rows that are kept": "UNWIND range(1, 99999) AS a UNWIND range(1, 99999) AS b "
    "RETURN DISTINCT a * b ORDER BY a * b",
    "rows collected": "UNWIND range(1, 99999) AS a UNWIND range(1, 99999) AS b "
    "RETURN size(collect(toString(a) + toString(b)))",
    "rows of long texts": "UNWIND range(1, 99999) AS a "
    f"RETURN collect(toString(a) + '{'x' * 5000}') AS l",
    "everything by everything": "MATCH (a), (b), (c), (d), (e) RETURN count(a.name + e.name)",
    "sorted products": "MATCH (a), (b), (c) RETURN a.name + b.name + c.name AS n ORDER BY n",
    "all paths": "MATCH p = (d:Document)-[*1..30]-() RETURN count(p)",
    "all paths kept": "MATCH p = (d:Document)-[*1..30]-() RETURN collect(p)",
    "paths counted in a row": "MATCH (d:Document) RETURN COUNT { MATCH (d)-[*1..25]-() }",
    "paths listed in a row": "MATCH (d:Document) RETURN size([p = (d)-[*1..25]-() | 1])",
    "paths collected in a row": "MATCH (d) RETURN COLLECT { MATCH (d)-[*1..25]-(x) RETURN x.name }",
    "subquery of many rows": "UNWIND range(1, 99999) AS a CALL (a) { UNWIND range(1, 99999) AS b "
    "RETURN sum(b) AS s } RETURN max(s)",
    "quantified path": "MATCH p = (d:Document) ((x)--(y)){1,30} (z) RETURN count(p)",
    "shortest of all": "MATCH p = allShortestPaths((a)-[*1..30]-(b)) WHERE a <> b RETURN count(p)",
    # Large answers.
    "answer of ranges": "UNWIND range(1, 1000) AS i RETURN range(1, 90000)",
    "answer of texts": f"UNWIND range(1, 1000) AS i RETURN '{'x' * 9000}' + i",
    "answer of lists": "UNWIND range(1, 1000) AS i RETURN [x IN range(1, 90000) | [x, x, x]]",
    # Plans without end.
    "either or": f"RETURN {' XOR '.join(f'$n = {i}' for i in range(60))}",
    "either or of a node": "MATCH (n:Goal) WHERE "
    f"{' XOR '.join(f'n.start = {i}' for i in range(60))} RETURN n",
    "or of and": "MATCH (n:Goal) WHERE "
    f"{' OR '.join(f'(n.start = {i} AND n.end = {i})' for i in range(150))} RETURN n",
    "and of or": "MATCH (n:Goal) WHERE "
    f"{' AND '.join(f'(n.start = {i} OR n.end = {i})' for i in range(150))} RETURN n",
    "long pattern": f"MATCH (a){'--()' * 100} RETURN count(a)",
    "net of patterns": "MATCH "
    f"{', '.join(f'(a{i})--(a{j})' for i in range(8) for j in range(i))} RETURN count(a1)",
    "many subqueries": "MATCH (n:Goal) WHERE "
    f"{' AND '.join(['EXISTS { MATCH (n)--(:Project) }'] * 30)} RETURN n",
    "nested subqueries": "MATCH (n:Goal) WHERE "
    f"{'EXISTS { MATCH (n)--(m) WHERE ' * 15}true{' }' * 15} RETURN n",
    "many sums": f"RETURN {'+'.join(['1'] * 1200)}",
    "nested cases": f"RETURN {'CASE WHEN true THEN ' * 39}1{' ELSE 2 END' * 39}",
    # Numbers and texts that are none.
    "number too large": "RETURN 9223372036854775808",
    "number of many digits": f"RETURN {'9' * 6000}",
    "fraction too large": "RETURN 1e999",
    "parameter too large": "RETURN $huge",
    "half a character": "RETURN $half",
    "not text": "MATCH (n:Goal) WHERE n.name = $half RETURN n",
}
"""By what each tries."""

PARAMETERS: Mapping[str, object] = {
    "large": 1_000_000_000,
    "n": 10_000,
    "text": "a" * 200_000,
    "pattern": "(a*)*b",
    "huge": 2**63,
    "half": "\ud800",
}
