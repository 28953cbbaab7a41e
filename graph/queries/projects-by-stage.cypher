// title: Projects with how far they are
// title_zh: 项目及其进展阶段
// columns: id, name, name_en, kind, stage, due, quote, text, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
MATCH (thing:Project)
WHERE thing.stage <> ''
MATCH (passage:Passage {id: thing.stage_passage})-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: thing.document})
RETURN thing.id AS id, coalesce(thing.thing, thing.id) AS thing, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind,
       thing.stage AS stage, thing.due AS due, thing.stage_quote AS quote, passage.text AS text,
       document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       thing.document AS document_id, passage.id AS passage, thing.stage_start AS start, thing.stage_end AS `end`
ORDER BY document.year DESC, document_id, start, id
