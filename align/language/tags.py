"""Language tags in, language tags out: BCP-47 as people type it, and the tag that keeps two texts of one language apart."""

from __future__ import annotations

import re
from functools import lru_cache

# ISO 639-1, so that `cn` for `zh` and `jp` for `ja` are caught; three letters are believed.
LANGUAGES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et
    eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km
    kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or
    os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts
    tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)
# The region that a language's tag means when it names none, where that is not the language's own two letters: de is de-DE.
_REGIONS = {
    "af": "ZA", "am": "ET", "ar": "SA", "be": "BY", "bn": "BD", "bs": "BA", "ca": "ES", "cs": "CZ", "cy": "GB", "da": "DK",
    "el": "GR", "en": "US", "et": "EE", "eu": "ES", "fa": "IR", "ga": "IE", "gl": "ES", "gu": "IN", "he": "IL", "hi": "IN",
    "hy": "AM", "ja": "JP", "ka": "GE", "kk": "KZ", "km": "KH", "kn": "IN", "ko": "KR", "ky": "KG", "lo": "LA", "ml": "IN",
    "mr": "IN", "ms": "MY", "my": "MM", "nb": "NO", "ne": "NP", "nn": "NO", "pa": "IN", "ps": "AF", "si": "LK", "sl": "SI",
    "sq": "AL", "sr": "RS", "sv": "SE", "sw": "TZ", "ta": "IN", "te": "IN", "tl": "PH", "uk": "UA", "ur": "PK", "vi": "VN",
    "yue": "HK", "zh": "CN", "zh-Hans": "CN", "zh-Hant": "TW", "zu": "ZA",
}  # fmt: skip
_OWN_REGION = frozenset("bg de es fi fr hr hu id is it lt lv mk mt nl no pl pt ro ru sk th tr".split())
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<variants>(?:-[a-z0-9]{4,8})*)"
    r"(?P<private>-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=1_000)
def base(tag: str) -> str:
    """The language of a tag, without script and region.

    >>> base("zh-CN")
    'zh'
    """
    return tag.replace("_", "-").partition("-")[0].lower()


def canonical(tag: str) -> str:
    """The tag as BCP-47 writes it; `ValueError`, with what is wrong in words, for what is no tag of a language.

    >>> canonical("ZH_tw"), canonical("en-us-X-Retrans")
    ('zh-TW', 'en-US-x-retrans')
    """
    parts = _TAG.fullmatch(tag.strip().replace("_", "-"))
    if not parts or (len(parts["language"]) == 2 and parts["language"].lower() not in LANGUAGES):
        raise ValueError(f"{tag!r} is no language tag")
    script = f"-{parts['script'].title()}" if parts["script"] else ""
    region = f"-{parts['region'].upper()}" if parts["region"] else ""
    return parts["language"].lower() + script + region + (parts["variants"] + (parts["private"] or "")).lower()


def same(one: str, two: str) -> bool:
    """Whether two tags name one language, whatever the region or script.

    >>> same("en", "en-US-x-retrans"), same("en", "de")
    (True, False)
    """
    return base(one) == base(two)


def distinct(original: str, translation: str) -> str:
    """The translation's tag for the record and the memory: its own, unless CAT tools would take it for the original's.

    Where both sides share a language it gets a region and a private subtag. Two different regions or scripts are apart already,
    and keep the names by which projects are set up; so does a tag that has a private subtag of its own.

    >>> distinct("en", "en"), distinct("en", "en-GB"), distinct("zh-CN", "zh-CN")
    ('en-US-x-retrans', 'en-GB-x-retrans', 'zh-CN-x-retrans')
    >>> distinct("zh-CN", "zh-TW"), distinct("en", "de")
    ('zh-TW', 'de')
    """
    original, translation = canonical(original), canonical(translation)
    placed, _, private = _with_region(translation).partition("-x-")
    if not same(original, translation) or (private and translation != original):
        return translation
    if _place(original) and _place(translation) and _place(original) != _place(translation):
        return translation
    return next(tag for tag in (f"{placed}-x-retrans", f"{placed}-x-retrans-2") if tag != original)


def _place(tag: str) -> str:
    """Script and region of a canonical tag, as far as it names them."""
    return tag.partition("-x-")[0].partition("-")[2]


def _with_region(tag: str) -> str:
    """The tag with the region it means; `001`, the world, where we know of none."""
    parts = _TAG.fullmatch(tag)
    assert parts, tag
    if parts["region"]:
        return tag
    language = parts["language"] + (f"-{parts['script']}" if parts["script"] else "")
    own = parts["language"].upper() if parts["language"] in _OWN_REGION else "001"
    region = _REGIONS.get(language) or _REGIONS.get(parts["language"]) or own
    return f"{language}-{region}{parts['variants']}{parts['private'] or ''}"
