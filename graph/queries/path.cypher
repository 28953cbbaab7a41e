// title: How two things are connected
// title_zh: 两个事物如何相连
// parameter: from | node | where the path begins | 起点
// parameter: to | node | where the path ends | 终点
// columns: step, from_id, from_name, from_kind, relation, direction, id, name, kind, role, basis, confidence, quote, document, section, document_id, passage, start, end
// shape: path
MATCH (a:Goal|Measure|Project|Initiative|Area|Department|Organization|Indicator)-[claim:SUPPORTS|LOCATED_IN|MEASURED_BY|INVOLVES|RESPONSIBLE_FOR|COMPONENT_OF|ALIGNED_WITH]->(b:Goal|Measure|Project|Initiative|Area|Department|Organization|Indicator)
WHERE a.thing IN $things AND b.thing IN $things AND a.thing <> b.thing
RETURN a, claim, b
