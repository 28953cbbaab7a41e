// title: What documents cite
// title_zh: 各文件引用的规划、法律和方案
// columns: id, name, name_en, kind, manner, basis, confidence, quote, text, document, place, year, section, document_id, passage, start, end
// unique: document_id, start, end
MATCH (document:Document)-[claim:CITES]->(thing:Document|Initiative)
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
RETURN thing.id AS id, thing.name AS name, coalesce(thing.name_en, '') AS name_en, labels(thing)[0] AS kind, claim.manner AS manner,
       claim.basis AS basis, claim.confidence AS confidence, claim.quote AS quote, passage.text AS text,
       document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, passage.id AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY document_id, CASE kind WHEN 'Document' THEN 0 ELSE 1 END, start, id, `end`, quote
