"""Texts that try a page: Arabic beside English, words without an end, and what would be markup, script or a change of direction."""

from __future__ import annotations

from pathlib import Path

ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 4
ADDRESS = "https://example.org/" + "a-path-without-a-single-place-to-break/" * 8
EVIL = "<script>document.title = 'taken'</script> <img src=x onerror=\"document.title = 'taken'\">"
TURNED = "\u202eabc\u202d \u2066def\u2069 \u200fghi"  # overrides of direction, some of them never closed

ENGLISH = f"""\
The pump under the market

The pump under the market was built in 1934 by 12 men. It gave water to 300 houses, and nobody paid for it.

On its lid stands {EVIL} and nobody knows why. The mayor said that he would not sell it.

The firm that keeps it is called {ENDLESS}. Its page is {ADDRESS} and it is empty.

Under the lid there are letters: {TURNED}. They were painted in 1951.
"""
ARABIC = f"""\
المضخة تحت السوق

بنى 12 رجلا المضخة تحت السوق في عام 1934. كانت تعطي الماء إلى 500 بيت، ولم يدفع أحد ثمنه.

على غطائها مكتوب {EVIL} ولا أحد يعرف لماذا. قال العمدة إنه سيبيعها.

الشركة التي تحفظها اسمها {ENDLESS}. صفحتها {ADDRESS} وهي فارغة.

تحت الغطاء حروف: {TURNED}. دهنت في عام 1953.
"""


def strange(folder: Path) -> tuple[Path, Path]:
    """An English text and its Arabic translation, written into a folder."""
    texts = folder / "original.en.txt", folder / "translation.ar.txt"
    for path, text in zip(texts, (ENGLISH, ARABIC), strict=True):
        path.write_text(text, "utf-8")
    return texts
