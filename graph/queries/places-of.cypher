// title: Where a thing is
// title_zh: 某一事物所在的区域
// parameter: node | node | what is looked for | 所问的事物
// columns: id, name, name_en, kind, basis, confidence, quote, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
MATCH (node:Project|Organization|Department|Initiative|Area)-[claim:LOCATED_IN]->(area:Area)
WHERE node.id IN $node
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN area.id AS id, coalesce(area.thing, area.id) AS thing, area.name AS name, area.name_en AS name_en, labels(area)[0] AS kind,
       claim.basis AS basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY CASE basis WHEN 'stated' THEN 0 WHEN 'structural' THEN 1 ELSE 2 END,
         document_id, start, id, confidence DESC, `end`, quote
