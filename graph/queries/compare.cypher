// title: Two documents or places side by side
// title_zh: 两份文件或两个地方的对照
// parameter: a | Document | a document, or a place for all of its documents | 一份文件或一个地方
// parameter: b | Document | the document or place that it is compared with | 与之对照的文件或地方
// columns: id, name, name_en, kind, status, stage, due, match, quote, document, place, year, section, document_id, passage, start, end, other_id, other_name, other_stage, other_due, other_quote, other_document, other_place, other_year, other_document_id, other_passage, other_start, other_end, thing, basis, confidence
// shape: comparison
MATCH (thing:Goal|Project|Initiative|Indicator)-[said:EVIDENCED_BY]->(passage:Passage)-[:PART_OF]->(section:Section)
WHERE said.document IN $a OR said.document IN $b
OPTIONAL MATCH (document:Document {id: said.document})
RETURN thing.id AS id, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind, thing.thing AS thing,
       thing.canonical AS canonical, thing.stage AS stage, thing.due AS due, thing.stage_quote AS stage_quote,
       thing.stage_passage AS stage_passage, thing.stage_start AS stage_start, thing.stage_end AS stage_end,
       said.quote AS quote, document.name AS document, document.place AS place, document.year AS year,
       section.name AS section, section.part AS part, section.year AS section_year, said.document AS document_id, passage.id AS passage, passage.text AS text,
       said.start AS start, said.`end` AS `end`
ORDER BY document.year, document_id, start, id
