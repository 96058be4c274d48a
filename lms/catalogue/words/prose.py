"""What can be wrong in the text of a lesson."""

from lms.catalogue.complaints import Words

NO_SCREENS = Words(
    "Bài chưa có màn hình nào.",
    "Mở mỗi màn hình bằng một dòng “## Tiêu đề”.",
    "The lesson has no screens.",
    "Open every screen with a line “## Title”.",
)
NO_TITLE = Words(
    "Màn hình chưa có tiêu đề.",
    "Viết tiêu đề sau dấu ##, cách một dấu cách.",
    "The screen has no title.",
    "Write the title after ## and a space.",
)
TITLE_LONG = Words(
    "Tiêu đề dài {length} ký tự, quá mức {most}.",
    "Rút ngắn lại.",
    "The title has {length} characters, more than {most}.",
    "Shorten it.",
)
TITLE_TWICE = Words(
    "Bài có hai màn hình cùng tên “{title}”.",
    "Đổi tên một màn hình, để câu hỏi còn chỉ đúng chỗ đọc lại.",
    "Two screens of the lesson are called “{title}”.",
    "Rename one, so that questions can point to the right one.",
)
EMPTY_SCREEN = Words(
    "Màn hình “{title}” chưa có chữ nào.",
    "Viết nội dung dưới tiêu đề, hoặc bỏ tiêu đề.",
    "The screen “{title}” is empty.",
    "Write something under the title, or delete it.",
)
HEADING = Words(
    "Tiêu đề một dấu # không dùng trong bài.",
    "Dùng ## để mở màn hình, ### cho tiêu đề nhỏ bên trong.",
    "A heading with one # is not used in a lesson.",
    "Use ## to open a screen, ### for a small heading inside.",
)
HEADING_SPACE = Words(
    "Sau dấu # cần một dấu cách.",
    "Viết “## Tiêu đề”.",
    "A heading needs a space after the #.",
    "Write “## Title”.",
)
LIST_INDENT = Words(
    "Danh sách con lùi {spaces} dấu cách.",
    "Lùi bốn dấu cách.",
    "The inner list is indented by {spaces} spaces.",
    "Indent by four.",
)
LIST_GAP = Words(
    "Danh sách dính vào đoạn văn phía trên.",
    "Thêm một dòng trống trước danh sách.",
    "The list sticks to the paragraph above.",
    "Leave a blank line before it.",
)
MEANING_FORM = Words(
    "Dòng nghĩa của từ chưa đúng mẫu.",
    "Viết dấu hai chấm, ba dấu cách, rồi nghĩa của từ.",
    "The line with the meaning of a word does not fit.",
    "Write a colon, three spaces, then the meaning.",
)
MEANING_ALONE = Words(
    "Dòng nghĩa này không nằm dưới từ nào.",
    "Viết từ ở dòng ngay trên, không chừa dòng trống.",
    "This meaning stands below no word.",
    "Write the word on the line above, without a blank line.",
)
FOOTNOTE_FORM = Words(
    "Chú thích cuối chưa đúng mẫu.",
    "Viết sát lề, trên một dòng: [^ma]: lời chú thích",
    "The footnote does not fit.",
    "Write it at the margin, on one line: [^key]: what it says",
)
FOOTNOTE_LINES = Words(
    "Lời chú thích chỉ được một dòng, mà dòng này viết tiếp.",
    "Nối vào dòng trên, hoặc chừa một dòng trống.",
    "A footnote has one line, but this line goes on.",
    "Join it to the line above, or leave a blank line.",
)
FOOTNOTE_MISSING = Words(
    "Chú thích [^{key}] chưa có lời.",
    "Cuối màn hình viết một dòng [^{key}]: lời chú thích",
    "There is no footnote for [^{key}].",
    "Write a line [^{key}]: what it says at the end of the screen.",
)
FOOTNOTE_UNUSED = Words(
    "Trong màn hình không có chỗ nào ghi [^{key}].",
    "Ghi [^{key}] sau chữ cần chú thích, hoặc bỏ dòng này.",
    "Nothing on the screen is marked with [^{key}].",
    "Put [^{key}] behind the words it belongs to, or delete this line.",
)
FOOTNOTE_TWICE = Words(
    "Chú thích [^{key}] viết hai lần.",
    "Giữ lại một dòng, hoặc đổi tên một chú thích.",
    "The footnote [^{key}] stands twice.",
    "Keep one, or rename the other.",
)
FRAME_UNKNOWN = Words(
    "Không có khung “{kind}”.",
    "Có phải là: {near}?",
    "There is no frame “{kind}”.",
    "Did you mean: {near}?",
)
FRAME_FORM = Words(
    "Dòng mở khung chưa đúng mẫu.",
    'Viết ba dấu chấm than, tên khung, rồi tiêu đề trong ngoặc kép: !!! nho "Nhớ"',
    "The line that opens a frame does not fit.",
    'Write three exclamation marks, the kind, then the title in quotes: !!! nho "Nhớ"',
)
FRAME_EMPTY = Words(
    "Khung này chưa có chữ bên trong.",
    "Viết ngay dòng dưới, lùi vào bốn dấu cách.",
    "The frame is empty.",
    "Write on the next line, indented by four spaces.",
)
FRAME_INDENT = Words(
    "Chữ trong khung lùi {spaces} dấu cách.",
    "Lùi bốn dấu cách.",
    "The text in the frame is indented by {spaces} spaces.",
    "Indent by four.",
)
NOTE_FORM = Words(
    "Dòng mở ghi chú giảng bài chưa đúng mẫu.",
    'Viết !!! giang-bai rồi tiêu đề trong ngoặc kép, hoặc không có gì nữa: !!! giang-bai "Hỏi cả lớp"',
    "The line that opens a note for the teacher does not fit.",
    'Write !!! giang-bai, then a title in quotes, or nothing more: !!! giang-bai "Hỏi cả lớp"',
)
NOTE_EMPTY = Words(
    "Ghi chú giảng bài này chưa có chữ nào.",
    "Viết ngay dòng dưới, lùi vào bốn dấu cách.",
    "The note for the teacher is empty.",
    "Write on the next line, indented by four spaces.",
)
NOTE_INDENT = Words(
    "Chữ trong ghi chú giảng bài lùi {spaces} dấu cách, nên người học sẽ đọc được.",
    "Lùi bốn dấu cách.",
    "The text of the note for the teacher is indented by {spaces} spaces, so that learners would read it.",
    "Indent by four.",
)
NOTE_PICTURE = Words(
    "Ghi chú giảng bài không có hình.",
    "Đặt hình trong bài, cho cả lớp cùng xem, hoặc tả bằng chữ.",
    "A note for the teacher has no pictures.",
    "Put the picture into the lesson, for everybody to see, or say it in words.",
)
NOTE_FRAME = Words(
    "Ghi chú giảng bài không có khung bên trong.",
    "Viết thành đoạn văn hoặc danh sách.",
    "A note for the teacher holds no frames.",
    "Write paragraphs or a list.",
)
NOTE_ELSEWHERE = Words(
    "Ghi chú giảng bài không viết được ở chỗ này, vì người học sẽ thấy.",
    "Viết sát lề, trong lesson.md; không viết trong danh sách, khung, câu hỏi, trang khóa học hay bản dịch.",
    "A note for the teacher cannot stand here: learners would see it.",
    "Write it at the margin in lesson.md, not in a list, frame, question, course page or translation.",
)
CODE_INDENT = Words(
    "Dòng này lùi vào mà không nằm trong khung hay danh sách nào, nên máy coi là mã lệnh.",
    "Bỏ các dấu cách ở đầu dòng.",
    "This line is indented but belongs to no frame or list, so it would be shown as program code.",
    "Take the spaces at its beginning away.",
)
NO_ALT = Words(
    "Hình “{name}” chưa có lời mô tả.",
    "Viết trong ngoặc vuông điều người không thấy hình cần biết: ![Mô tả]({name})",
    "The picture “{name}” is not described.",
    "Write between the brackets what somebody who cannot see it needs to know: ![Description]({name})",
)
ALT_NAME = Words(
    "Hình “{name}” chỉ được gọi tên (“{alt}”), chưa được mô tả.",
    "Viết điều người không thấy hình cần biết, như kể cho người bên cạnh nghe.",
    "The picture “{name}” is named (“{alt}”), not described.",
    "Write what somebody who cannot see it needs to know, as one tells a neighbour.",
)
PICTURE_FORM = Words(
    "Cách chèn hình này chưa dùng được.",
    "Viết ![Mô tả](ten-hinh.svg), trên một dòng.",
    "A picture cannot be put in like this.",
    "Write ![Description](name.svg), on one line.",
)
PICTURE_FOREIGN = Words(
    "Hình “{name}” nằm ở trang khác.",
    "Chép hình về cạnh bài (nếu giấy phép cho), rồi ghi tên tệp.",
    "The picture “{name}” is on another site.",
    "Copy it beside the lesson (if its licence allows), and write the file's name.",
)
LINK = Words(
    "Đường dẫn “{target}” chưa dùng được.",
    "Viết đủ địa chỉ, bắt đầu bằng https:// (hoặc tel:, mailto:).",
    "The link “{target}” cannot be used.",
    "Write the whole address, beginning with https:// (or tel:, mailto:).",
)
LINK_FORM = Words(
    "Đường dẫn viết thế này chưa dùng được.",
    "Viết liền trên một dòng, trong chữ không có ngoặc vuông, giữa hai ngoặc không có dấu cách: [chữ](https://…)",
    "A link cannot be written like this.",
    "Write it on one line, without square brackets in its words or a space between the brackets: [words](https://…)",
)
RAW_HTML = Words(
    "Thẻ HTML “{tag}” không dùng trong bài.",
    "Viết bằng Markdown: **đậm**, *nghiêng*; muốn hiện dấu < thì đặt trong dấu `…`.",
    "The HTML tag “{tag}” is not used in a lesson.",
    "Use Markdown: **bold**, *italic*; to show a < put it between `…`.",
)
COMMENT_OPEN = Words(
    "Ghi chú bắt đầu ở đây chưa đóng lại.",
    "Thêm --> ở cuối ghi chú.",
    "The comment that begins here is not closed.",
    "Add --> at its end.",
)
TOO_LONG = Words(
    "Phần chữ này dài {length} ký tự, quá mức {most}.",
    "Chia ra nhiều màn hình: mỗi màn hình một ý, nhiều nhất 90 tiếng.",
    "This part has {length} characters, more than {most}.",
    "Divide it: one idea a screen.",
)
TANGLED = Words(
    "Phần chữ này có quá nhiều dấu “{mark}” lồng nhau.",
    "Bỏ bớt, nhiều nhất {most} dấu.",
    "This part holds too many “{mark}”.",
    "Use at most {most}.",
)
NESTED = Words(
    "Dòng này lùi vào quá sâu.",
    "Nhiều nhất bốn bậc danh sách, khung hay trích dẫn lồng nhau.",
    "This line is nested too deeply.",
    "At most four levels of lists, frames or quotes.",
)
FRAME_MARKS = Words(
    "Khung bắt đầu bằng đúng ba dấu chấm than.",
    'Viết !!! rồi tên khung, ví dụ !!! nho "Nhớ".',
    "A frame begins with exactly three exclamation marks.",
    'Write !!! and the name of the frame, for example !!! nho "Nhớ".',
)
TABLE_DASHES = Words(
    "Dưới dòng đầu của bảng chưa có dòng gạch, nên người học chỉ thấy các dấu |.",
    "Thêm ngay dưới dòng đầu một dòng như | --- | --- |, mỗi cột một nhóm gạch.",
    "The first row of this table has no line of dashes below it, so learners see strokes only.",
    "Add a line like | --- | --- | below the first row, a group of dashes for each column.",
)
TABLE_GAP = Words(
    "Bảng dính liền với dòng chữ ở trên, nên không thành bảng.",
    "Thêm một dòng trống trước bảng.",
    "This table hangs on the text above, so it does not become one.",
    "Add a blank line before the table.",
)
