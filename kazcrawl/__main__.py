"""`python -m kazcrawl`."""

import sys

from kazcrawl.cli import main

sys.exit(main())
