// title: Indicators with a result and no target
// title_zh: 有结果而没有目标的指标
// columns: id, name, name_en, kind, value, number, upper, unit, year, status, qualifier, measure, direction, value_kind, base_unit, series, observation, basis, confidence, quote, document, place, section, document_id, passage, start, end, thing, documents
// unique: thing
// shape: results
MATCH (indicator:Indicator)-[claim:OBSERVED]->(value:Observation)
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN indicator.id AS id, indicator.name AS name, indicator.name_en AS name_en, labels(indicator)[0] AS kind,
       indicator.thing AS thing, indicator.canonical AS canonical,
       value.value AS value, value.number AS number, value.upper AS upper, value.unit AS unit, value.year AS year,
       value.status AS status, value.qualifier AS qualifier, value.measure AS measure,
       value.direction AS direction, value.id AS observation,
       value.value_kind AS value_kind, value.base_unit AS base_unit, value.series AS series,
       claim.basis AS basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS document_year, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY year DESC, document_id, start, id, observation
