"""What `import lantu` offers to notebooks and scripts.

import lantu

with lantu.open("collection") as graph:
    graph.load("report.md")
    graph.ask("哪些项目服务数字济南目标").rows
    graph.query("in-area", area="starting zone").rows
    graph.to_networkx()
"""
