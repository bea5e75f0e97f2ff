#include "importing/xlsx/workbook.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "importing/encoding.h"
#include "importing/xlsx/xml_part.h"

namespace daybook {

namespace {

constexpr size_t most_sheets = 1000, most_styles = 70'000;

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// Which parts another part speaks of, and as what: worksheet, sharedStrings …
class Relations : public XmlSink {
  public:
    struct Target {
        std::string type, part;
    };
    std::map<std::string, Target, std::less<>> by_id;

    explicit Relations(std::string_view of) : folder_(of.substr(0, of.rfind('/') + 1)) {}

    void start(std::string_view name, const XmlAttributes& of) override {
        if (name != "Relationship" || of["TargetMode"] == "External") return;
        const std::string_view type = of["Type"];
        by_id[std::string(of["Id"])] = {std::string(type.substr(type.rfind('/') + 1)), resolve(of["Target"])};
        if (by_id.size() > 10 * most_sheets) fault = Text::import_part_broken;
    }
    std::string first(std::string_view type) const {
        for (const auto& [id, target] : by_id)
            if (target.type == type) return target.part;
        return {};
    }

  private:
    std::string resolve(std::string_view target) const {
        if (target.substr(0, 1) == "/") return std::string(target.substr(1));
        std::string_view folder = folder_;
        for (; target.substr(0, 3) == "../"; target.remove_prefix(3)) {
            folder = folder.substr(0, folder.empty() ? 0 : folder.size() - 1);
            folder = folder.substr(0, folder.rfind('/') + 1);
        }
        return std::string(folder).append(target);
    }
    std::string_view folder_;
};

class BookSink : public XmlSink {
  public:
    BookSink(const Relations& relations, WorkbookSettings& out) : relations_(relations), out_(out) {}
    void start(std::string_view name, const XmlAttributes& of) override {
        if (name == "workbookPr") out_.from_1904 = is_true(of["date1904"]);
        if (name == "calcPr") out_.stale = is_true(of["fullCalcOnLoad"]);
        if (name != "sheet") return;
        const auto target = relations_.by_id.find(of["id"]);
        if (target == relations_.by_id.end() || target->second.type != "worksheet") return;
        out_.sheets.push_back({std::string(of["name"]), target->second.part, of["state"] == "hidden" || of["state"] == "veryHidden"});
        if (out_.sheets.size() > most_sheets) fault = Text::import_part_broken;
    }

  private:
    const Relations& relations_;
    WorkbookSettings& out_;
};

class StylesSink : public XmlSink {
  public:
    explicit StylesSink(std::vector<NumberFormat>& out) : out_(out) {}
    void start(std::string_view name, const XmlAttributes& of) override {
        uint32_t number = 0;
        if (name == "cellXfs") in_cells_ = true;
        if (name == "numFmt" && read_count(of["numFmtId"], number)) own_[number] = read_format(of["formatCode"]);
        if (name != "xf" || !in_cells_) return;
        if (!read_count(of["numFmtId"], number)) number = 0;
        const auto own = own_.find(number);
        out_.push_back(own == own_.end() ? built_in_format(number) : own->second);
        if (out_.size() > most_styles || own_.size() > most_styles) fault = Text::import_part_broken;
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") in_cells_ = false;
    }

  private:
    std::vector<NumberFormat>& out_;
    std::map<uint32_t, NumberFormat> own_;
    bool in_cells_ = false;
};

// <si>: a text, or runs of one; how it is pronounced (rPh) is no part of it.
class TextsSink : public XmlSink {
  public:
    TextsSink(std::string_view part, std::vector<std::string_view>& out, TextStore& store) : part_(part), out_(out), store_(store) {}
    void start(std::string_view name, const XmlAttributes&) override {
        if (name == "si") text_.clear();
        if (name == "rPh") said_ = true;
        in_text_ = name == "t" && !said_;
    }
    void end(std::string_view name) override {
        in_text_ = false;
        if (name == "rPh") said_ = false;
        if (name != "si") return;
        out_.push_back(store_.add(plain_text(std::move(text_))));
        if (store_.bytes() + out_.size() * sizeof out_[0] > most_text)
            fault = {Text::import_book_too_large, {part_, std::to_string(most_text >> 20)}};
    }
    void text(std::string_view more) override {
        if (in_text_) text_ += more;
        if (text_.size() > longest_text) fault = Text::import_part_broken;
    }

  private:
    std::string_view part_;
    std::vector<std::string_view>& out_;
    TextStore& store_;
    std::string text_;
    bool in_text_ = false, said_ = false;
};

Result<void> read_part(Result<ZipPart> part, XmlSink& sink) {
    if (!part) return tl::unexpected(std::move(part.error()));
    return XmlPart(std::move(*part), sink).all();
}

// xl/workbook.xml has its relations in xl/_rels/workbook.xml.rels.
std::string relations_of(std::string_view part) {
    const size_t folder = part.rfind('/') + 1;
    return std::string(part.substr(0, folder)).append("_rels/").append(part.substr(folder)).append(".rels");
}

bool has_part(const std::vector<std::string>& names, std::string_view wanted) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; };
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(), [&](char a, char b) { return lower(a) == lower(b); });
    });
}

// _x005F_: the character of that number. 0 where it is none.
char32_t escaped_at(std::string_view text, size_t at) {
    if (at + 7 > text.size() || text[at + 1] != 'x' || text[at + 6] != '_') return 0;
    char32_t out = 0;
    for (size_t i = at + 2; i < at + 6; ++i) {
        const char c = text[i], small = static_cast<char>(c | 0x20);
        if (!(c >= '0' && c <= '9') && !(small >= 'a' && small <= 'f')) return 0;
        out = out * 16 + static_cast<char32_t>(c <= '9' ? c - '0' : small - 'a' + 10);
    }
    return out < 0x80 ? out : 0;  // only what XML cannot hold is written so, and `_` itself
}

}  // namespace

std::string plain_text(std::string text) {
    for (size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1))
        if (const char32_t c = escaped_at(text, at)) text.replace(at, 7, 1, static_cast<char>(c));
    if (std::all_of(text.begin(), text.end(), [](char c) { return !(c & 0x80); })) return text;
    return to_utf8(std::move(text), "utf-8").value_or(std::string());
}

Result<Workbook> Workbook::open(std::string_view bytes) {
    Workbook out(bytes);
    if (auto read = out.read(); !read) return tl::unexpected(std::move(read.error()));
    return out;
}

Result<void> Workbook::read() {
    const auto names = zip_names(bytes_);
    if (!names) return tl::unexpected(names.error());
    const auto no_book = [] { return fail(Text::import_no_book, Text::import_unpack); };
    if (!has_part(*names, "_rels/.rels") || !has_part(*names, "[Content_Types].xml")) return no_book();
    Relations top("");
    if (auto read = read_part(part("_rels/.rels"), top); !read) return read;
    const std::string book = top.first("officeDocument");
    if (!ends_with(book, ".xml")) return no_book();  // a letter, a slide show, or a workbook in Excel's own binary form
    if (!has_part(*names, relations_of(book))) return no_book();
    Relations relations(book);
    if (auto read = read_part(part(relations_of(book)), relations); !read) return read;
    if (relations.first("worksheet").empty()) return no_book();
    BookSink sink(relations, settings_);
    if (auto read = read_part(part(book), sink); !read) return read;
    if (settings_.sheets.empty()) return no_book();
    if (const std::string styles = relations.first("styles"); !styles.empty()) {
        StylesSink styles_sink(settings_.formats);
        if (auto read = read_part(part(styles), styles_sink); !read) return read;
    }
    const std::string texts = relations.first("sharedStrings");
    return texts.empty() ? Result<void>() : read_texts(texts);
}

Result<void> Workbook::read_texts(const std::string& part_name) {
    TextsSink sink(part_name, texts_, store_);
    return read_part(part(part_name), sink);
}

}  // namespace daybook
