"""Kiểm tra giấy chứng nhận không cần máy chủ / Check certificates without a server.

    python3 kiem-tra.py GIAY.pdf        so tệp với sổ cấp / compare a file with the register
    python3 kiem-tra.py "ABCD EFGH …"   tìm mã trong sổ cấp / look a code up
    python3 kiem-tra.py                 xem kho lưu có còn nguyên / see whether this archive is whole

Chỉ cần Python 3, không cần cài gì thêm. / Python 3 alone is enough.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
csv.field_size_limit(1 << 20)


def register() -> Iterator[dict[str, str]]:
    for path in sorted(HERE.glob("so-cap-*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file, delimiter=";")


def sha256(path: Path) -> str:
    told = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            told.update(part)
    return told.hexdigest()


def whole() -> bool:
    bad = 0
    for line in (HERE / "SHA256SUMS").read_text("utf-8").splitlines():
        wanted, _, name = line.partition("  ")
        path = HERE / name
        if not path.is_file() or sha256(path) != wanted:
            bad += 1
            print("SAI / WRONG:", name)
    print("Kho lưu còn nguyên / The archive is whole." if not bad else f"{bad} tệp sai / files are wrong.")
    return bad == 0


def tell(row: dict[str, str]) -> bool:
    print(
        f"{row['Trạng thái']}: {row['Số']}; {row['Họ và tên']}, {row['Năm sinh']}; {row['Khóa học']}; {row['Ngày cấp']}"
    )
    return row["Trạng thái"] == "Còn hiệu lực"


def main(arguments: list[str]) -> bool:
    if not arguments:
        return whole()
    path = Path(arguments[0])
    if path.is_file():
        wanted, field = sha256(path), "SHA-256"
    else:
        wanted, field = "".join(filter(str.isalnum, " ".join(arguments))).upper(), "Mã tra cứu"
    for row in register():
        if "".join(filter(str.isalnum, row[field])).upper() == wanted.upper() and wanted:
            return tell(row)
    print("KHÔNG có trong sổ cấp này / NOT in this register")
    return False


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
