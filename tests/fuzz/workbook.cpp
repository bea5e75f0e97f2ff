// A workbook: its bytes, or what stands in its parts, parted by lines of dashes. What is read of it are rows that go down, within the width
// of a sheet, each the same as the line of CSV that stands for it; and what is refused can be said.
#include "../zip_writer.h"
#include "importing/csv.h"
#include "importing/open_records.h"
#include "property.h"

using namespace daybook;

namespace {

std::string take_part(std::string& text) {
    const size_t bar = text.find("\n----\n");
    std::string out = text.substr(0, bar);
    text.erase(0, bar == std::string::npos ? bar : bar + 6);
    return out;
}

std::string made_of_parts(std::string text) {
    zipped::Book book;
    for (std::string* part : {&book.rows, &book.texts, &book.styles, &book.behind, &book.properties}) *part = take_part(text);
    return book.bytes();
}

void read_all(Records& records) {
    for (uint32_t line = 0;;) {
        const auto more = records.next();
        if (!more) return fuzz::can_be_shown(more.error());
        if (!*more) return;
        fuzz::property(records.line() > line && records.fields().size() <= 16384, "rows go down, within a sheet", "");
        line = records.line();
        const std::string raw(records.raw());
        CsvReader again(raw, ',');
        const auto read = again.next();
        fuzz::property(read && (raw.empty() || again.fields() == records.fields()), "a row is the line of CSV that stands for it", raw);
    }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** line) { return fuzz::print_dictionary(*count, *line, {}); }

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0 || size > 64 * 1024) return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::string bytes = data[0] == 'p' ? made_of_parts(text) : text;
    std::deque<std::string> texts;
    const auto opened = open_records(
        bytes, {"utf-8"}, [](Records& records) { return records.next().value_or(false); }, texts);
    if (!opened)
        fuzz::can_be_shown(opened.error());
    else if (is_workbook(bytes))
        read_all(**opened);
    return 0;
}
