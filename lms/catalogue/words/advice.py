"""What a careful reader advises about a lesson: nothing here keeps a course from being published."""

from lms.catalogue.complaints import Words

REVIEW_PASSED = Words(
    "Ngày phải xem lại ({day}) đã qua.",
    "Đọc lại cả khóa, sửa chỗ không còn đúng, rồi ghi updated và review_by mới.",
    "The day by which the course was to be reviewed ({day}) has passed.",
    "Read it through, mend what is no longer true, then write new updated and review_by.",
    is_warning=True,
)
NO_SUCH_COURSE = Words(
    "Cạnh khóa này không có khóa “{slug}” để học trước.",
    "Có phải là: {near}? Khóa chưa xuất bản thì trang khóa học không nhắc tới.",
    "There is no course “{slug}” beside this one to learn first.",
    "Did you mean: {near}? A course that is not published is not shown.",
    is_warning=True,
)
IN_A_CIRCLE = Words(
    "Hai khóa đòi học trước lẫn nhau: {slugs}.",
    "Bỏ một chiều trong prerequisites.",
    "Courses ask to be learned before each other: {slugs}.",
    "Take one of them out of prerequisites.",
    is_warning=True,
)
LONG_SCREEN = Words(
    "Màn hình “{title}” dài {count} tiếng, quá mức {most}.",
    "Chia làm hai màn hình: mỗi màn hình một ý, khoảng 90 tiếng.",
    "The screen “{title}” has {count} words, more than {most}.",
    "Make two of it: one idea a screen, about 90 words.",
    is_warning=True,
)
SHORT_TIME = Words(
    "Bài ghi {minutes} phút, mà đọc, làm thử và luyện hết khoảng {estimate} phút.",
    "Ghi minutes: {estimate}, hoặc bớt chữ.",
    "The lesson says {minutes} minutes, but reading, trying and practising take about {estimate}.",
    "Write minutes: {estimate}, or shorten it.",
    is_warning=True,
)
LONG_TIME = Words(
    "Bài ghi {minutes} phút, mà đọc, làm thử và luyện chỉ hết khoảng {estimate} phút.",
    "Ghi minutes: {estimate}, hoặc viết thêm điều còn thiếu.",
    "The lesson says {minutes} minutes, but reading, trying and practising take only about {estimate}.",
    "Write minutes: {estimate}, or add what is missing.",
    is_warning=True,
)
LONG_SENTENCE = Words(
    "Câu này dài {count} tiếng: “{sentence}…”.",
    "Tách ra: câu cho nhóm người học này nhiều nhất {most} tiếng, một câu một ý.",
    "This sentence has {count} words: “{sentence}…”.",
    "Divide it: for these learners at most {most} words, one thought a sentence.",
    is_warning=True,
)
HARD_TO_READ = Words(
    "Bài khó đọc: {share} % số câu dài hơn {most} tiếng.",
    "Tách câu dài cho tới khi còn dưới {bearable} %; máy kể ra những câu dài nhất.",
    "The lesson is hard to read: {share} % of its sentences have more than {most} words.",
    "Divide long ones until less than {bearable} % are left; the longest are listed.",
    is_warning=True,
)
NOT_EXPLAINED = Words(
    "“{word}” chưa có trong bảng từ.",
    "Thêm “## {word}” vào glossary.md, hoặc viết bằng chữ thường ngày.",
    "“{word}” is not in the glossary.",
    "Add “## {word}” to glossary.md, or use an everyday word.",
    is_warning=True,
)
LONG_WHY = Words(
    "Lời giải thích dài {count} tiếng, quá mức {most}.",
    "Giữ lại: điều có lý, điều sẽ mất, việc nên làm.",
    "The explanation has {count} words, more than {most}.",
    "Keep: what is sensible in it, what it would cost, what to do.",
    is_warning=True,
)
RIGHT_IS_LONGEST = Words(
    "Ý đúng là ý dài nhất trong {count} trên {all} câu một lựa chọn: {keys}.",
    "Viết các ý dài ngang nhau; nhiều nhất một phần ba số câu để ý đúng dài nhất.",
    "The right option is the longest in {count} of {all} single-choice questions: {keys}.",
    "Make options of like length; in at most a third may the right one be the longest.",
    is_warning=True,
)
SAME_PLACE = Words(
    "Ý đúng đứng thứ {place} trong {count} trên {all} câu một lựa chọn.",
    "Đổi thứ tự các ý: bản in trên giấy và người xem trước không được đoán ra.",
    "The right option stands in place {place} in {count} of {all} single-choice questions.",
    "Change the order of options: on paper the place must tell nothing.",
    is_warning=True,
)
CUE = Words(
    "Có chữ “{cue}”, giúp đoán ra mà không cần biết.",
    "Viết lại bằng một việc cụ thể.",
    "It says “{cue}”, which lets people guess without knowing.",
    "Say it with something one does.",
    is_warning=True,
)
GENUINE_OR_SCAM = Words(
    "Câu “tin – làm gì” chưa nói tin nào thật, tin nào giả.",
    "Thêm cột thứ ba “thật hay giả”, mỗi dòng ghi thật, giả hoặc -; bà con sẽ biết mình bỏ lọt mấy tin, bắt nhầm mấy tin.",
    "A question about messages does not say which are genuine and which are scams.",
    "Add a third column “thật hay giả” with thật, giả or - in each row: it tells learners how many of each they took for the other.",
    is_warning=True,
)
HOW_MANY = Words(
    "Câu nhiều lựa chọn chưa nói là chọn nhiều ý.",
    "Thêm “Chọn tất cả ý đúng.” vào cuối câu hỏi.",
    "The question does not say that several options are to be chosen.",
    "Add “Chọn tất cả ý đúng.” at its end.",
    is_warning=True,
)
SILENT = Words(
    "Chưa màn hình nào trong {all} màn hình có bản ghi âm tiếng Việt.",
    "Không bắt buộc; ghi âm khi có người đọc, cách làm ở courses/README.md.",
    "None of the {all} screens has a recording in Vietnamese.",
    "This is optional; record them when somebody can read, courses/README.md tells how.",
    is_warning=True,
    is_note=True,
)
HEARD = Words(
    "Có bản ghi âm tiếng Việt cho {heard} trên {all} màn hình; chưa có: {missing}.",
    "Ghi âm thêm khi có người đọc; cách làm ở courses/README.md.",
    "{heard} of {all} screens have a recording in Vietnamese; without: {missing}.",
    "Record more when somebody can read; courses/README.md tells how.",
    is_warning=True,
    is_note=True,
)
