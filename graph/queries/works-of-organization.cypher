// title: What an organisation takes part in
// title_zh: 某一机构参与的项目
// parameter: organization | Organization, Department | the organisation | 机构
// columns: id, name, name_en, kind, basis, confidence, quote, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
MATCH (organization:Organization|Department)<-[claim:INVOLVES]-(thing:Project|Initiative)
WHERE organization.id IN $organization
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN thing.id AS id, coalesce(thing.thing, thing.id) AS thing, thing.name AS name, thing.name_en AS name_en, labels(thing)[0] AS kind,
       claim.basis AS basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY CASE basis WHEN 'stated' THEN 0 WHEN 'structural' THEN 1 ELSE 2 END,
         document_id, start, id, confidence DESC, `end`, quote
