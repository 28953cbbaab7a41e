// title: Goals by how many projects serve them
// title_zh: 各目标的项目数
// columns: id, name, name_en, kind, count, document, place, year, document_id
MATCH (goal:Goal)<-[:SUPPORTS*0..2]-(served:Goal|Measure)<-[:SUPPORTS]-(project:Project)
MATCH (document:Document {id: goal.document})
WITH goal, document, count(DISTINCT project.id) AS number
RETURN goal.id AS id, goal.name AS name, goal.name_en AS name_en, labels(goal)[0] AS kind, number AS count,
       document.name AS document, document.place AS place, document.year AS year, document.id AS document_id
ORDER BY count DESC, name, id
