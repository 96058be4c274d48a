"""Letters and names to be printed: every letter of Vietnamese, and names of all lengths that are made of them."""

from __future__ import annotations

import random
import unicodedata

TONES = "\u0300\u0309\u0303\u0301\u0323"
SMALL = [
    letter
    for vowel in "aăâeêioôơuưy"
    for letter in (vowel, *(unicodedata.normalize("NFC", vowel + tone) for tone in TONES))
    if not letter.isascii()
] + ["đ"]
LETTERS = SMALL + [letter.upper() for letter in SMALL]
_COMMON = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng")
FAMILIES = (*_COMMON, "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Khuất", "Ưng", "Ỷ", "Ngụy")
_MANY = ("Thị", "Văn", "Đức", "Hữu", "Phương", "Khánh", "Huyền", "Thảo", "Ngọc", "Quỳnh", "Mỹ")
GIVEN = (*_MANY, "Hạnh", "Tường", "Vỹ", "Đoan", "Trường", "Nghĩa", "Thuỷ", "Kiều", "Oanh", "Ân")
SPECIAL = ["Đỗ Ưng Ỷ", "Y Moan Êban", "Ỷ", "Nguyễn", "Lò Thị Mai", "K'Brơi", "H'Hen Niê", "Tôn Nữ Thị Ninh"]


def names(count: int) -> list[str]:
    """Names of one to four words, some of 45 to 60 letters; together they hold every Vietnamese letter."""
    dice = random.Random(17)
    found = dict.fromkeys([*SPECIAL, *("".join(LETTERS[at : at + 8]) for at in range(0, len(LETTERS), 8))])
    while len(found) < count - 40:
        found[" ".join([dice.choice(FAMILIES), *dice.sample(GIVEN, dice.randint(1, 3))])] = None
    while len(found) < count:
        found[" ".join([dice.choice(FAMILIES), *dice.sample(GIVEN, 12)])[: dice.randint(45, 60)].strip()] = None
    return list(found)
