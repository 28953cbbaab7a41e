// title: Targets that no later document of the place mentions
// title_zh: 其后文件没有再提到的目标值
// columns: id, name, name_en, kind, indicator, unit, result, result_unit, result_year, result_status, target, target_upper, target_year, qualifier, direction, measure, nature, value_kind, verdict, why, difference, before, before_year, asks_less, result_quote, target_quote, before_quote, place, observation, basis, confidence, quote, document, year, section, document_id, passage, start, end, result_document, result_document_id, result_passage, result_start, result_end
// shape: unmentioned
MATCH (indicator:Indicator)-[claim:OBSERVED]->(value:Observation)
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN indicator.id AS id, indicator.name AS name, indicator.name_en AS name_en, labels(indicator)[0] AS kind,
       indicator.canonical AS canonical, value.number AS number, value.upper AS upper, value.unit AS unit, value.year AS year,
       value.status AS status, value.qualifier AS qualifier, value.measure AS measure, value.direction AS direction,
       value.nature AS nature, value.value_kind AS value_kind, value.base_unit AS base_unit, value.series AS series,
       value.id AS observation, claim.basis AS basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, document.year AS document_year,
       section.name AS section, claim.document AS document_id, claim.passage AS passage,
       claim.start AS start, claim.`end` AS `end`
ORDER BY place, year, document_id, start, observation
