// title: An indicator by places and years
// title_zh: 某一指标的地方与年份矩阵
// parameter: indicator | Indicator | the indicator that is compared | 所比较的指标
// columns: id, name, name_en, kind, indicator, place, year, value, number, upper, unit, base_unit, status, qualifier, direction, measure, value_kind, rank, highest, lowest, several, observation, basis, confidence, quote, document, section, document_id, passage, start, end
// shape: matrix
MATCH (indicator:Indicator)-[claim:OBSERVED]->(value:Observation)
WHERE indicator.id IN $indicator AND value.number IS NOT NULL AND value.year > 0
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN indicator.id AS id, indicator.name AS name, indicator.name_en AS name_en, labels(indicator)[0] AS kind,
       indicator.canonical AS indicator, document.place AS place, value.year AS year,
       value.value AS value, value.number AS number, value.upper AS upper, value.unit AS unit, value.base_unit AS base_unit,
       value.status AS status, value.qualifier AS qualifier, value.direction AS direction,
       value.measure AS measure, value.value_kind AS value_kind, value.id AS observation,
       claim.basis AS basis, claim.confidence AS confidence, claim.quote AS quote,
       document.name AS document, section.name AS section, claim.document AS document_id,
       claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY place, year, document_id, start, observation
