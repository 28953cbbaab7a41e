// title: What takes up a programme of the nation
// title_zh: 各地如何对接国家的某一战略或行动
// parameter: programme | text | the programme, as the column of that name says it | 国家的战略或行动
// columns: id, name, name_en, kind, other, programme, basis, confidence, quote, text, other_text, document, place, year, section, document_id, passage, start, end
// unique: id
MATCH (goal:Goal|Initiative|Measure)<-[claim:ALIGNED_WITH]-(thing:Goal|Initiative|Measure)
WHERE claim.programme = $programme
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (said:Passage {id: claim.other_passage})
OPTIONAL MATCH (document:Document {id: thing.document})
OPTIONAL MATCH (above:Document {id: goal.document})
RETURN thing.id AS id, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind, goal.name AS other,
       claim.programme AS programme, claim.basis AS basis, claim.confidence AS confidence, claim.quote AS quote, passage.text AS text, said.text AS other_text,
       document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       thing.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY CASE above.level WHEN 'nation' THEN 0 ELSE 1 END, above.year DESC, document_id, start, id, other, `end`, quote
