// title: Who takes part in a project
// title_zh: 参与某一项目的机构
// parameter: project | Project, Initiative | the project | 项目
// columns: id, name, name_en, kind, organization_kind, basis, confidence, quote, document, place, year, section, document_id, passage, start, end, thing, documents
// unique: thing
MATCH (project:Project|Initiative)-[claim:INVOLVES]->(organization:Organization|Department)
WHERE project.id IN $project
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN organization.id AS id, coalesce(organization.thing, organization.id) AS thing, organization.name AS name, organization.name_en AS name_en, labels(organization)[0] AS kind, organization.kind AS organization_kind,
       claim.basis AS basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY CASE basis WHEN 'stated' THEN 0 WHEN 'structural' THEN 1 ELSE 2 END,
         document_id, start, id, confidence DESC, `end`, quote
