// title: Targets that an agency answers for
// title_zh: 某一机构负责的目标值
// parameter: agency | Department, Organization | the agency | 机构
// columns: id, name, name_en, kind, value, number, upper, unit, year, status, qualifier, measure, direction, nature, role, via, value_kind, base_unit, series, observation, basis, confidence, quote, document, place, section, document_id, passage, start, end
// unique: observation
MATCH (agency:Department|Organization)-[duty:RESPONSIBLE_FOR]->(task:Goal|Measure|Project)
WHERE agency.id IN $agency
MATCH chain = (task)<-[:SUPPORTS*0..2]-(measured:Goal|Measure|Project|Initiative)
MATCH (measured)-[judged:MEASURED_BY]->(indicator:Indicator)-[claim:OBSERVED]->(value:Observation)
WITH *
WHERE value.status = 'target'
WITH task, measured, duty, claim, indicator, value,
     CASE WHEN duty.basis = 'inferred' OR
            judged.basis = 'inferred' OR
            claim.basis = 'inferred' OR
            any(link IN relationships(chain) WHERE link.basis = 'inferred') THEN 'inferred'
          WHEN duty.basis = 'structural' OR
            judged.basis = 'structural' OR
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
       duty.role AS role, measured.name AS via,
       value.id AS observation, basis, duty.confidence AS confidence,
       claim.quote AS quote, document.name AS document, document.place AS place, section.name AS section,
       claim.document AS document_id, claim.passage AS passage, claim.start AS start, claim.`end` AS `end`
ORDER BY CASE basis WHEN 'stated' THEN 0 WHEN 'structural' THEN 1 ELSE 2 END,
         document_id, start, id, observation,
         CASE WHEN via = '' THEN 0 ELSE 1 END, via, confidence DESC, `end`, quote
