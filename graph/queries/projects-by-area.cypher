// title: Areas by how many projects are in them
// title_zh: 各区域的项目数
// columns: id, name, name_en, kind, count, document, place, year, document_id
MATCH (area:Area)<-[:LOCATED_IN*0..2]-(place:Area)<-[:LOCATED_IN]-(project:Project)
MATCH (document:Document {id: area.document})
WITH area, document, count(DISTINCT project.id) AS number
RETURN area.id AS id, area.name AS name, area.name_en AS name_en, labels(area)[0] AS kind, number AS count,
       document.name AS document, document.place AS place, document.year AS year, document.id AS document_id
ORDER BY count DESC, name, id
