// title: Projects that serve what takes up a goal on lower levels
// title_zh: 下级对接某一目标的项目
// parameter: goal | Goal, Initiative, Measure | the goal or programme of a higher level | 上一级的目标或行动
// columns: id, name, name_en, kind, via, programme, basis, confidence, quote, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
MATCH (goal:Goal|Initiative|Measure)<-[link:ALIGNED_WITH]-(own:Goal|Measure)
WHERE goal.id IN $goal
MATCH (own)<-[:SUPPORTS*0..2]-(served:Goal|Measure)
MATCH (served)<-[claim:SUPPORTS]-(project:Project)
WITH DISTINCT own, link, claim, project
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN project.id AS id, coalesce(project.thing, project.id) AS thing, project.name AS name, project.name_en AS name_en, labels(project)[0] AS kind,
       own.name AS via, link.programme AS programme, link.basis AS basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY document_id, start, id, via, programme, confidence DESC, `end`, quote
