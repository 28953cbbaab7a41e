// title: Indicators of a goal
// title_zh: 衡量某一目标的指标
// parameter: goal | Goal, Measure | the goal, or the measure, that is measured | 所衡量的目标或举措
// columns: id, name, name_en, kind, value, number, upper, unit, year, status, qualifier, measure, direction, nature, via, value_kind, base_unit, series, observation, basis, confidence, quote, document, place, section, document_id, passage, start, end
// unique: observation
MATCH chain = (goal:Goal|Measure)<-[:SUPPORTS*0..2]-(measured:Goal|Measure|Project|Initiative)
WHERE goal.id IN $goal
MATCH (measured)-[judged:MEASURED_BY]->(indicator:Indicator)-[claim:OBSERVED]->(value:Observation)
WITH goal, measured, claim, indicator, value,
     CASE WHEN judged.basis = 'inferred' OR
            claim.basis = 'inferred' OR
            any(link IN relationships(chain) WHERE link.basis = 'inferred') THEN 'inferred'
          WHEN judged.basis = 'structural' OR
            claim.basis = 'structural' OR
            any(link IN relationships(chain) WHERE link.basis = 'structural') THEN 'structural'
          ELSE 'stated' END AS basis
OPTIONAL MATCH (passage:Passage {id: claim.passage})
OPTIONAL MATCH (passage)-[:PART_OF]->(section:Section)
OPTIONAL MATCH (document:Document {id: claim.document})
RETURN indicator.id AS id, indicator.name AS name, indicator.name_en AS name_en, labels(indicator)[0] AS kind,
       value.value AS value, value.number AS number, value.upper AS upper, value.unit AS unit, value.year AS year,
       value.status AS status, value.qualifier AS qualifier, value.measure AS measure,
       value.direction AS direction,
       value.value_kind AS value_kind, value.base_unit AS base_unit, value.series AS series, value.nature AS nature,
       CASE WHEN measured.id = goal.id THEN '' ELSE measured.name END AS via,
       value.id AS observation, basis, claim.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY CASE basis WHEN 'stated' THEN 0 WHEN 'structural' THEN 1 ELSE 2 END,
         document_id, start, id, observation,
         CASE WHEN via = '' THEN 0 ELSE 1 END, via, confidence DESC, `end`, quote
