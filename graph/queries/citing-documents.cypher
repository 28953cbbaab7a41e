// title: Which documents cite a plan, law or programme
// title_zh: 哪些文件引用某一规划、法律或方案
// parameter: cited | Initiative, Document | what is cited, by its name or as the document that it is | 被引用的规划、法律、方案或文件
// columns: id, name, kind, cited, manner, basis, confidence, quote, text, document, place, year, section, document_id, passage, start, end
// unique: document_id, passage, start
MATCH (document:Document)-[claim:CITES]->(work:Document|Initiative)
WHERE work.id IN $cited
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
RETURN document.id AS id, document.name AS name, 'Document' AS kind, work.name AS cited, claim.manner AS manner,
       claim.basis AS basis, claim.confidence AS confidence, claim.quote AS quote, passage.text AS text,
       document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, passage.id AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY document_id, start, `end`, cited, quote
