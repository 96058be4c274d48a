"""What can be wrong with a translation or a recording."""

from lms.catalogue.complaints import Words

UNKNOWN_LANGUAGE = Words(
    "Tên tệp “{name}” không nói ngôn ngữ nào máy biết.",
    "Ghi mã ngôn ngữ trước đuôi tệp; các mã dùng được: {known}.",
    "The file name “{name}” names no known language.",
    "Put the code of the language before the suffix; the known ones: {known}.",
)
OTHER_LANGUAGE = Words(
    "Tên tệp nói “{name}”, khóa “language” lại nói “{language}”.",
    "Ghi hai chỗ giống nhau.",
    "The file name says “{name}”, the key “language” says “{language}”.",
    "Write the same in both places.",
)
DIGEST_FORM = Words(
    "“{key}” phải là 12 ký tự 0–9, a–f.",
    "Chạy lms courses digest rồi chép dòng máy in ra, cả dấu ngoặc kép.",
    "“{key}” must be 12 characters of 0–9, a–f.",
    "Run lms courses digest and copy the line it prints, with its quotes.",
)
STALE = Words(
    "Bản dịch theo bản cũ: bản gốc đã đổi từ khi dịch.",
    'Xem lại bản dịch, rồi ghi of: "{now}" và of_day: {day}. Trong lúc chờ, trang nói rõ bản dịch đã cũ.',
    "The translation is of an older text: the original has changed since.",
    'Look it through, then write of: "{now}" and of_day: {day}. Until then its page says that it is old.',
    is_warning=True,
)
STALE_HIDDEN = Words(
    "Bản dịch theo bản cũ và không còn khớp với bản gốc, nên chưa hiện cho bà con.",
    'Dịch cho khớp, rồi ghi of: "{now}" và of_day: {day}.',
    "The translation is of an older text and no longer fits the original, so nobody is shown it.",
    'Make it fit, then write of: "{now}" and of_day: {day}.',
    is_warning=True,
)
SCREENS_DIFFER = Words(
    "Bản dịch có {count} màn hình, bản gốc có {wanted}.",
    "Mỗi màn hình của bản gốc dịch thành một màn hình, đúng thứ tự.",
    "The translation has {count} screens, the original {wanted}.",
    "Translate each screen of the original into one screen, in the same order.",
)
ITEM_MISSING = Words(
    "Bản dịch thiếu câu hỏi “{key}”.",
    "Dịch câu ấy, giữ nguyên mã {{#{key}}}.",
    "The question “{key}” is not translated.",
    "Translate it with the same id {{#{key}}}.",
)
ITEM_UNKNOWN = Words(
    "Bản gốc không có câu hỏi “{key}”.",
    "Có phải là: {near}?",
    "The original has no question “{key}”.",
    "Did you mean: {near}?",
)
OPTIONS_DIFFER = Words(
    "Câu “{key}” có {count} ý, bản gốc có {wanted}.",
    "Dịch đủ từng ý, đúng thứ tự.",
    "The question “{key}” has {count} options, the original {wanted}.",
    "Translate every option, in the same order.",
)
KIND_DIFFERS = Words(
    "Câu “{key}” trả lời theo cách khác bản gốc.",
    "Giữ cách viết như trong {original}: ô chọn, bước, bảng hay dòng “=”.",
    "The question “{key}” is answered in another way than the original.",
    "Write it as in {original}: boxes, steps, a table or a line “=”.",
)
PARTS_DIFFER = Words(
    "Câu “{key}” có {count} bước hay dòng, bản gốc có {wanted}.",
    "Dịch đủ từng bước, từng dòng, đúng thứ tự.",
    "The question “{key}” has {count} steps or rows, the original {wanted}.",
    "Translate every one, in the same order.",
)
NUMBER_DIFFERS = Words(
    "Con số hay sai số khác bản gốc.",
    "Giữ như trong {original}; chỉ dịch đơn vị.",
    "The number or its tolerance differs from the original.",
    "Keep both as in {original}; translate the unit only.",
)
RIGHT_DIFFERS = Words(
    "Ô này đánh dấu khác bản gốc.",
    "Giữ [x] và [ ] như trong {original}.",
    "This box is marked unlike the original.",
    "Keep [x] and [ ] as in {original}.",
)
NO_ORIGINAL = Words(
    "Không có {original} để dịch.",
    "Đặt bản dịch cạnh bản gốc, hoặc sửa tên tệp.",
    "There is no {original} to translate.",
    "Put the translation beside the original, or mend its name.",
)
FINAL_STAYS = Words(
    "Bài cuối khóa không dịch: nó quyết định giấy chứng nhận, ai cũng làm cùng một bản.",
    "Xóa tệp này; dịch quiz.md cho bà con luyện.",
    "The final is not translated: it decides the certificate and is the same for everybody.",
    "Delete this file; translate quiz.md for practice.",
)
NOT_ENTRIES = Words(
    "audio.yaml phải là một danh sách, mỗi bản ghi âm một mục.",
    "Mở mỗi mục bằng “- section: 2”, các khóa khác lùi hai dấu cách, theo mẫu trong courses/README.md.",
    "audio.yaml must be a list with one entry for each recording.",
    "Open each entry with “- section: 2” and indent the other keys by two spaces, as in courses/README.md.",
)
SECTION_UNKNOWN = Words(
    "Bài không có màn hình số {section}.",
    "Ghi một số từ 1 đến {most}.",
    "The lesson has no screen {section}.",
    "Write a number from 1 to {most}.",
)
SOUND_NAME = Words(
    "Tên tệp âm thanh “{name}” chưa dùng được.",
    "Đặt trong thư mục audio cạnh bài, tên chữ thường không dấu, đuôi mp3, ogg hoặc m4a, ví dụ audio/vi/02.mp3.",
    "The sound file's name “{name}” cannot be used.",
    "Put it into the folder audio beside the lesson, in small letters, as mp3, ogg or m4a, for example audio/vi/02.mp3.",
)
SOUND_MISSING = Words(
    "Không thấy tệp âm thanh “{name}”.",
    "Đặt tệp vào đúng chỗ, hoặc sửa tên; gần nhất: {near}.",
    "There is no sound file “{name}”.",
    "Put it there, or mend the name; nearest: {near}.",
)
SOUND_LARGE = Words(
    "Tệp “{name}” nặng {size} kB, quá mức {most} kB.",
    "Ghi lại bằng MP3 một kênh 24–32 kbit/s: một phút khoảng 240 kB.",
    "The file “{name}” has {size} kB, more than {most} kB.",
    "Save it as MP3, one channel, 24–32 kbit/s: a minute has about 240 kB.",
)
SOUND_KIND = Words(
    "Tệp “{name}” không phải âm thanh {suffix} thật.",
    "Lưu lại đúng loại mp3, ogg (Opus) hoặc m4a; đổi đuôi tệp không đủ.",
    "The file “{name}” is no real {suffix} sound.",
    "Save it again as mp3, ogg (Opus) or m4a; renaming it is not enough.",
)
SECONDS_DIFFER = Words(
    "Tệp dài {found} giây, khóa “seconds” lại nói {seconds}.",
    "Ghi {found}, hoặc bỏ khóa này: máy tự đo.",
    "The file lasts {found} seconds, the key “seconds” says {seconds}.",
    "Write {found}, or leave the key out: it is measured.",
)
SOUND_TWICE = Words(
    "Màn hình {section} đã có bản ghi âm “{language}” cho đúng lời này.",
    "Giữ lại một bản.",
    "Screen {section} has a recording in “{language}” of this text already.",
    "Keep one.",
)
SOUND_STALE = Words(
    "Bản ghi âm “{name}” đọc theo lời cũ của màn hình {section}, nên chưa phát cho bà con.",
    'Ghi âm lại, rồi ghi text: "{now}".',
    "The recording “{name}” was read from an older text of screen {section}, so nobody hears it.",
    'Record it again, then write text: "{now}".',
    is_warning=True,
)
