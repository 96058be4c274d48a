"""Why something of another platform's question cannot come along, and what to do instead."""

from lms.catalogue.complaints import Words

# The whole file
TOO_LARGE = Words(
    "Tệp nặng quá {most} kB.",
    "Chia tệp thành nhiều tệp nhỏ rồi nhập từng tệp.",
    "The file is larger than {most} kB.",
    "Split it and import one part after the other.",
)
NOT_UTF8 = Words(
    "Tệp không phải chữ UTF-8.",
    "Mở bằng trình soạn thảo, lưu lại với bảng mã UTF-8.",
    "The file is not UTF-8 text.",
    "Save it once more as UTF-8.",
)
MANY = Words(
    "Tệp có hơn {most} câu hỏi.",
    "Chia tệp thành nhiều tệp nhỏ rồi nhập từng tệp.",
    "The file holds more than {most} questions.",
    "Split it and import one part after the other.",
)
BROKEN_XML = Words(
    "XML hỏng: {why}.",
    "Xuất lại tệp từ Moodle, đừng sửa bằng tay.",
    "Broken XML: {why}.",
    "Export it from Moodle once more.",
)
DOCTYPE = Words(
    "Tệp có <!DOCTYPE hay <!ENTITY, không nhận vì có thể giấu mã độc.",
    "Xuất lại tệp từ Moodle: tệp của Moodle không có dòng ấy.",
    "The file has <!DOCTYPE or <!ENTITY, which may hide an attack.",
    "Export it from Moodle once more: its files have none.",
)
DEEP_XML = Words(
    "Tệp lồng quá nhiều lớp hoặc có quá nhiều thẻ.",
    "Xuất lại tệp từ Moodle, ít câu hỏi hơn.",
    "The file is nested too deeply or has too many elements.",
    "Export it from Moodle once more, with fewer questions.",
)
NOT_QUIZ = Words(
    "Tệp không phải Moodle XML: thẻ ngoài cùng là <{tag}>, không phải <quiz>.",
    "Trong Moodle chọn Ngân hàng câu hỏi, Xuất, Moodle XML.",
    "The file is not Moodle XML: it begins with <{tag}>, not with <quiz>.",
    "In Moodle choose Question bank, Export, Moodle XML.",
)
NO_MODULE = Words(
    "“{into}” không phải thư mục của một bài trong khóa học.",
    "Ghi --into KHÓA/BÀI, ví dụ --into dich-vu-cong/01-vneid.",
    "“{into}” is not the folder of a module in a course.",
    "Write --into COURSE/MODULE, for example --into dich-vu-cong/01-vneid.",
)
NO_ROOM = Words(
    "Thêm các câu này thì {file} nặng quá {most} kB.",
    "Nhập vào một bài khác, hoặc chia tệp nguồn ra.",
    "With these questions {file} would be larger than {most} kB.",
    "Import into another module, or split the source.",
)
UNREADABLE_QUIZ = Words(
    "{file} đang có lỗi nên không thêm câu hỏi vào được: {why}",
    "Chạy lms courses check, sửa xong rồi nhập lại.",
    "{file} has faults, so nothing can be added to it: {why_english}",
    "Run lms courses check, mend it, and import again.",
)
NOTHING_CAME = Words(
    "Không có câu nào mang sang được; chưa ghi gì.",
    "Xem lý do của từng câu ở trên.",
    "No question could be carried over; nothing was written.",
    "See the reason of each above.",
)

# One question stays behind
TYPE = Words(
    "“{name}”: kiểu câu “{type}” không có ở đây.",
    "Viết lại bằng một kiểu có sẵn, xem courses/README.md.",
    "“{name}”: there are no questions of the type “{type}” here.",
    "Write it anew in one of our kinds, see courses/README.md.",
)
ESSAY = Words(
    "“{name}”: câu tự luận phải có người chấm nên không mang sang được.",
    "Viết lại thành câu chọn ý hoặc gõ chữ.",
    "“{name}”: an essay needs somebody to mark it.",
    "Write a choice or a text to type instead.",
)
DESCRIPTION = Words(
    "“{name}”: đoạn này chỉ có lời, không hỏi gì.",
    "Đưa lời ấy vào bài học, lesson.md.",
    "“{name}”: a description asks nothing.",
    "Put its words into the lesson, lesson.md.",
)
CLOZE = Words(
    "“{name}”: một câu có nhiều chỗ trả lời, ở đây không có.",
    "Tách thành nhiều câu, hoặc viết thành tình huống nhiều bước.",
    "“{name}”: it has several gaps to answer.",
    "Make several questions of it, or a scenario with steps.",
)
CALCULATED = Words(
    "“{name}”: câu tính theo công thức, số đổi mỗi lần; ở đây không có.",
    "Chọn một bộ số rồi viết thành câu gõ số.",
    "“{name}”: its numbers are calculated anew each time.",
    "Choose one set of numbers and ask for a number.",
)
DRAGGING = Words(
    "“{name}”: câu kéo thả ({type}) không mang sang được.",
    "Viết lại thành câu nối hoặc xếp thứ tự.",
    "“{name}”: dragging ({type}) cannot be carried over.",
    "Write a matching or an ordering instead.",
)
BROKEN = Words(
    "“{name}”: câu viết chưa đúng mẫu: {why}.",
    "Sửa trong tệp nguồn rồi nhập lại.",
    "“{name}”: it is not well written: {why_english}.",
    "Mend it in the source and import again.",
)
NO_STEM = Words(
    "“{name}”: không tìm được một dòng chữ làm câu hỏi.",
    "Cho câu một tên bằng chữ thường, không có ngoặc nhọn, dấu * hay `.",
    "“{name}”: there is no plain line that could be the question.",
    "Give it a plain name, without braces, * and `.",
)
ANY_OF = Words(
    "“{name}”: chọn một ý mà có {count} ý đều đúng; ở đây chọn một chỉ có một ý đúng.",
    "Giữ một ý đúng, hoặc đổi thành chọn tất cả ý đúng.",
    "“{name}”: of {count} right answers any one is enough; here a single choice has one.",
    "Keep one, or let all of them be chosen.",
)
NONE_WHOLE = Words(
    "“{name}”: không ý nào được trọn điểm, nên không biết ý nào đúng.",
    "Cho ý đúng 100 %.",
    "“{name}”: no answer gives all points, so nobody knows which is right.",
    "Give the right one 100 %.",
)
PATTERN = Words(
    "“{name}”: đáp án “{text}” dùng dấu * thay cho chữ bất kỳ; ở đây không có.",
    "Viết từng đáp án được nhận.",
    "“{name}”: the answer “{text}” uses * for any letters.",
    "Write every accepted answer.",
)
NUMBER = Words(
    "“{name}”: không đọc được con số “{text}”.",
    "Viết số thường, không quá 15 chữ số và 6 số lẻ.",
    "“{name}”: “{text}” is no number that can be read.",
    "Write a plain number, at most 15 digits and 6 decimals.",
)
NUMBERS = Words(
    "“{name}”: có {count} con số đều được trọn điểm; ở đây chỉ nhận một.",
    "Giữ một số với sai số, hoặc tách câu.",
    "“{name}”: {count} numbers give all points; here one is accepted.",
    "Keep one with a tolerance, or make several questions.",
)
BLOCKS = Words(
    "“{name}”: một ý có danh sách, bảng hay nhiều đoạn; ở đây mỗi ý là một dòng.",
    "Rút ý ấy còn một dòng.",
    "“{name}”: an answer holds a list, a table or a quotation; here it is one line.",
    "Make it one line.",
)
PICTURE = Words(
    "“{name}”: hình “{file}” không mang sang được: {why}",
    "Sửa hình trong Moodle rồi xuất lại, hoặc viết câu ấy bằng tay.",
    "“{name}”: the picture “{file}” cannot be carried over: {why_english}",
    "Mend it in Moodle and export again, or write the question by hand.",
)
MEDIA = Words(
    "“{name}”: có <{tag}> (âm thanh, phim, khung nhúng), ở đây câu hỏi không có.",
    "Viết lại câu bằng chữ và hình.",
    "“{name}”: it holds <{tag}> (sound, film, a frame), which questions cannot have here.",
    "Write it with words and pictures.",
)
TEXT_LONG = Words(
    "“{name}”: một phần dài quá {most} ký tự.",
    "Rút ngắn rồi nhập lại.",
    "“{name}”: one part has more than {most} characters.",
    "Shorten it and import again.",
)
FAULT = Words(
    "“{name}”: {why}",
    "Sửa trong tệp nguồn rồi nhập lại.",
    "“{name}”: {why_english}",
    "Mend it in the source and import again.",
)
DIFFERENT = Words(
    "“{name}”: có chữ mà định dạng của quiz.md hiểu thành thứ khác.",
    "Viết câu ấy bằng tay.",
    "“{name}”: something in it means something else in quiz.md.",
    "Write it by hand.",
)

# It comes along, but something does not
CATEGORY = Words(
    "Nhóm “{name}” không mang sang; câu hỏi vào bài đã chọn.",
    "Muốn chia nhóm thì nhập từng tệp vào từng bài.",
    "The category “{name}” is not kept; questions go to the module you named.",
    "To keep groups, import one file into each module.",
)
PARTIAL = Words(
    "“{name}”: điểm từng phần không mang sang; ở đây đúng hết mới được điểm.",
    "Xem lại ý nào tính là đúng.",
    "“{name}”: partial points are not kept; here everything must be right.",
    "See whether the right answers are marked.",
)
NOW_SINGLE = Words(
    "“{name}”: chọn nhiều mà chỉ một ý đúng, nên thành câu chọn một.",
    "Thêm ý đúng nếu câu cần chọn nhiều.",
    "“{name}”: several might be chosen but one is right; it became a single choice.",
    "Add a right answer if several are wanted.",
)
GRADE = Words(
    "“{name}”: điểm của câu ({grade}) không mang sang; câu thực hành nào cũng một điểm.",
    "Câu cốt lõi đặt ở final.md với chữ core.",
    "“{name}”: its {grade} points are not kept; every practice question counts one.",
    "A question at the heart of the matter stands in final.md with the word core.",
)
PENALTY = Words(
    "“{name}”: mức trừ điểm ({penalty}) không mang sang.",
    "Ở đây trả lời sai không bị trừ.",
    "“{name}”: its penalty ({penalty}) is not kept.",
    "Nothing is taken off for wrong answers here.",
)
COMMON = Words(
    "“{name}”: lời phản hồi “{text}” không có chỗ đặt.",
    "Cần thì chép vào lời giải.",
    "“{name}”: there is no place for the feedback “{text}”.",
    "Copy it into an explanation if it is needed.",
)
AS_EXPLANATION = Words(
    "“{name}”: không có lời giải chung, nên lấy lời phản hồi của đáp án đúng làm lời giải cho mọi người.",
    "Xem lời ấy có hợp với cả người trả lời sai không.",
    "“{name}”: the feedback of the right answer became the explanation everybody sees.",
    "See whether it also suits those who were wrong.",
)
HINT = Words(
    "“{name}”: gợi ý “{text}” không mang sang.",
    "Cần thì chép vào tình huống.",
    "“{name}”: the hint “{text}” is not kept.",
    "Copy it into the scene if it is needed.",
)
TAGS = Words(
    "“{name}”: thẻ và số hiệu ({text}) không mang sang.",
    "Cần thì ghi trong ghi chú <!-- … -->.",
    "“{name}”: tags and numbers ({text}) are not kept.",
    "Write them in a comment <!-- … --> if they are needed.",
)
CASE = Words(
    "“{name}”: nguồn phân biệt chữ hoa; ở đây chữ hoa, dấu, khoảng trống không tính.",
    "Đổi câu hỏi nếu chữ hoa là điều cần hỏi.",
    "“{name}”: capitals mattered; here capitals, marks and blanks do not.",
    "Change the question if they are what it asks.",
)
UNITS = Words(
    "“{name}”: đơn vị “{text}” không mang sang.",
    "Ghi đơn vị vào câu hỏi, hoặc sau số sai lệch.",
    "“{name}”: the unit “{text}” is not kept.",
    "Name the unit in the question, or after the tolerance.",
)
MARKS = Words(
    "“{name}”: chữ đậm, nghiêng trong dòng câu hỏi không giữ được.",
    "Xem câu hỏi có cần nhấn chữ nào không.",
    "“{name}”: emphasis in the question's line is not kept.",
    "See whether a word needs to stand out.",
)
LINK = Words(
    "“{name}”: đường dẫn “{text}” không mang sang, chỉ giữ chữ.",
    "Viết đủ https://… nếu cần đường dẫn.",
    "“{name}”: the link “{text}” is not kept, its words are.",
    "Write https://… in full if it is needed.",
)
FORMULA = Words(
    "“{name}”: công thức TeX ở đây hiện như chữ thường.",
    "Viết lại bằng chữ, hoặc thay bằng hình.",
    "“{name}”: a TeX formula is shown as it is written.",
    "Write it in words, or use a picture.",
)
MARKUP = Words(
    "“{name}”: <{tag}> không mang sang, chữ trong đó vẫn giữ.",
    "Xem lại chỗ ấy.",
    "“{name}”: <{tag}> is not kept, the words in it are.",
    "Look at that place.",
)
SUBSET = Words(
    "“{name}”: nguồn chỉ hỏi một phần các bước; ở đây hỏi hết.",
    "Bớt bước nếu quá dài.",
    "“{name}”: only some of the steps were asked; here all are.",
    "Take steps out if they are too many.",
)

# Given out as GIFT
NO_SCENARIO = Words(
    "“{name}”: tình huống nhiều bước không có trong GIFT.",
    "Viết câu ấy bằng tay ở nơi nhận.",
    "“{name}”: GIFT has no scenarios with steps.",
    "Write it by hand over there.",
)
NO_PICTURES = Words(
    "“{name}”: GIFT không mang được hình.",
    "Viết câu ấy bằng tay ở nơi nhận.",
    "“{name}”: GIFT cannot hold pictures.",
    "Write it by hand over there.",
)
NOT_PLAIN = Words(
    "“{name}”: chữ đậm, nghiêng hay khung tin ở chỗ GIFT chỉ nhận chữ thường: “{text}”.",
    "Bỏ dấu nhấn, hoặc viết câu ấy bằng tay ở nơi nhận.",
    "“{name}”: emphasis where GIFT takes plain words only: “{text}”.",
    "Leave it out, or write the question by hand over there.",
)
NOT_SAME = Words(
    "“{name}”: viết ra GIFT rồi đọc lại không còn như cũ.",
    "Viết câu ấy bằng tay ở nơi nhận.",
    "“{name}”: read again from GIFT it is not the same.",
    "Write it by hand over there.",
)
NO_HEADS = Words(
    "“{name}”: GIFT không có tên cột của bảng.",
    "Cần thì nói trong câu hỏi.",
    "“{name}”: GIFT has no heads for the two columns.",
    "Name them in the question if they are needed.",
)
NO_ORDER_WHY = Words(
    "“{name}”: câu xếp thứ tự trong GIFT không có chỗ cho lời giải.",
    "Thêm lời giải ở nơi nhận.",
    "“{name}”: an ordering in GIFT has no place for the explanation.",
    "Add it over there.",
)
NO_CORE = Words(
    "“{name}”: GIFT không ghi câu cốt lõi hai điểm.",
    "Đặt điểm ở nơi nhận.",
    "“{name}”: GIFT does not say that it counts two points.",
    "Set the points over there.",
)
