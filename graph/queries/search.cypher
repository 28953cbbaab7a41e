// title: Names that contain a text
// title_zh: 含有某些字的名称
// parameter: text | text | part of a name or alias, in Chinese or English | 名称或别名中的字
// columns: id, name, name_en, kind, document, document_id, thing, documents
// unique: thing
// shape: names
MATCH (node:Goal|Measure|Project|Initiative|Area|Department|Organization|Indicator|Document)
WHERE $text_folded <> '' AND node.search CONTAINS $text_folded
WITH node, '\n' + node.search + '\n' AS names,
     '\n' + $text_folded + '\n' AS whole, '\n' + $text_folded AS beginning
WITH node,
     CASE WHEN names CONTAINS whole THEN 0
          WHEN names CONTAINS beginning THEN 1
          ELSE 2 END AS nearness
OPTIONAL MATCH (document:Document {id: node.document})
RETURN node.id AS id, coalesce(node.thing, node.id) AS thing, node.name AS name, node.name_en AS name_en, labels(node)[0] AS kind,
       document.name AS document, node.document AS document_id
ORDER BY nearness, size(name), name, id
