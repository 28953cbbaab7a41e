// title: What is in an area
// title_zh: 某一区域内有什么
// parameter: area | Area | the area, with all that lies inside it; for a place that reports, what its reports name | 区域，含其中的区域；对报告的地方，含其报告所说的项目
// columns: id, name, name_en, kind, via, stage, basis, confidence, quote, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
// order: basis, document_id, start, id, via, confidence, end, quote
MATCH chain = (area:Area)<-[:LOCATED_IN*0..2]-(place:Area)
WHERE area.id IN $area
MATCH (place)<-[claim:LOCATED_IN]-(thing:Project|Organization|Department|Initiative|Area)
WHERE NOT thing.id IN $area
WITH area, place, claim, thing,
     CASE WHEN claim.basis = 'inferred' OR any(link IN relationships(chain) WHERE link.basis = 'inferred') THEN 'inferred'
          WHEN claim.basis = 'structural' OR any(link IN relationships(chain) WHERE link.basis = 'structural') THEN 'structural'
          ELSE 'stated' END AS basis
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN thing.id AS id, coalesce(thing.thing, thing.id) AS thing, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind,
       CASE WHEN place.id = area.id THEN '' ELSE place.name END AS via,
       coalesce(thing.stage, '') AS stage, basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
UNION ALL
MATCH (place:Area)<-[claim:LOCATED_IN]-(thing:Project|Organization|Department|Initiative|Area)
WHERE place.id IN $area_inside AND NOT thing.id IN $area
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN thing.id AS id, coalesce(thing.thing, thing.id) AS thing, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind,
       place.path AS via,
       coalesce(thing.stage, '') AS stage, claim.basis AS basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
UNION ALL
MATCH (thing:Project)-[claim:EVIDENCED_BY]->(passage:Passage)-[:PART_OF]->(section:Section)
WHERE claim.document IN $area_documents
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN thing.id AS id, coalesce(thing.thing, thing.id) AS thing, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind,
       document.name AS via, coalesce(thing.stage, '') AS stage, 'inferred' AS basis, 0.6 AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, passage.id AS passage, claim.start AS start, claim.`end` AS `end`
