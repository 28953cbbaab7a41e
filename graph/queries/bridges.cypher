// title: Things that bridge goals
// title_zh: 把多个目标连在一起的事物
// columns: id, name, name_en, kind, goals, links, bridging, community, document, place, year, document_id, thing, basis, confidence
// shape: network
MATCH (source:Goal|Measure|Project|Initiative|Area|Department|Organization)-[claim:SUPPORTS|LOCATED_IN|INVOLVES|RESPONSIBLE_FOR|ALIGNED_WITH|COMPONENT_OF]->(target:Goal|Measure|Project|Initiative|Area|Department|Organization)
OPTIONAL MATCH (document:Document {id: claim.document})
OPTIONAL MATCH (own:Document {id: source.document})
OPTIONAL MATCH (theirs:Document {id: target.document})
RETURN source.id AS id, source.thing AS thing, source.name AS name, source.name_en AS name_en, labels(source)[0] AS kind,
       own.name AS document, own.place AS place, own.year AS year, source.document AS document_id,
       target.id AS other_id, target.thing AS other_thing, target.name AS other_name, target.name_en AS other_name_en, labels(target)[0] AS other_kind,
       theirs.name AS other_document, theirs.place AS other_place, theirs.year AS other_year, target.document AS other_document_id,
       type(claim) AS relation, claim.basis AS basis, claim.confidence AS confidence
ORDER BY id, other_id, relation
