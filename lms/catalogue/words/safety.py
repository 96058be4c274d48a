"""What may not be published because it could harm somebody: numbers of real people, links nobody vouches for."""

from lms.catalogue.complaints import Words

PHONE = Words(
    "“{number}” giống số điện thoại của một người có thật.",
    "Viết che bớt, ví dụ 09xx xxx 123; đường dây của cơ quan thì khai trong lms/catalogue/data/numbers.toml.",
    "“{number}” looks like somebody's telephone number.",
    "Mask it, for example 09xx xxx 123; declare the line of an office in lms/catalogue/data/numbers.toml.",
)
IDENTITY = Words(
    "“{number}” giống số định danh (căn cước) của một người có thật.",
    "Viết 000000000001, hoặc che bớt: 0xx xxx xxx xxx.",
    "“{number}” looks like somebody's identity number.",
    "Write 000000000001, or mask it: 0xx xxx xxx xxx.",
)
PICTURE_NUMBER = Words(
    "Chữ trong hình “{name}” có “{number}”, giống số của một người có thật.",
    "Mở hình ra sửa: che bớt chữ số, ví dụ 09xx xxx 123.",
    "The words in the picture “{name}” hold “{number}”, which looks like somebody's number.",
    "Open the picture and mask the digits, for example 09xx xxx 123.",
)
SCAM_LINK = Words(
    "“{host}” là địa chỉ mẫu, không được bấm được.",
    "Viết địa chỉ trong dấu `…`, bỏ dấu ngoặc của đường dẫn.",
    "“{host}” is an example address and must not be clickable.",
    "Write it between `…`, without the brackets of a link.",
)
UNDECLARED_LINK = Words(
    "Đường dẫn bấm được tới “{host}”, mà chưa nơi nào trong bài bảo đảm cho trang ấy.",
    "Ghi trang ấy vào sources của bài, hoặc viết địa chỉ trong dấu `…` để bà con tự gõ.",
    "A clickable link to “{host}”, which nothing in the lesson vouches for.",
    "Name the page among the sources of the lesson, or write its address between `…`.",
)
