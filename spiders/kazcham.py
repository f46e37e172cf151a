"""KazCham, the Kazakhstan Chamber of Commerce in the USA: kazcham.com"""

from kazcrawl.crawl.spider import ChamberSpider


class KazchamSpider(ChamberSpider):
    """News of the chamber, most of it reposted with a credit line."""

    name = "kazcham"
    home = "http://kazcham.com/"
    timezone = "America/New_York"
    language = "en"
