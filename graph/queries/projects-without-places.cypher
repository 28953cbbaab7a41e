// title: Projects without a place
// title_zh: 没有说明位置的项目
// columns: id, name, name_en, kind, quote, text, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
MATCH (thing:Project)-[said:EVIDENCED_BY]->(passage:Passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: said.document})
RETURN thing.id AS id, coalesce(thing.thing, thing.id) AS thing, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind, said.quote AS quote,
       passage.text AS text, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       said.document AS document_id, passage.id AS passage, said.start AS start, said.`end` AS `end`,
       NOT EXISTS { MATCH (thing)-[:LOCATED_IN]->(:Area) } AS lacks
ORDER BY document_id, start, id, `end`, quote
