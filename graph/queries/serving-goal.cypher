// title: What serves a goal
// title_zh: 服务某一目标的事物
// parameter: goal | Goal, Measure | the goal, or the measure, that is served | 所服务的目标或举措
// columns: id, name, name_en, kind, via, basis, confidence, quote, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
MATCH chain = (goal:Goal|Measure)<-[:SUPPORTS*0..2]-(served:Goal|Measure)
WHERE goal.id IN $goal
MATCH (served)<-[claim:SUPPORTS]-(thing:Project|Initiative|Measure|Goal)
WITH goal, served, claim, thing,
     CASE WHEN claim.basis = 'inferred' OR any(link IN relationships(chain) WHERE link.basis = 'inferred') THEN 'inferred'
          WHEN claim.basis = 'structural' OR any(link IN relationships(chain) WHERE link.basis = 'structural') THEN 'structural'
          ELSE 'stated' END AS basis
WHERE NOT thing.id IN $goal
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN thing.id AS id, coalesce(thing.thing, thing.id) AS thing, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind,
       CASE WHEN served.id = goal.id THEN '' ELSE served.name END AS via,
       basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY CASE basis WHEN 'stated' THEN 0 WHEN 'structural' THEN 1 ELSE 2 END,
         document_id, start, id, CASE WHEN via = '' THEN 0 ELSE 1 END, via, confidence DESC, `end`, quote
