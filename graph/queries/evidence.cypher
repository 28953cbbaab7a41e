// title: Where a thing is said
// title_zh: 某一事物的出处
// parameter: node | node | the thing asked about | 所问的事物
// columns: id, name, name_en, kind, quote, text, document, place, year, section, document_id, passage, start, end
// unique: passage
MATCH (node:Goal|Measure|Project|Initiative|Area|Department|Organization|Indicator|Observation)-[said:EVIDENCED_BY]->(passage:Passage)-[:PART_OF]->(section:Section)
WHERE node.id IN $node
OPTIONAL MATCH (document:Document {id: said.document})
RETURN node.id AS id, node.name AS name, node.name_en AS name_en, labels(node)[0] AS kind, said.quote AS quote,
       passage.text AS text, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       said.document AS document_id, passage.id AS passage,
       said.start AS start, said.`end` AS `end`
ORDER BY document_id, start, id, `end`, quote
