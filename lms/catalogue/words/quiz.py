"""What can be wrong in questions."""

from lms.catalogue.complaints import Words

NONE = Words(
    "Tệp chưa có câu hỏi nào.",
    "Mở mỗi câu bằng một dòng “## Câu hỏi? {{#mã}}”.",
    "The file holds no question.",
    "Open every question with a line “## Question? {{#id}}”.",
)
BEFORE_FIRST = Words(
    "Chữ này đứng trước câu hỏi đầu tiên.",
    "Xóa đi, hoặc đặt trong ghi chú <!-- … -->.",
    "This text stands before the first question.",
    "Delete it, or put it in a comment <!-- … -->.",
)
NO_STEM = Words(
    "Chưa có lời câu hỏi.",
    "Viết câu hỏi ngay sau dấu ##.",
    "The question has no words.",
    "Write the question after ##.",
)
STEM_LONG = Words(
    "Dòng câu hỏi dài {length} ký tự, quá mức {most}.",
    "Để tình huống xuống dưới, chỉ giữ câu hỏi ở dòng này.",
    "The question's line has {length} characters, more than {most}.",
    "Put the story below, keep only the question in this line.",
)
NO_KEY = Words(
    "Câu hỏi chưa có mã.",
    "Thêm mã ở cuối dòng, ví dụ {{#dvc-1-01}}.",
    "The question has no id.",
    "Add one at the end of the line, for example {{#dvc-1-01}}.",
)
BRACES = Words(
    "Phần trong ngoặc nhọn chưa đúng mẫu: “{text}”.",
    'Viết {{#mã}}; trong final.md thêm module=… reread="…" và có thể thêm core.',
    "What stands in the braces does not fit: “{text}”.",
    'Write {{#id}}; in final.md add module=… reread="…" and perhaps core.',
)
KEY_FORM = Words(
    "Mã “{key}” chưa đúng mẫu.",
    "Dùng chữ thường không dấu, chữ số, gạch nối, nhiều nhất 60 ký tự, ví dụ dvc-1-01.",
    "The id “{key}” does not fit.",
    "Use small letters without marks, digits and hyphens, at most 60, for example dvc-1-01.",
)
KEY_TWICE = Words(
    "Mã “{key}” đã dùng ở {place}.",
    "Cho câu này một mã mới; mã đã dùng thì không dùng lại.",
    "The id “{key}” is used already at {place}.",
    "Give this question a new one.",
)
NO_MODULE = Words(
    "Câu trong final.md phải ghi nó thuộc bài nào.",
    "Thêm module=… vào trong ngoặc nhọn; các bài: {near}.",
    "A question of final.md must say its module.",
    "Add module=… inside the braces; the modules: {near}.",
)
MODULE_UNKNOWN = Words(
    "Khóa học không có bài “{module}”.",
    "Có phải là: {near}?",
    "The course has no module “{module}”.",
    "Did you mean: {near}?",
)
NO_REREAD = Words(
    "Câu trong final.md phải ghi sai thì đọc lại màn hình nào.",
    'Thêm reread="tên màn hình" vào trong ngoặc nhọn.',
    "A question of final.md must say which screen to read again.",
    'Add reread="title of the screen" inside the braces.',
)
REREAD_UNKNOWN = Words(
    "Bài “{module}” không có màn hình tên “{reread}”.",
    "Chép đúng tiêu đề màn hình; có phải là: {near}?",
    "The module “{module}” has no screen called “{reread}”.",
    "Copy the title of the screen; did you mean: {near}?",
)
ONLY_FINAL = Words(
    "“{word}” chỉ dùng trong final.md.",
    "Bỏ ra khỏi ngoặc nhọn.",
    "“{word}” is only for final.md.",
    "Take it out of the braces.",
)
BOX = Words(
    "Ô chọn chưa đúng mẫu.",
    "Viết “- [ ] ý chưa đúng” hoặc “- [x] ý đúng”: gạch, cách, ngoặc vuông, cách.",
    "The box of this option does not fit.",
    "Write “- [ ] wrong” or “- [x] right”: dash, space, brackets, space.",
)
STRAY = Words(
    "Dòng này không thuộc ý nào.",
    "Một ý bắt đầu bằng “- [ ] ” hoặc “- [x] ”; lời giải thích của ý lùi bốn dấu cách rồi dấu >; lời giải chung thì > sát lề.",
    "This line belongs to no option.",
    "An option begins with “- [ ] ” or “- [x] ”; its explanation with four spaces and >; the common one with > at the margin.",
)
WHY_INDENT = Words(
    "Lời giải thích lùi {spaces} dấu cách.",
    "Lùi bốn dấu cách, rồi dấu >; lời giải chung thì sát lề, sau một dòng trống.",
    "The explanation is indented by {spaces} spaces.",
    "Indent by four, then >; a common explanation stands at the margin, after a blank line.",
)
NO_WHY = Words(
    "Ý này chưa có lời giải thích.",
    "Thêm một dòng ngay dưới, lùi bốn dấu cách, bắt đầu bằng dấu >.",
    "This option has no explanation.",
    "Add a line below it, indented by four spaces, beginning with >.",
)
NO_OPTIONS = Words(
    "Câu hỏi chưa có phần trả lời.",
    "Viết ít nhất hai dòng “- [ ] …”; hoặc các bước “1. …”, một bảng “| … | … |” để nối, một dòng “= …” để gõ.",
    "The question has nothing to answer.",
    "Write at least two lines “- [ ] …”; or steps “1. …”, a table “| … | … |” to match, a line “= …” to type.",
)
ONE_OPTION = Words(
    "Câu hỏi chỉ có một ý để chọn.",
    "Thêm ít nhất một ý nữa.",
    "The question has a single option.",
    "Add at least one more.",
)
MANY_OPTIONS = Words(
    "Câu hỏi có {count} ý, quá mức {most}.",
    "Bỏ bớt: màn hình điện thoại chỉ đủ chỗ cho bốn ý.",
    "The question has {count} options, more than {most}.",
    "Leave some out: a phone has room for four.",
)
NONE_RIGHT = Words(
    "Chưa có ý nào đúng.",
    "Đánh dấu [x] vào ý đúng.",
    "No option is right.",
    "Mark the right one with [x].",
)
ALL_RIGHT = Words(
    "Ý nào cũng đúng.",
    "Để lại ít nhất một ý chưa đúng, ghi [ ].",
    "All options are right.",
    "Leave at least one wrong, with [ ].",
)
SAME_OPTION = Words(
    "Ý này viết giống hệt ý ở dòng {other}.",
    "Sửa hoặc bỏ một ý.",
    "This option is the same as the one in line {other}.",
    "Change or delete one.",
)
