"""What can be wrong with the file of words."""

from lms.catalogue.complaints import Words

NONE = Words(
    "Chưa có từ nào.",
    "Mỗi từ bắt đầu bằng một dòng ## và tên từ, ví dụ: ## Mật khẩu",
    "There is no word.",
    "Begin each word with a line of ## and its name, for example: ## Mật khẩu",
)
BEFORE_FIRST = Words(
    "Dòng này đứng trước từ đầu tiên.",
    "Xóa đi, hoặc đưa xuống dưới một dòng ##.",
    "This line stands before the first word.",
    "Delete it, or put it under a line with ##.",
)
NO_WORD = Words(
    "Sau ## chưa có từ.",
    "Viết từ ngay sau dấu ##, ví dụ: ## Mật khẩu",
    "There is no word after ##.",
    "Write it behind ##, for example: ## Mật khẩu",
)
TWICE = Words(
    "Từ “{word}” đã có ở dòng {first}.",
    "Giữ lại một chỗ; tên khác thì ghi sau “- còn gọi:”.",
    "The word “{word}” stands on line {first} already.",
    "Keep one; put another name after “- còn gọi:”.",
)
NO_SPOKEN = Words(
    "“{word}” chưa có cách đọc thành tiếng.",
    "Thêm dòng “- đọc:” bằng âm tiếng Việt, ví dụ: - đọc: ô tê pê",
    "It is not said how “{word}” is read aloud.",
    "Add a line “- đọc:” in Vietnamese syllables, for example: - đọc: ô tê pê",
)
SPOKEN = Words(
    "Cách đọc “{spoken}” có chỗ chưa phải âm tiếng Việt.",
    "Viết từng âm cách nhau, ví dụ: ô tê pê",
    "“{spoken}” holds something that is no Vietnamese syllable.",
    "Write one syllable after the other, for example: ô tê pê",
)
NO_ENGLISH = Words(
    "“{word}” chưa có từ tiếng Anh.",
    "Thêm dòng “- tiếng Anh:”, ví dụ: - tiếng Anh: password",
    "“{word}” has no English word.",
    "Add a line “- tiếng Anh:”, for example: - tiếng Anh: password",
)
NO_MEANING = Words(
    "“{word}” chưa có lời giải thích.",
    "Bỏ một dòng trống, rồi viết một hai câu ngắn.",
    "“{word}” is not explained.",
    "Leave a line empty and write one or two short sentences.",
)
MANY_SENTENCES = Words(
    "“{word}” giải thích tới {count} câu.",
    "Rút còn một hai câu; phần còn lại để trong bài học.",
    "“{word}” is explained in {count} sentences.",
    "Keep one or two; the rest belongs in a lesson.",
)
NO_FULL_STOP = Words(
    "Lời giải thích “{word}” chưa hết câu.",
    "Kết thúc bằng dấu chấm.",
    "The explanation of “{word}” does not end.",
    "End it with a full stop.",
)
LONG = Words(
    "Lời giải thích “{word}” dài {length} ký tự, quá mức {most}.",
    "Rút ngắn lại.",
    "The explanation of “{word}” has {length} characters, more than {most}.",
    "Shorten it.",
)
UNKNOWN = Words(
    "Không có mục nào tên “{name}”.",
    "Có phải là: {near}?",
    "There is no fact called “{name}”.",
    "Did you mean: {near}?",
)
FACT_TWICE = Words(
    "Mục “{name}” viết hai lần.",
    "Giữ lại một dòng.",
    "“{name}” stands twice.",
    "Keep one line.",
)
EMPTY = Words(
    "Mục “{name}” còn để trống.",
    "Điền vào, hoặc xóa dòng.",
    "“{name}” is empty.",
    "Fill it in, or delete the line.",
)
STRAY = Words(
    "Dòng này lạc chỗ.",
    "Các dòng gạch đầu đứng ngay dưới từ, trước lời giải thích; lời giải thích viết thành câu thường.",
    "This line is in the wrong place.",
    "Lines with a dash stand right under the word; the explanation is plain sentences.",
)
LESSON = Words(
    "Không thấy bài “{place}”.",
    "Viết tên khóa, gạch chéo, tên bài; gần nhất: {near}.",
    "There is no lesson “{place}”.",
    "Write course, slash, module; nearest: {near}.",
)
SUGGESTION = Words(
    "“{word}” được gợi ý tìm mà chưa có trong danh sách từ.",
    "Có phải là: {near}?",
    "“{word}” is suggested but is no word of the list.",
    "Did you mean: {near}?",
)
