#include "importing/open_records.h"

#include <algorithm>

#include "importing/csv.h"
#include "importing/encoding.h"
#include "importing/xlsx/sheet.h"

namespace daybook {

namespace {

using std::string_view_literals::operator""sv;

// What Excel kept its files in before .xlsx, and keeps those with a password in to this day.
constexpr std::string_view compound_file = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
constexpr std::string_view locked_stream = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;

Error no_sheet(const Workbook& book, std::string_view name) {
    std::string names;
    for (const WorkbookSheet& sheet : book.settings().sheets) names.append(names.empty() ? "" : ", ").append(sheet.name);
    return Error({Text::import_no_sheet, {name}}, {Text::import_sheets_are, {names}});
}

Result<std::shared_ptr<Workbook>> open_book(std::string_view bytes) {
    auto book = Workbook::open(bytes);
    if (!book) return tl::unexpected(std::move(book.error()));
    return std::make_shared<Workbook>(std::move(*book));
}

struct Choice {
    std::unique_ptr<SheetReader> reader;
    size_t sheet = 0;
    bool wanted = false;  // or only the first that is not hidden
};

Result<Choice> choose_sheet(const std::shared_ptr<Workbook>& book, const FileForm& form, size_t bytes, const Wanted& wanted) {
    const auto& sheets = book->settings().sheets;
    const bool all_hidden = std::all_of(sheets.begin(), sheets.end(), [](const WorkbookSheet& sheet) { return sheet.hidden; });
    Choice out;
    for (size_t i = 0; i < sheets.size() && !out.wanted; ++i) {
        if (sheets[i].hidden && !all_hidden) continue;
        auto reader = SheetReader::open(book, i, bytes, {form.delimiter, form.decimal});
        if (!reader) return tl::unexpected(std::move(reader.error()));
        const bool fits = wanted(**reader);
        if (const auto& failed = (*reader)->failed()) return tl::unexpected(*failed);
        if (fits || !out.reader) out = {std::move(*reader), i, fits};
    }
    return out;
}

Result<std::unique_ptr<Records>> open_sheet(std::string_view bytes, const FileForm& form, const Wanted& wanted) {
    auto book = open_book(bytes);
    if (!book) return tl::unexpected(std::move(book.error()));
    if (form.sheet.empty()) {
        auto choice = choose_sheet(*book, form, bytes.size(), wanted);
        if (!choice) return tl::unexpected(std::move(choice.error()));
        return choice->reader->again();
    }
    const auto& sheets = (*book)->settings().sheets;
    const auto named = std::find_if(sheets.begin(), sheets.end(), [&](const WorkbookSheet& sheet) { return sheet.name == form.sheet; });
    if (named == sheets.end()) return tl::unexpected(no_sheet(**book, form.sheet));
    return SheetReader::open(*book, static_cast<size_t>(named - sheets.begin()), bytes.size(), {form.delimiter, form.decimal});
}

}  // namespace

bool is_workbook(std::string_view bytes) { return is_zip(bytes); }

Result<std::string> find_sheet(std::string_view bytes, const Wanted& wanted) {
    const auto book = open_book(bytes);
    if (!book) return tl::unexpected(book.error());
    const auto choice = choose_sheet(*book, {}, bytes.size(), wanted);
    if (!choice) return tl::unexpected(choice.error());
    return choice->wanted ? (*book)->settings().sheets[choice->sheet].name : std::string();
}

Result<void> check_table(std::string_view bytes) {
    if (bytes.substr(0, compound_file.size()) == compound_file) {
        if (bytes.find(locked_stream) != std::string_view::npos) return fail(Text::import_book_locked, Text::import_unlock_book);
        return fail(Text::import_old_book, Text::import_save_as_book);
    }
    std::string start(bytes.substr(0, 64));
    if (start.substr(0, 3) == "\xef\xbb\xbf") start.erase(0, 3);
    start.erase(0, start.find_first_not_of(" \t\r\n"));
    std::transform(start.begin(), start.end(), start.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; });
    for (std::string_view mark : {"<html", "<!doctype", "<?xml", "<table", "<head", "<meta"})
        if (start.substr(0, mark.size()) == mark) return fail(Text::import_markup, Text::import_save_as_book);
    return {};
}

Result<std::unique_ptr<Records>> open_records(const std::string& bytes, const FileForm& form, const Wanted& wanted,
                                              std::deque<std::string>& texts) {
    if (auto table = check_table(bytes); !table) return tl::unexpected(std::move(table.error()));
    if (is_workbook(bytes)) return open_sheet(bytes, form, wanted);
    auto text = to_utf8(bytes, form.encoding);
    if (!text) return tl::unexpected(std::move(text.error()));
    return std::make_unique<CsvReader>(texts.emplace_back(std::move(*text)), form.delimiter);
}

}  // namespace daybook
