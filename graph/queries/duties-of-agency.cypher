// title: What an agency answers for
// title_zh: 某一机构负责的事项
// parameter: agency | Department, Organization | the agency | 机构
// columns: id, name, name_en, kind, via, basis, confidence, quote, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
MATCH (agency:Department|Organization)-[claim:RESPONSIBLE_FOR]->(task:Goal|Measure|Project)
WHERE agency.id IN $agency
MATCH chain = (task)<-[:SUPPORTS*0..2]-(thing:Goal|Measure|Project|Initiative)
WITH task, claim, thing,
     CASE WHEN claim.basis = 'inferred' OR any(link IN relationships(chain) WHERE link.basis = 'inferred') THEN 'inferred'
          WHEN claim.basis = 'structural' OR any(link IN relationships(chain) WHERE link.basis = 'structural') THEN 'structural'
          ELSE 'stated' END AS basis
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN thing.id AS id, coalesce(thing.thing, thing.id) AS thing, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind,
       CASE WHEN task.id = thing.id THEN '' ELSE task.name END AS via,
       basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY CASE basis WHEN 'stated' THEN 0 WHEN 'structural' THEN 1 ELSE 2 END,
         document_id, start, id, CASE WHEN via = '' THEN 0 ELSE 1 END, via, confidence DESC, `end`, quote
