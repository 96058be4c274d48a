"""What can be wrong in questions that are ordered, matched, typed or answered step by step."""

from lms.catalogue.complaints import Words

NO_EXPLANATION = Words(
    "Câu hỏi chưa có lời giải thích.",
    "Thêm dưới cùng một dòng sát lề, bắt đầu bằng dấu >.",
    "The question has no explanation.",
    "Add a line at the margin below everything else, beginning with >.",
)
STRAY = Words(
    "Dòng này đứng dưới phần trả lời mà không phải lời giải thích.",
    "Mở đầu dòng bằng dấu >, hoặc chuyển lên trên, vào phần tình huống.",
    "This line stands below the answers but is no explanation.",
    "Begin it with >, or move it up into the scene.",
)
INDENTED = Words(
    "Lời giải chung lùi vào.",
    "Viết sát lề: dấu > đứng đầu dòng.",
    "The common explanation is indented.",
    "Write it at the margin, beginning with >.",
)
STEP_FORM = Words(
    "Dòng này giống đầu một bước mà chưa đúng mẫu.",
    "Viết “### Bước 2. Câu hỏi?”: ba dấu #, sát lề, không in đậm.",
    "This line looks like the beginning of a step.",
    "Write “### Step 2. Question?”: three #, at the margin, without bold letters.",
)
SAME_PART = Words(
    "Dòng này giống hệt dòng {other}.",
    "Sửa hoặc bỏ một dòng.",
    "This line is the same as line {other}.",
    "Change or delete one.",
)
NUMBERS = Words(
    "Bước này ghi số {found}, đúng chỗ phải là {wanted}.",
    "Viết các bước theo đúng thứ tự, đánh số 1, 2, 3…; máy tự đảo khi hỏi.",
    "This step has the number {found} where {wanted} is due.",
    "Write the steps in the right order, numbered 1, 2, 3…; they are shuffled when asked.",
)
UNDER_STEP = Words(
    "Dòng này lùi vào dưới một bước.",
    "Viết mỗi bước trên một dòng; lời giải thích chung để dưới cùng, sát lề, sau dấu >.",
    "This line is indented below a step.",
    "Write each step on one line; the common explanation stands below all, at the margin, after >.",
)
ORDER_SIZE = Words(
    "Câu xếp thứ tự có {count} bước; cần từ {fewest} đến {most} bước.",
    "Thêm hoặc gộp bước; tốt nhất là bốn đến sáu. Nếu muốn hỏi chọn ý, dùng “- [ ]”.",
    "An ordering has {count} steps; it needs {fewest} to {most}.",
    "Add or join steps; four to six are best. To offer options, use “- [ ]”.",
)
HEADS = Words(
    "Dòng đầu bảng phải có tên cho cả hai cột.",
    "Viết “| chữ trên màn hình | nghĩa |”, hoặc “| tin | làm gì |”.",
    "The first line of the table must name both columns.",
    "Write “| word on the screen | meaning |”, or “| message | what to do |”.",
)
RULE = Words(
    "Dưới dòng đầu bảng thiếu dòng gạch.",
    "Thêm ngay bên dưới: | --- | --- |",
    "The line of dashes below the head of the table is missing.",
    "Add below it: | --- | --- |",
)
COLUMNS = Words(
    "Dòng này có {count} ô; bảng nối cần hai ô.",
    "Viết “| bên trái | bên phải |”; dấu | trong chữ thì viết \\|.",
    "This row has {count} cells; matching needs two.",
    "Write “| left | right |”; a | inside a text is written \\|.",
)
NATURE = Words(
    "Dòng này chưa nói tin thật hay tin giả.",
    "Ghi vào ô thứ ba: thật, giả, hoặc - nếu chẳng phải chuyện thật giả.",
    "This row does not say whether the message is genuine or a scam.",
    "Write into the third cell: thật (genuine), giả (scam), or - where it is a matter of neither.",
)
NATURE_CLASH = Words(
    "Cách làm này vừa là của tin thật, vừa là của tin giả (dòng {other}).",
    "Viết hai cách làm khác nhau, hoặc sửa ô thứ ba.",
    "This is what to do about genuine messages and about scams alike (line {other}).",
    "Write two different things to do, or mend the third cell.",
)
NOTHING_RIGHT = Words(
    "Dòng này chưa có ô bên phải.",
    "Viết ý nối với nó; ô bên trái để trống thì được: đó là ý thừa.",
    "The right cell of this row is empty.",
    "Write what belongs to it; an empty left cell is fine: that makes a distractor.",
)
FEW_ROWS = Words(
    "Bảng nối quá ít.",
    "Cần ít nhất hai dòng có ô bên trái, và hai ý khác nhau bên phải.",
    "The table has too few rows.",
    "It needs at least two with a left cell, and two different right cells.",
)
MANY_ROWS = Words(
    "Bảng nối có {count} dòng, quá mức {most}.",
    "Bỏ bớt: điện thoại chỉ đủ chỗ cho ba, bốn dòng.",
    "The table has {count} rows, more than {most}.",
    "Leave some out: a phone has room for three or four.",
)
PAIR_SIZE = Words(
    "Câu “tin – làm gì” có nhiều nhất {messages} tin và {answers} việc làm khác nhau.",
    "Bỏ bớt, hoặc đổi tên cột đầu để thành câu nối thường.",
    "A question about messages has at most {messages} messages and {answers} different things to do.",
    "Leave some out, or give the first column another name to make it a plain matching.",
)
STEPS = Words(
    "Tình huống có {count} bước; cần từ 2 đến {most} bước.",
    "Mở mỗi bước bằng một dòng “### Bước 1. Câu hỏi?”.",
    "The scenario has {count} steps; it needs 2 to {most}.",
    "Open each with a line “### Step 1. Question?”.",
)
STEP_EMPTY = Words(
    "Bước này chưa có câu hỏi.",
    "Viết câu hỏi ngay sau dấu ###.",
    "This step has no question.",
    "Write it after ###.",
)
IN_STEP = Words(
    "Giữa câu hỏi của bước và các ý không được có chữ khác.",
    "Đưa vào dòng ###, hoặc lên phần tình huống ở trên.",
    "Between the question of a step and its options nothing else may stand.",
    "Put it into the line with ###, or up into the scene.",
)
BEFORE_STEPS = Words(
    "Ý này đứng trước bước đầu tiên.",
    "Đặt dưới một dòng “### Bước 1. Câu hỏi?”.",
    "This option stands before the first step.",
    "Put it below a line “### Step 1. Question?”.",
)
ONE_RIGHT = Words(
    "Bước này có {count} ý đúng; mỗi bước chỉ được một.",
    "Để lại một ô [x].",
    "This step has {count} right options; a step has one.",
    "Leave a single [x].",
)
EXPLAINED_EARLY = Words(
    "Lời giải chung đứng trước bước này.",
    "Chuyển xuống cuối câu, dưới bước cuối cùng.",
    "The common explanation stands above this step.",
    "Move it to the end, below the last step.",
)
MANY_ACCEPTED = Words(
    "Câu nhận {count} cách viết, quá mức {most}.",
    "Bỏ bớt: máy đã bỏ qua dấu, chữ hoa, khoảng trống và dấu chấm cuối.",
    "The question accepts {count} spellings, more than {most}.",
    "Leave some out: marks, capitals, blanks and a closing dot do not count anyway.",
)
ACCEPTED_FORM = Words(
    "Câu trả lời mẫu này không có chữ, hoặc dài quá {most} ký tự.",
    "Viết một chữ hay một địa chỉ mà bà con gõ được.",
    "This answer has no letters, or more than {most} characters.",
    "Write one word or address that somebody can type.",
)
SAME_ACCEPTED = Words(
    "Cách viết này đã có ở dòng {other}: máy bỏ qua dấu, chữ hoa, khoảng trống và dấu chấm cuối.",
    "Bỏ một dòng.",
    "This spelling stands in line {other}: marks, capitals, blanks and a closing dot do not count.",
    "Delete one.",
)
NO_TOLERANCE = Words(
    "“{text}” là con số mà không ghi sai số, nên máy so từng chữ.",
    "Viết “= {text} ± 0”, thêm đơn vị nếu có.",
    "“{text}” is a number without a tolerance, so it is compared letter by letter.",
    "Write “= {text} ± 0”, with a unit if there is one.",
    is_warning=True,
)
MISTAKE_RIGHT = Words(
    "Ở câu phải gõ, danh sách chỉ để giải thích những chỗ hay nhầm.",
    "Ghi [ ], với chữ khác các dòng “=”; câu trả lời đúng ghi bằng “= …”.",
    "In a question to type, the list is for known mistakes only.",
    "Write [ ] and a text unlike those after “=”; what is right is written “= …”.",
)
ONE_NUMBER = Words(
    "Câu hỏi số chỉ có một dòng “=”.",
    "Xóa dòng này, hoặc nới sai số sau dấu ±.",
    "A question for a number has a single line “=”.",
    "Delete this one, or widen the tolerance after ±.",
)
NUMBER_FORM = Words(
    "Con số này chưa đúng mẫu: “{text}”.",
    "Viết “= 1950000 ± 0 đồng”: số, dấu ±, sai số, rồi đơn vị (nếu có).",
    "This number does not fit: “{text}”.",
    "Write “= 1950000 ± 0 đồng”: number, ±, tolerance, then the unit if there is one.",
)
