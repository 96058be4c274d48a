"""What can be wrong with files and folders."""

from lms.catalogue.complaints import Words

MISSING = Words(
    "Thiếu tệp {name}.",
    "Tạo tệp này theo mẫu trong courses/README.md.",
    "The file {name} is missing.",
    "Make it after the example in courses/README.md.",
)
NO_COURSE = Words(
    "Không thấy thư mục này.",
    "Xem lại đường dẫn; mỗi khóa học là một thư mục có tệp course.md.",
    "There is no such folder.",
    "Look at the path again; a course is a folder with a course.md.",
)
COURSE_NAME = Words(
    "Tên thư mục “{name}” chưa dùng làm địa chỉ được.",
    "Dùng chữ thường không dấu, chữ số và gạch nối, nhiều nhất 60 ký tự, ví dụ dich-vu-cong.",
    "The folder's name “{name}” cannot be an address.",
    "Use small letters without marks, digits and hyphens, at most 60, for example dich-vu-cong.",
)
MODULE_NAME = Words(
    "Tên thư mục bài “{name}” chưa đúng mẫu.",
    "Bắt đầu bằng hai chữ số và gạch nối, rồi chữ thường không dấu, ví dụ 01-dien-thoai-va-mang.",
    "The name of the module's folder “{name}” does not fit.",
    "Begin with two digits and a hyphen, then small letters without marks, for example 01-dien-thoai-va-mang.",
)
MODULE_TWICE = Words(
    "Hai bài cùng mang số {number}.",
    "Đánh số lại, mỗi bài một số.",
    "Two modules have the number {number}.",
    "Number them anew, one number each.",
)
NO_MODULES = Words(
    "Khóa học chưa có bài nào.",
    "Tạo thư mục bài, ví dụ 01-dien-thoai-va-mang, có lesson.md và quiz.md.",
    "The course has no module.",
    "Make a module's folder, for example 01-dien-thoai-va-mang, with lesson.md and quiz.md.",
)
TOO_LARGE = Words(
    "Tệp nặng {size} kB, quá mức {most} kB.",
    "Chia bài ra làm hai, hoặc bỏ bớt chữ.",
    "The file has {size} kB, more than {most} kB.",
    "Divide the module, or leave something out.",
)
NOT_UTF8 = Words(
    "Tệp không phải mã UTF-8.",
    "Lưu lại tệp, chọn bảng mã UTF-8.",
    "The file is not UTF-8.",
    "Save it again as UTF-8.",
)
NOT_NFC = Words(
    "Chữ “{word}” gõ bằng Unicode tổ hợp: dấu nằm rời khỏi chữ.",
    "Đặt bộ gõ về Unicode dựng sẵn (NFC) rồi gõ lại; cả tệp có {count} dòng như vậy.",
    "“{word}” is typed with combining marks.",
    "Use precomposed Unicode (NFC); {count} lines of the file are like this.",
)
STRANGE = Words(
    "Dòng này có một ký tự điều khiển không nhìn thấy ({code}).",
    "Xóa ký tự ấy, hoặc gõ lại cả dòng; cả tệp có {count} dòng như vậy.",
    "This line holds an invisible control character ({code}).",
    "Delete it, or type the line again; {count} lines of the file are like this.",
)
PICTURE_MISSING = Words(
    "Không thấy hình “{name}”.",
    "Đặt tệp hình cạnh bài, hoặc sửa tên; gần nhất: {near}.",
    "There is no picture “{name}”.",
    "Put the file beside the lesson, or mend the name; nearest: {near}.",
)
PICTURE_NAME = Words(
    "Tên hình “{name}” chưa dùng được.",
    "Đặt tên bằng chữ thường không dấu, chữ số, gạch nối, ví dụ bon-nut.svg.",
    "The picture's name “{name}” cannot be used.",
    "Use small letters without marks, digits and hyphens, for example bon-nut.svg.",
)
PICTURE_KIND = Words(
    "Hình “{name}” không phải {suffix} thật, hoặc là loại chưa dùng được.",
    "Dùng svg, png, jpg hoặc webp, đuôi tệp đúng với loại hình.",
    "The picture “{name}” is no {suffix}, or of a kind that cannot be used.",
    "Use svg, png, jpg or webp, with the suffix that fits.",
)
PICTURE_LARGE = Words(
    "Hình “{name}” nặng {size} kB, quá mức {most} kB.",
    "Thu nhỏ hoặc nén hình lại, bà con xem bằng gói mạng trả tiền.",
    "The picture “{name}” has {size} kB, more than {most} kB.",
    "Make it smaller: people pay for what they load.",
)
PICTURE_WIDE = Words(
    "Hình “{name}” rộng {width}, cao {height} điểm ảnh, quá mức {most}.",
    "Thu nhỏ hình lại: điện thoại phải mở cả hình ra bộ nhớ.",
    "The picture “{name}” is {width} by {height} pixels, more than {most}.",
    "Make it smaller: a telephone has to unfold all of it in its memory.",
)
SVG_BROKEN = Words(
    "Hình “{name}” hỏng: {why}.",
    "Mở hình bằng trình vẽ rồi lưu lại thành SVG thường.",
    "The picture “{name}” is broken: {why}.",
    "Open it in a drawing program and save it as plain SVG.",
)
SVG_FORBIDDEN = Words(
    "Hình “{name}” có {what}, không dùng trong bài được.",
    "Chỉ để lại nét vẽ và chữ: không mã lệnh, không trỏ ra tệp hay trang khác.",
    "The picture “{name}” holds {what}, which a lesson may not.",
    "Leave only shapes and text: no scripts, nothing that points to another file or site.",
)
