"""Scrapy's settings: safe and polite from the first day. `scrapy` in a checkout and `kazcrawl crawl` read the same ones.

Importing this file has one side effect on purpose: our own `spiders` and `pipelines` come first on the import path."""

from kazcrawl.project import PACKAGE, activate, database_path, user_agent

activate()

BOT_NAME = "kazcrawl"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
TEMPLATES_DIR = str(PACKAGE / "templates")
KAZCRAWL_DATABASE = str(database_path())
KAZCRAWL_CAPTURE = True  # keep every response in a WARC beside the database

# Who we are, and manners: robots.txt, one request at a time per site, a second apart, slower when the site is slow.
USER_AGENT = user_agent()
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 2  # one on its way, one waiting for its turn: what is held in the downloader could not be taken back
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0  # Scrapy's own ±50 % would make half a second of the second
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
RETRY_TIMES = 2
RETRY_HTTP_CODES = [429, 500, 502, 503, 504, 520, 521, 522, 524, 408]

# The public archive that a back-fill asks: its index (CDX), its copies, seconds between two requests, and the first pause after a refusal.
KAZCRAWL_WAYBACK_INDEX = "https://web.archive.org/cdx/search/cdx"
KAZCRAWL_WAYBACK_REPLAY = "https://web.archive.org/web/"
KAZCRAWL_WAYBACK_DELAY = 4.0
KAZCRAWL_WAYBACK_PATIENCE = 60.0

# Bounds: nothing that a site sends can cost more than this.
DOWNLOAD_TIMEOUT = 45
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
DOWNLOAD_FAIL_ON_DATALOSS = True
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.2"
DOWNLOAD_HANDLERS = {"file": None, "data": None, "ftp": None, "s3": None}
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
URLLENGTH_LIMIT = 2083
DEPTH_LIMIT = 0  # the routes are walked by hand, each with its own bound
MEMUSAGE_LIMIT_MB = 1024
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"
HTTPCACHE_ENABLED = False

# No open door while a crawl runs.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# One item at a time halves the cost of a page: Scrapy starts this many tasks for every response.
CONCURRENT_ITEMS = 1
HTTPERROR_ALLOW_ALL = True  # every answer is settled by our own count, 404 as well as 200

DOWNLOADER_MIDDLEWARES = {
    "kazcrawl.crawl.guard.RequestGuard": 10,  # first of all, so that redirects meet it again
    "kazcrawl.crawl.robots.RobotsMiddleware": 100,
    "kazcrawl.crawl.retry.PoliteRetryMiddleware": 550,
    "kazcrawl.crawl.unpack.UnpackMiddleware": 590,  # below retry: a body that was cut is asked for again
    "kazcrawl.crawl.tap.CaptureMiddleware": 940,  # the bytes as they were sent, before anything unpacks them
    "kazcrawl.crawl.guard.AddressGuard": 950,  # next to the downloader: the address that really answered
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the guard's rule is stricter, and there is one rule
}
TWISTED_DNS_RESOLVER = "kazcrawl.crawl.guard.GuardedResolver"
EXTENSIONS = {"kazcrawl.crawl.runlog.RunLog": 10, "scrapy.extensions.logstats.LogStats": None}
ITEM_PIPELINES = {
    "pipelines.normalize.NormalizePipeline": 100,
    "pipelines.validate.ValidatePipeline": 200,
    "pipelines.deduplicate.DeduplicatePipeline": 300,
    "pipelines.archive.ArchivePipeline": 800,
}

FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORT_FIELDS = [
    "url", "title", "date", "source", "body", "author", "published_at", "date_precision", "date_origin", "authors", "body_html",
    "language", "terms", "media", "links", "credit", "modified_at", "wp_id", "site", "addresses", "findings", "parser_version",
]  # fmt: skip

LOG_LEVEL = "INFO"
LOG_SHORT_NAMES = False
STATS_DUMP = True
