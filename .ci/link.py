"""Make the checkout importable in its own environment and put `kazcrawl` beside `scrapy`: an editable install without a build tool."""

import sys
import sysconfig
from pathlib import Path

root = Path(__file__).resolve().parent.parent
Path(sysconfig.get_path("purelib"), "kazcrawl-checkout.pth").write_text(f"{root}\n", encoding="utf-8")
script = Path(sysconfig.get_path("scripts"), "kazcrawl")
script.write_text(f"#!{sys.executable}\nimport sys\n\nfrom kazcrawl.cli import main\n\nsys.exit(main())\n", encoding="utf-8")
script.chmod(0o755)
