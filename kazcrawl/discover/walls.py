"""Walls against robots, by the words with which they give themselves away. Pure."""

from collections.abc import Mapping

# Words by which walls against robots give themselves away, in headers or in the page.
WALLS = {
    "cf-mitigated": "Cloudflare", "cf-chl": "Cloudflare", "just a moment": "Cloudflare", "ddos-guard": "DDoS-Guard",
    "sucuri": "Sucuri", "incapsula": "Imperva", "datadome": "DataDome", "sgcaptcha": "SiteGround", "akamaighost": "Akamai",
    "perimeterx": "PerimeterX", "wordfence": "Wordfence", "qrator": "Qrator",
}  # fmt: skip


def walls_of(status: int, headers: Mapping[str, str], body: bytes) -> list[str]:
    """Return the makers of the walls that an answer shows. Only answers that refuse count, for half the web is behind some proxy."""
    if status not in (401, 403, 429, 503):
        return []
    told = " ".join(f"{name} {value}" for name, value in headers.items()).lower() + body[:20_000].decode("latin-1").lower()
    return [name for mark, name in WALLS.items() if mark in told]
