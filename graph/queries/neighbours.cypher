// title: What a thing is connected to
// title_zh: 与某一事物直接相连的事物
// parameter: node | node | the thing asked about | 所问的事物
// columns: id, name, name_en, kind, relation, direction, role, basis, confidence, quote, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing, relation, direction
// order: basis, document_id, start, relation, id, direction, confidence, passage, end, quote
MATCH (node:Goal|Measure|Project|Initiative|Area|Department|Organization|Indicator|Observation)-[claim:SUPPORTS|LOCATED_IN|MEASURED_BY|OBSERVED|INVOLVES|RESPONSIBLE_FOR|ALIGNED_WITH]->(other)
WHERE node.id IN $node AND NOT other.id IN $node
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN other.id AS id, coalesce(other.thing, other.id) AS thing, other.name AS name, other.name_en AS name_en, labels(other)[0] AS kind,
       type(claim) AS relation, 'out' AS direction, coalesce(claim.role, '') AS role,
       claim.basis AS basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
UNION ALL
MATCH (node:Goal|Measure|Project|Initiative|Area|Department|Organization|Indicator|Observation)<-[claim:SUPPORTS|LOCATED_IN|MEASURED_BY|OBSERVED|INVOLVES|RESPONSIBLE_FOR|ALIGNED_WITH]-(other)
WHERE node.id IN $node AND NOT other.id IN $node
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN other.id AS id, coalesce(other.thing, other.id) AS thing, other.name AS name, other.name_en AS name_en, labels(other)[0] AS kind,
       type(claim) AS relation, 'in' AS direction, coalesce(claim.role, '') AS role,
       claim.basis AS basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
