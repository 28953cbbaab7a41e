// title: What takes up a goal on other levels
// title_zh: 各级如何对接某一目标
// parameter: goal | Goal, Initiative, Measure | the goal or programme, of any level | 任一级的目标或行动
// columns: id, name, name_en, kind, direction, other, programme, basis, confidence, quote, text, other_text, document, place, year, section, document_id, passage, start, end
// unique: id, direction, other
// order: direction, document_id, start, id, other, passage, end, quote
MATCH (goal:Goal|Initiative|Measure)<-[claim:ALIGNED_WITH]-(thing:Goal|Initiative|Measure)
WHERE goal.id IN $goal
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (said:Passage {id: claim.other_passage})
OPTIONAL MATCH (document:Document {id: thing.document})
OPTIONAL MATCH (above:Document {id: goal.document})
RETURN thing.id AS id, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind, 'in' AS direction, above.name AS other,
       claim.programme AS programme, claim.basis AS basis, claim.confidence AS confidence, claim.quote AS quote, passage.text AS text, said.text AS other_text,
       document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       thing.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
UNION ALL
MATCH (goal:Goal|Initiative|Measure)-[claim:ALIGNED_WITH]->(thing:Goal|Initiative|Measure)
WHERE goal.id IN $goal
OPTIONAL MATCH (passage:Passage {id: claim.other_passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (said:Passage {id: claim.passage})
OPTIONAL MATCH (document:Document {id: thing.document})
OPTIONAL MATCH (below:Document {id: goal.document})
RETURN thing.id AS id, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind, 'out' AS direction, below.name AS other,
       claim.programme AS programme, claim.basis AS basis, claim.confidence AS confidence, thing.name AS quote, passage.text AS text, said.text AS other_text,
       document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       thing.document AS document_id, passage.id AS passage, passage.start AS start, passage.`end` AS `end`
