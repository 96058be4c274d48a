"""What keeps a folder from being shown while its author writes."""

from lms.catalogue.complaints import Words

OUTSIDE = Words(
    "“{name}” dẫn ra ngoài thư mục của khóa học; máy không đọc.",
    "Chép chính tệp ấy vào thư mục của khóa.",
    "“{name}” leads out of the course's folder and is not read.",
    "Copy the file itself into the folder.",
)
UNREADABLE = Words(
    "Không đọc được “{name}”: {reason}.",
    "Xem lại quyền đọc của tệp, rồi lưu lần nữa.",
    "“{name}” cannot be read: {reason}.",
    "Look at who may read the file, then save it again.",
)
