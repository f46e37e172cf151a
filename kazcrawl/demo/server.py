"""Serve the demo by hand: `python -m kazcrawl.demo.server --port 8765`, until Ctrl-C."""

import argparse
import sys
import threading

from kazcrawl.demo.site import ChamberSite


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m kazcrawl.demo.server", description="Serve the invented chamber site on 127.0.0.1.")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--theme", choices=("classic", "block"), default="classic")
    parser.add_argument("--permalinks", choices=("pretty", "plain"), default="pretty")
    parser.add_argument("--no-rest", action="store_true", help="close the REST interface, as security plugins do")
    told = parser.parse_args(arguments)
    site = ChamberSite(theme=told.theme, permalinks=told.permalinks, rest=not told.no_rest)
    with site.serve(told.port):
        sys.stdout.write(f"{site.url}\n")
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
