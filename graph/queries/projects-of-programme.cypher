// title: Projects that serve what takes up a programme of the nation
// title_zh: 对接国家某一战略或行动的项目
// parameter: programme | text | the programme, as the column of that name says it | 国家的战略或行动
// columns: id, name, name_en, kind, via, programme, basis, confidence, quote, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
MATCH (:Goal|Initiative|Measure)<-[link:ALIGNED_WITH]-(own:Goal|Measure)
WHERE link.programme = $programme
WITH DISTINCT own, link.basis AS basis
MATCH (own)<-[:SUPPORTS*0..2]-(served:Goal|Measure)
MATCH (served)<-[claim:SUPPORTS]-(project:Project)
WITH DISTINCT own, basis, claim, project
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN project.id AS id, coalesce(project.thing, project.id) AS thing, project.name AS name, project.name_en AS name_en, labels(project)[0] AS kind,
       own.name AS via, $programme AS programme, basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY document_id, start, id, via, confidence DESC, `end`, quote
