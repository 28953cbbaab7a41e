// title: Agencies by how many targets they answer for
// title_zh: 各部门的目标值数
// columns: id, name, name_en, kind, count, document, place, year, document_id
MATCH (agency:Department|Organization)-[:RESPONSIBLE_FOR]->(task:Goal|Measure|Project)
MATCH (task)<-[:SUPPORTS*0..2]-(measured:Goal|Measure|Project|Initiative)
MATCH (measured)-[:MEASURED_BY]->(:Indicator)-[claim:OBSERVED]->(value:Observation)
WHERE value.status = 'target'
MATCH (document:Document {id: claim.document})
WITH agency, document, count(DISTINCT value.id) AS number
RETURN agency.id AS id, agency.name AS name, agency.name_en AS name_en, labels(agency)[0] AS kind, number AS count,
       document.name AS document, document.place AS place, document.year AS year, document.id AS document_id
ORDER BY count DESC, name, id
