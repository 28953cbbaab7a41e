// title: Passages that say a text
// title_zh: 提到某些字的段落
// parameter: text | said | the words that are looked for | 要找的字
// columns: id, name, kind, quote, text, document, place, year, section, document_id, passage, start, end, marks
MATCH (passage:Passage)-[:PART_OF]->(section:Section)
WHERE passage.id IN $text
OPTIONAL MATCH (document:Document {id: passage.document})
RETURN passage.id AS id, passage.name AS name, labels(passage)[0] AS kind, passage.text AS quote,
       passage.text AS text, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       passage.document AS document_id, passage.id AS passage, passage.start AS start, passage.`end` AS `end`
ORDER BY document_id, start, id
