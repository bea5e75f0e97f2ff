#include <doctest/doctest.h>

#include "importing/csv.h"
#include "importing/open_records.h"
#include "importing/xlsx/merges.h"
#include "importing/xlsx/number_format.h"
#include "zip_writer.h"

using namespace daybook;
using zipped::Book;

namespace {

using Rows = std::vector<std::vector<std::string>>;
using Shows = NumberFormat::Shows;

bool any(Records&) { return true; }

Text why_not(const std::string& bytes) {
    std::deque<std::string> texts;
    auto opened = open_records(bytes, {"utf-8"}, any, texts);
    if (!opened) return opened.error().what.id;
    for (;;) {
        const auto more = (*opened)->next();
        if (!more) return more.error().what.id;
        if (!*more) return Text::nothing;
    }
}

// The rows; each as a line of CSV must be the same row.
Rows rows_of(const std::string& bytes, std::vector<uint32_t>* lines = nullptr) {
    std::deque<std::string> texts;
    auto opened = open_records(bytes, {"utf-8"}, any, texts);
    REQUIRE(opened);
    Records& records = **opened;
    Rows out;
    for (;;) {
        const auto more = records.next();
        REQUIRE(more);
        if (!*more) return out;
        out.emplace_back(records.fields().begin(), records.fields().end());
        if (lines) lines->push_back(records.line());
        CsvReader raw(records.raw(), ',');
        REQUIRE(*raw.next());
        CHECK(raw.fields() == records.fields());
    }
}

Rows rows_in(const std::string& rows) { return rows_of(Book{rows}.bytes()); }

std::string text_cell(const std::string& place, const std::string& text) {
    return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

}  // namespace

TEST_CASE("workbook: numbers come out as they were typed, from text to text") {
    const auto shown = [](std::string_view stored) { return number_text(stored, {}, false); };
    for (const char* same : {"68.5", "0.1", "0", "5", "-0.35", "100000000000000", "1234.56", "0.000001"}) CHECK(shown(same) == same);
    CHECK(shown("8.3000000000000007") == "8.3");
    CHECK(shown("0.30000000000000004") == "0.3");
    CHECK(shown("0.99999999999999989") == "1");
    CHECK(shown("-1.1000000000000001") == "-1.1");
    CHECK(shown("999.99999999999994") == "1000");
    CHECK(shown("1.2E2") == "120");
    CHECK(shown("1.0000000000000001E-2") == "0.01");
    CHECK(shown("6.8499999999999996") == "6.85");
    CHECK(shown("007.50") == "7.5");
    CHECK(shown("-0") == "0");
    CHECK(shown("seven") == "seven");
    CHECK(shown("1e99999") == "1e99999");
}

TEST_CASE("workbook: an id that was kept as a number has lost digits, and says so") {
    const auto shown = [](std::string_view stored) { return number_text(stored, {}, false); };
    CHECK(shown("1.2345678901234568E+17") == "1.2345678901234568E+17");
    CHECK(shown("123456789012345000") == "1.23456789012345E+17");
    CHECK(shown("1.23E+17") == "1.23E+17");
    CHECK(shown("123456789012345678") == "123456789012345678");  // no spreadsheet wrote that
    CHECK(shown("6901234567892") == "6901234567892");
    CHECK(shown("123456789012345") == "123456789012345");
}

TEST_CASE("workbook: which formats show days and times") {
    const auto shows = [](std::string_view code) { return read_format(code).shows; };
    for (const char* code : {"yyyy-mm-dd", "yyyy\\-mm\\-dd;@", "m/d/yy", "yyyy\"年\"m\"月\"d\"日\"", "mmm", "[$-804]yyyy/m/d", "dddd"}) {
        CHECK(shows(code) == Shows::date);
        CHECK_FALSE(read_format(code).with_time);
    }
    CHECK(read_format("yyyy-mm-dd hh:mm").with_time);
    CHECK(read_format("m/d h:mm AM/PM").with_time);
    for (const char* code : {"hh:mm:ss", "h:mm AM/PM", "mm:ss.0", "上午/下午h\"时\"mm\"分\""}) CHECK(shows(code) == Shows::time);
    CHECK(shows("[h]:mm") == Shows::duration);
    for (const char* code :
         {"General", "0.00", "#,##0.00 \"day\"", "[Red]0.00", "0.00E+00", "\\d0", "¥#,##0.00", "@", "_-* #,##0_-", "0 \"yd\";d"})
        CHECK(shows(code) == Shows::number);
    CHECK(shows("0.0%") == Shows::per_cent);
    CHECK(read_format("00000").digits == 5);
    CHECK(built_in_format(14).shows == Shows::date);
    CHECK(built_in_format(22).with_time);
    CHECK(built_in_format(57).shows == Shows::date);
    CHECK(built_in_format(4).shows == Shows::number);
}

TEST_CASE("workbook: days and times of both calendars") {
    const auto day = [](std::string_view stored, NumberFormat format = {Shows::date}, bool from_1904 = false) {
        return number_text(stored, format, from_1904);
    };
    CHECK(day("46329") == "2026-11-03");
    CHECK(day("46329.520833333336") == "2026-11-03 12:30:00");
    CHECK(day("46329", {Shows::date, true}) == "2026-11-03 00:00:00");
    CHECK(day("46329.999999999", {Shows::date, true}) == "2026-11-04 00:00:00");
    CHECK(day("44867", {Shows::date}, true) == "2026-11-03");
    CHECK(day("1") == "1900-01-01");
    CHECK(day("59") == "1900-02-28");
    CHECK(day("61") == "1900-03-01");
    CHECK(day("60") == "60");  // the 29th of February 1900
    CHECK(day("-1") == "-1");
    CHECK(day("2958466") == "2958466");
    CHECK(day("0.52083333333333337", {Shows::time}) == "12:30:00");
    CHECK(day("1.5", {Shows::duration}) == "36:00:00");
    CHECK(number_text("0.13", {Shows::per_cent}, false) == "13%");
    CHECK(number_text("0.065000000000000002", {Shows::per_cent}, false) == "6.5%");
    for (const char* code : {"\\¥#,##0.00", "\"¥\"0.00", "[$¥-804]0.00", "_ ¥* #,##0.00_ "})
        CHECK(number_text("28.16", read_format(code), false) == "¥28.16");
    CHECK(number_text("-5", read_format("[$$-409]#,##0.00"), false) == "$-5");
    CHECK(number_text("5", read_format("[$-409]#,##0.00"), false) == "5");
    CHECK(number_text("42", {Shows::number, false, 5}, false) == "00042");
}

TEST_CASE("workbook: cells of every kind") {
    Book book;
    book.texts =
        "<si><t>龙井</t></si><si><r><t xml:space=\"preserve\">ab </t></r><r><t>cd</t></r><rPh sb=\"0\" eb=\"1\"><t>ef</t></rPh></si>";
    book.styles =
        "<numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy/m/d\\ h:mm\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs>";
    book.rows =
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>" + text_cell("C1", "a,b &amp; \"c\"") +
        "<c r=\"D1\"><v>68.5</v></c><c r=\"E1\" s=\"1\"><v>46329</v></c><c r=\"F1\" s=\"2\"><v>46329.25</v></c></row>"
        "<row r=\"3\"><c r=\"A3\" t=\"b\"><v>1</v></c><c r=\"B3\" t=\"str\"><f>A1</f><v>x_x000D_y_x005F_</v></c>"
        "<c r=\"C3\" t=\"d\"><v>2026-11-03T12:30:00.000Z</v></c><c r=\"D3\"><f>1+1</f><v>2</v></c><c r=\"F3\" t=\"b\"><v>0</v></c></row>";
    std::vector<uint32_t> lines;
    CHECK(rows_of(book.bytes(), &lines) == Rows{{"龙井", "ab cd", "a,b & \"c\"", "68.5", "2026-11-03", "2026-11-03 06:00:00"},
                                                {"TRUE", "x\ry_", "2026-11-03 12:30:00", "2", "", "FALSE"}});
    CHECK(lines == std::vector<uint32_t>{1, 3});
    book.properties = "<workbookPr date1904=\"1\"/>";
    CHECK(rows_of(book.bytes())[0][4] == "2030-11-04");
}

TEST_CASE("workbook: rows and cells that do not say where they stand; gaps; blank rows") {
    CHECK(rows_in("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>") == Rows{{"1", "", "3"}, {"4", "", ""}});
    CHECK(rows_in("<row r=\"2\"><c r=\"C2\"><v>3</v></c></row><row r=\"9\" hidden=\"1\"><c r=\"A9\"><v>1</v></c></row>") ==
          Rows{{"", "", "3"}, {"1", "", ""}});
    CHECK(rows_in("") == Rows{});
    CHECK(rows_in("<row r=\"1\"><c r=\"A1\" s=\"5\"/><c r=\"XFD1\"/></row>") == Rows{});
    CHECK(rows_in("<row><c r=\"XFD1\"><v>1</v></c></row>")[0].size() == 16384);
}

TEST_CASE("workbook: what a merged cell holds stands in all of its cells") {
    Book book;
    book.rows = "<row r=\"1\">" + text_cell("A1", "No") + text_cell("B1", "Sum") + "</row><row r=\"2\">" + text_cell("B2", "net") +
                text_cell("C2", "tax") + "</row><row r=\"3\">" + text_cell("B3", "1") + text_cell("C3", "2") + "</row>";
    book.behind = "<mergeCells count=\"2\"><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>";
    CHECK(rows_of(book.bytes()) == Rows{{"No", "Sum", "Sum"}, {"No", "net", "tax"}, {"", "1", "2"}});
}

TEST_CASE("workbook: numbers are spelt as the rules have it for texts") {
    std::deque<std::string> texts;
    const std::string bytes = Book{"<row><c><v>1.234</v></c><c><v>1.5E+17</v></c><c t=\"str\"><v>1.5</v></c></row>"}.bytes();
    const auto opened = open_records(bytes, {"utf-8", ';', {}, ','}, any, texts);
    REQUIRE(opened);
    REQUIRE(*(*opened)->next());
    CHECK((*opened)->raw() == "1,234;1.5E+17;1.5");
}

TEST_CASE("workbook: names of cells") {
    CellPlace place;
    CHECK(read_place("XFD1048576", place));
    CHECK(place.column == 16383);
    CHECK(place_text(place) == "XFD1048576");
    for (uint32_t column : {0u, 25u, 26u, 701u, 702u}) {
        REQUIRE(read_place(place_text({7, column}), place));
        CHECK(place.column == column);
    }
    for (const char* wrong : {"", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "A1x", "$A$1"}) CHECK_FALSE(read_place(wrong, place));
}

TEST_CASE("workbook: errors and formulas without a result are faults of their cells") {
    const std::string rows =
        "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#N/A</v></c><c r=\"B1\"><f>SUM(C1)</f></c><c r=\"C1\"><f>1+1</f><v>2</v></c></row>";
    const auto faults = [](const Book& book) {
        std::deque<std::string> texts;
        const std::string bytes = book.bytes();
        auto opened = open_records(bytes, {"utf-8"}, any, texts);
        REQUIRE(opened);
        REQUIRE(*(*opened)->next());
        return (*opened)->faults();
    };
    const auto found = faults({rows});
    REQUIRE(found.size() == 2);
    CHECK(found[0].why == Text::import_cell_error);
    CHECK(found[0].holds == "#N/A");
    CHECK(found[1].why == Text::import_cell_no_value);
    CHECK(found[1].place == "B1");
    // whoever wrote it did not work its formulas out
    CHECK(faults({rows, {}, {}, {}, "<calcPr fullCalcOnLoad=\"1\"/>"}).size() == 3);
}

TEST_CASE("workbook: what is none, is broken or hostile is refused") {
    const std::string row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    const std::string good = Book{row}.bytes();
    CHECK(why_not(good) == Text::nothing);
    for (size_t size = 30; size < good.size(); size += 7) CHECK(why_not(good.substr(0, size)) != Text::nothing);
    std::string other = good;
    other[good.find("<v>1") + 3] = '2';
    CHECK(why_not(other) == Text::import_part_broken);  // by its checksum
    CHECK(why_not(zipped::archive({})) == Text::import_book_cut);
    CHECK(why_not(zipped::archive({{"orders.csv", "a,b\n"}})) == Text::import_no_book);
    zipped::Parts parts = Book{row}.parts();
    parts.pop_back();
    CHECK(why_not(zipped::archive(parts)) == Text::import_part_missing);
    CHECK(why_not(std::string("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") + std::string(600, '\0')) == Text::import_old_book);
    CHECK(why_not("\xef\xbb\xbf\n<HTML><table>") == Text::import_markup);
    for (const char* wrong :
         {"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>", "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"1048577\"/>",
          "<row><c r=\"B1\"/><c r=\"A1\"/></row>", "<row><c r=\"XFD1\"/><c/></row>", "<row r=\"1\"><c r=\"A2\"/></row>", "<row>"})
        CHECK(why_not(Book{wrong}.bytes()) == Text::import_part_broken);
    std::string deep;
    for (int i = 0; i < 200; ++i) deep += "<a>";
    CHECK(why_not(Book{deep}.bytes()) == Text::import_part_broken);
    parts = Book{row}.parts();
    parts[4].second = "<!DOCTYPE a [<!ENTITY b \"cccc\"><!ENTITY d \"&b;&b;&b;&b;\">]><worksheet><sheetData>&d;</sheetData></worksheet>";
    CHECK(why_not(zipped::archive(parts)) == Text::import_book_doctype);
}

TEST_CASE("workbook: little that stands for much is refused in time") {
    CHECK(why_not(Book{"<!--" + std::string(64 << 20, 'x') + "-->"}.bytes()) == Text::import_part_broken);
    CHECK(why_not(Book{std::string(3 << 20, ' ') + "<!--" + std::string(1 << 20, 'x') + "-->"}.bytes()) == Text::nothing);
    Book book;
    book.texts = "<si><t>" + std::string(100'000, 'x') + "</t></si>";
    for (int i = 1; i <= 6000; ++i) book.rows += "<row r=\"" + std::to_string(i) + "\"><c t=\"s\"><v>0</v></c></row>";
    CHECK(why_not(book.bytes()) == Text::import_book_too_large);
    Book wide;
    for (int i = 1; i <= 100'000; ++i)
        wide.rows += "<row r=\"" + std::to_string(i) + "\"><c r=\"A" + std::to_string(i) + "\"><v>1</v></c></row>";
    wide.behind = "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    CHECK(why_not(wide.bytes()) == Text::import_book_too_large);
}
