// title: All organisations
// title_zh: 全部机构
// columns: id, name, name_en, kind, organization_kind, quote, text, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
MATCH (thing:Organization)-[said:EVIDENCED_BY]->(passage:Passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: said.document})
RETURN thing.id AS id, coalesce(thing.thing, thing.id) AS thing, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind, thing.kind AS organization_kind, said.quote AS quote,
       passage.text AS text, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       said.document AS document_id, passage.id AS passage, said.start AS start, said.`end` AS `end`
ORDER BY document_id, start, id, `end`, quote
