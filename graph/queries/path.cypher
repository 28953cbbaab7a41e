// title: How two things are connected
// title_zh: 两个事物如何相连
// parameter: from | node | where the path begins | 起点
// parameter: to | node | where the path ends | 终点
// columns: step, from_id, from_name, from_kind, relation, direction, id, name, kind, basis, confidence, quote, document, place, year, section, document_id, passage, start, end
// shape: path
MATCH path = allShortestPaths((a:Goal|Measure|Project|Initiative|Area|Department|Organization|Indicator)-[:SUPPORTS|LOCATED_IN|MEASURED_BY|INVOLVES|RESPONSIBLE_FOR|SAME_AS|ALIGNED_WITH*1..6]-(b:Goal|Measure|Project|Initiative|Area|Department|Organization|Indicator))
WHERE a.id IN $from AND b.id IN $to AND NOT b.id IN $from
RETURN nodes(path) AS nodes, relationships(path) AS claims
ORDER BY size(claims)
