"""What can be wrong between the two lines of three dashes."""

from lms.catalogue.complaints import Words

NONE = Words(
    "Tệp chưa có phần khai báo ở đầu.",
    "Dòng đầu là ba dấu gạch (---), rồi các khóa, rồi lại ba dấu gạch.",
    "The file has no front matter.",
    "Begin with a line of three dashes, then the keys, then three dashes again.",
)
OPEN = Words(
    "Phần khai báo chưa đóng lại.",
    "Thêm một dòng ba dấu gạch (---) sau khóa cuối cùng.",
    "The front matter is not closed.",
    "Add a line of three dashes after the last key.",
)
BROKEN = Words(
    "Dòng này máy chưa đọc được.",
    "Viết “khóa: giá trị”, sau dấu hai chấm một dấu cách; chữ có dấu hai chấm hay dấu ngoặc thì đặt trong ngoặc kép. Dòng này đúng rồi thì xem dòng ngay trên.",
    "This line cannot be read.",
    "Write “key: value”, a blank after the colon; put text with a colon or brackets in quotes. If this line is right, look at the one above.",
)
MISSING = Words(
    "Thiếu khóa “{key}”.",
    "Thêm một dòng, ví dụ {example}",
    "The key “{key}” is missing.",
    "Add a line, for example {example}",
)
UNKNOWN = Words(
    "Không có khóa nào tên “{key}”.",
    "Có phải là: {near}?",
    "There is no key “{key}”.",
    "Did you mean: {near}?",
)
TWICE = Words(
    "Khóa “{key}” viết hai lần.",
    "Giữ lại một dòng.",
    "The key “{key}” stands twice.",
    "Keep one line.",
)
NOT_TEXT = Words(
    "“{key}” phải là một dòng chữ.",
    'Đặt cả giá trị trong ngoặc kép: {key}: "…"',
    "“{key}” must be a line of text.",
    'Put the whole value in quotes: {key}: "…"',
)
TOO_LONG = Words(
    "“{key}” dài {length} ký tự, quá mức {most}.",
    "Rút ngắn lại.",
    "“{key}” has {length} characters, more than {most}.",
    "Shorten it.",
)
NOT_NUMBER = Words(
    "“{key}” phải là một số từ {least} đến {most}.",
    "Viết bằng chữ số, không kèm đơn vị, ví dụ {example}",
    "“{key}” must be a number from {least} to {most}.",
    "Write digits without a unit, for example {example}",
)
NOT_HALF_HOURS = Words(
    "“{key}” phải là số giờ, chẵn hoặc lẻ nửa giờ.",
    "Ví dụ hours: 1 hoặc hours: 1.5",
    "“{key}” must be hours, whole or half.",
    "For example hours: 1 or hours: 1.5",
)
NOT_DATE = Words(
    "“{key}” không phải một ngày có thật.",
    "Viết năm-tháng-ngày, ví dụ 2026-11-23.",
    "“{key}” is no real date.",
    "Write year-month-day, for example 2026-11-23.",
)
REVIEW_EARLY = Words(
    "Ngày xem lại (review_by) không sau ngày cập nhật (updated).",
    "Chọn một ngày sau {updated}.",
    "review_by is not after updated.",
    "Choose a day after {updated}.",
)
NOT_LIST = Words(
    "“{key}” phải là một danh sách chữ.",
    "Viết trong ngoặc vuông, cách nhau bằng dấu phẩy, hoặc mỗi dòng một dấu gạch và chữ trong ngoặc kép.",
    "“{key}” must be a list of texts.",
    "Write it in square brackets with commas, or one quoted text a line after a dash.",
)
EMPTY = Words(
    "“{key}” còn để trống.",
    "Điền vào, hoặc xóa dòng nếu khóa này không bắt buộc.",
    "“{key}” is empty.",
    "Fill it in, or delete the line if the key is optional.",
)
CHOICE = Words(
    "“{value}” không dùng cho “{key}” được.",
    "Có phải là: {near}?",
    "“{value}” cannot be used for “{key}”.",
    "Did you mean: {near}?",
)
NOT_SLUG = Words(
    "“{value}” trong “{key}” không phải tên thư mục của một khóa.",
    "Ghi đúng tên thư mục, chữ thường không dấu, ví dụ dich-vu-cong.",
    "“{value}” in “{key}” is no name of a course's folder.",
    "Write the folder's name, small letters without marks, for example dich-vu-cong.",
)
BEFORE_ITSELF = Words(
    "Khóa học ghi chính nó vào “prerequisites”.",
    "Bỏ {slug} ra khỏi danh sách.",
    "The course names itself among its prerequisites.",
    "Take {slug} out of the list.",
)
NOT_DRAWS = Words(
    "“final” phải ghi mỗi bài rút mấy câu.",
    "Mỗi dòng lùi hai dấu cách: tên thư mục bài, dấu hai chấm, một số từ 1.",
    "“final” must say how many questions are drawn from which module.",
    "One line each, indented by two spaces: the module's folder, a colon, a number from 1.",
)
DRAW_MODULE = Words(
    "Khóa học không có bài “{value}” để rút câu hỏi.",
    "Có phải là: {near}?",
    "The course has no module “{value}” to draw questions from.",
    "Did you mean: {near}?",
)
DRAW_TOO_MANY = Words(
    "Rút {draw} câu của bài “{module}”, mà final.md chỉ có {pool} câu của bài này.",
    "Soạn thêm câu trong final.md, hoặc rút ít đi.",
    "{draw} questions are drawn from “{module}”, but final.md holds {pool} of it.",
    "Write more questions into final.md, or draw fewer.",
)
