"""The check that people write today: one alternation, line by line.  ``peer_script.py FILE…``"""

import re
import sys
from pathlib import Path

PLACEHOLDER = re.compile(
    r"20[XxＸ×＊_]{2}年?|[XxＸ×]{1,2}月[XxＸ×]{1,2}日|[XxＸ]{2,}|×{2,}|某某+|某(?:省|市|县|区|局|镇|乡|村|同志|单位|公司|部门)"
    r"|_{2,}|＿{2,}|□{2,}|○{3,}|\*{2,}(?:亿|万|元|个)|【(?:待|请|此处|填)[^】\n]{0,20}】|（(?:待|请填|此处|填写)[^）\n]{0,20}）"
    r"|待补充|待填写|待核实|此处省略|请(?:填写|输入|补充)|TODO|TBD|##paid(?:begin|end)##|\{\{[^}\n]{0,40}\}\}|？{3,}|增长(?:％|%)|达到(?:亿元|万元|元)"
)
if __name__ == "__main__":
    found = 0
    for name in sys.argv[1:]:
        with Path(name).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                for match in PLACEHOLDER.finditer(line):
                    found += 1
                    print(f"{name}:{number}:{match.start() + 1}: {match.group()}")
    sys.exit(found > 0)
