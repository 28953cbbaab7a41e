// title: Agencies that answer for a goal
// title_zh: 负责某一目标的机构
// parameter: goal | Goal, Measure, Project | the goal, the measure or the project that is answered for | 目标、举措或项目
// columns: id, name, name_en, kind, role, fields, via, basis, confidence, quote, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
MATCH chain = (goal:Goal|Measure|Project)<-[:SUPPORTS*0..2]-(task:Goal|Measure|Project)
WHERE goal.id IN $goal
MATCH (task)<-[claim:RESPONSIBLE_FOR]-(agency:Department|Organization)
WITH goal, task, claim, agency,
     CASE WHEN claim.basis = 'inferred' OR any(link IN relationships(chain) WHERE link.basis = 'inferred') THEN 'inferred'
          WHEN claim.basis = 'structural' OR any(link IN relationships(chain) WHERE link.basis = 'structural') THEN 'structural'
          ELSE 'stated' END AS basis
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN agency.id AS id, coalesce(agency.thing, agency.id) AS thing, agency.name AS name, agency.name_en AS name_en, labels(agency)[0] AS kind, claim.role AS role, claim.fields AS fields,
       CASE WHEN task.id = goal.id THEN '' ELSE task.name END AS via,
       basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY CASE basis WHEN 'stated' THEN 0 WHEN 'structural' THEN 1 ELSE 2 END,
         document_id, CASE WHEN via = '' THEN 0 ELSE 1 END, CASE role WHEN 'lead' THEN 0 ELSE 1 END, confidence DESC, start, id,
         via, `end`, quote
