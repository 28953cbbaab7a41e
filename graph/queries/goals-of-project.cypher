// title: Goals that a project serves
// title_zh: 某一项目服务的目标
// parameter: project | Project, Initiative, Measure, Goal | the project, or what else serves a goal | 项目，或其他服务目标的事物
// columns: id, name, name_en, kind, via, basis, confidence, quote, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
MATCH (project:Project|Initiative|Measure|Goal)-[claim:SUPPORTS]->(served:Goal|Measure)
WHERE project.id IN $project
MATCH chain = (served)-[:SUPPORTS*0..2]->(goal:Goal|Measure)
WITH project, claim, served, goal,
     CASE WHEN claim.basis = 'inferred' OR any(link IN relationships(chain) WHERE link.basis = 'inferred') THEN 'inferred'
          WHEN claim.basis = 'structural' OR any(link IN relationships(chain) WHERE link.basis = 'structural') THEN 'structural'
          ELSE 'stated' END AS basis
WHERE NOT goal.id IN $project
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN goal.id AS id, coalesce(goal.thing, goal.id) AS thing, goal.name AS name, goal.name_en AS name_en, labels(goal)[0] AS kind,
       CASE WHEN served.id = goal.id THEN '' ELSE served.name END AS via,
       basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY CASE basis WHEN 'stated' THEN 0 WHEN 'structural' THEN 1 ELSE 2 END,
         document_id, start, id,
         CASE WHEN via = '' THEN 0 ELSE 1 END, via, confidence DESC, `end`, quote
