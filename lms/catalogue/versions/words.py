"""What changed, in sentences an author reads: in Vietnamese, and in English for who does not read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lms.catalogue.versions.rules import Change, Sort

_VIETNAMESE = {
    Sort.REUSED: "Cần xem lại: {count} mã câu hỏi dùng lại cho câu hỏi khác, nên đặt mã mới để số liệu hai câu không lẫn nhau",
    Sort.ANSWERS: "{count} câu hỏi đổi đáp án",
    Sort.QUESTIONS_REMOVED: "{count} câu hỏi bị bỏ",
    Sort.QUESTIONS_ADDED: "{count} câu hỏi mới",
    Sort.QUESTIONS_REWORDED: "{count} câu hỏi sửa lời, đáp án như cũ",
    Sort.QUESTIONS_MOVED: "{count} câu hỏi chuyển sang bài khác, hoặc chuyển giữa luyện tập và bài kiểm tra",
    Sort.WEIGHTS: "{count} câu hỏi đổi điểm (câu cốt lõi tính gấp đôi)",
    Sort.REASONS: "{count} câu hỏi chỉ sửa lời giải thích",
    Sort.NEEDED: "Điểm đạt: {before} → {after}",
    Sort.HOURS: "Số giờ ghi trên giấy chứng nhận: {before} → {after}",
    Sort.TRIES: "Lượt thi / trong số ngày / giờ chờ giữa hai lượt: {before} → {after}",
    Sort.DRAWS: "Số câu bài kiểm tra rút ở mỗi bài",
    Sort.LESSONS_REMOVED: "{count} bài bị bỏ",
    Sort.LESSONS_ADDED: "{count} bài mới",
    Sort.LESSONS_TOLD: "{count} bài đổi tên, số phút, lời mở đầu, ngày cập nhật hoặc nguồn",
    Sort.PAGES_REMOVED: "{count} màn hình bị bỏ",
    Sort.PAGES_ADDED: "{count} màn hình mới",
    Sort.PAGES_REWRITTEN: "{count} màn hình viết lại",
    Sort.PAGES_RENAMED: "{count} màn hình đổi tên, chữ bên trong như cũ",
    Sort.PAGES_MOVED: "{count} màn hình chuyển sang bài khác",
    Sort.PICTURES: "Hình: {after} hình mới, {before} hình không dùng nữa",
    Sort.NOTES: "{count} bài đổi ghi chú giảng bài (người học không thấy)",
    Sort.TITLE: "Tên khóa: «{before}» → «{after}»",
    Sort.FIRST_PAGE: "Trang đầu của khóa đổi (tóm tắt, lời mở đầu, hình vẽ, dành cho ai hoặc thứ tự)",
    Sort.DETAILS: "Thông tin ở đầu tệp course.md đổi",
    Sort.ORDER: "Chỉ đổi thứ tự hoặc cách trình bày",
}
_ENGLISH = {
    Sort.REUSED: "Look at this: {count} question id{s} used again for other questions; give new ids, so that figures do not mix",
    Sort.ANSWERS: "{count} question{s} with another right answer",
    Sort.QUESTIONS_REMOVED: "{count} question{s} removed",
    Sort.QUESTIONS_ADDED: "{count} new question{s}",
    Sort.QUESTIONS_REWORDED: "{count} question{s} reworded, the answer as before",
    Sort.QUESTIONS_MOVED: "{count} question{s} moved to another lesson, or between practice and final",
    Sort.WEIGHTS: "{count} question{s} with other points (a core question counts twice)",
    Sort.REASONS: "{count} question{s} of which only the explanation was reworded",
    Sort.NEEDED: "Pass mark: {before} → {after}",
    Sort.HOURS: "Hours on the certificate: {before} → {after}",
    Sort.TRIES: "Tries / within days / hours of waiting: {before} → {after}",
    Sort.DRAWS: "Questions the final draws of each lesson",
    Sort.LESSONS_REMOVED: "{count} lesson{s} removed",
    Sort.LESSONS_ADDED: "{count} new lesson{s}",
    Sort.LESSONS_TOLD: "{count} lesson{s} with another title, minutes, introduction, day or sources",
    Sort.PAGES_REMOVED: "{count} screen{s} removed",
    Sort.PAGES_ADDED: "{count} new screen{s}",
    Sort.PAGES_REWRITTEN: "{count} screen{s} rewritten",
    Sort.PAGES_RENAMED: "{count} screen{s} renamed, their text as before",
    Sort.PAGES_MOVED: "{count} screen{s} moved to another lesson",
    Sort.PICTURES: "Pictures: {after} new, {before} no longer used",
    Sort.NOTES: "{count} lesson{s} with other notes for the teacher (learners do not see them)",
    Sort.TITLE: "Title: «{before}» → «{after}»",
    Sort.FIRST_PAGE: "The first page changed (summary, introduction, drawing, audience or order)",
    Sort.DETAILS: "The front matter of course.md changed",
    Sort.ORDER: "Only the order or the look changed",
}
_NOTHING, _NOTHING_ENGLISH = "Không có gì khác.", "Nothing differs."


def sentence(change: Change, *, english: bool = False) -> str:
    """One change in one line, without the names of what it concerns."""
    words = (_ENGLISH if english else _VIETNAMESE)[change.sort]
    return words.format(
        count=change.count, s="" if change.count == 1 else "s", before=change.before, after=change.after
    )


def lines(changes: Iterable[Change], *, english: bool = False) -> Iterator[str]:
    """All changes for a terminal: a line each, the names of what it concerns below it."""
    is_empty = True
    for change in changes:
        is_empty = False
        yield f"  {sentence(change, english=english)}{':' if change.names else ''}"
        yield from (f"    - {name}" for name in change.names)
    if is_empty:
        yield f"  {_NOTHING_ENGLISH if english else _NOTHING}"
