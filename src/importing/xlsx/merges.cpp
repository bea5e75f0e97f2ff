#include "importing/xlsx/merges.h"

#include <algorithm>

#include "importing/xlsx/xml_part.h"

namespace daybook {

namespace {

constexpr size_t most_merges = 200'000;

class MergesSink : public XmlSink {
  public:
    std::vector<Merge> found;

    void start(std::string_view name, const XmlAttributes& of) override {
        if (name != "mergeCell") return;
        const std::string_view range = of["ref"];
        const size_t colon = range.find(':');
        Merge merge;
        if (colon == std::string_view::npos) return;
        const bool fits = read_place(range.substr(0, colon), merge.first) && read_place(range.substr(colon + 1), merge.last) &&
                          merge.first.row <= merge.last.row && merge.first.column <= merge.last.column;
        if (fits) found.push_back(std::move(merge));
        if (!fits || found.size() > most_merges) fault = Text::import_part_broken;
    }
};

// Most sheets have none: looking for the word is less than reading all that stands before it.
Result<bool> speaks_of_merges(ZipPart& part) {
    constexpr std::string_view word = "mergeCell";
    std::string seam;  // the end of the last piece and the beginning of this one
    bool found = false;
    for (;;) {
        const auto piece = part.next();
        if (!piece) return tl::unexpected(piece.error());
        if (piece->empty()) return found;
        seam += piece->substr(0, word.size());
        found = found || piece->find(word) != std::string_view::npos || seam.find(word) != std::string::npos;
        seam = piece->substr(piece->size() - std::min(piece->size(), word.size()));
    }
}

}  // namespace

bool read_place(std::string_view text, CellPlace& place) {
    size_t i = 0;
    uint32_t column = 0;
    for (; i < text.size() && i < 3 && (text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z'; ++i)
        column = column * 26 + static_cast<uint32_t>((text[i] | 0x20) - 'a' + 1);
    if (i == 0 || column > most_columns || !read_count(text.substr(i), place.row)) return false;
    place.column = column - 1;
    return place.row >= 1 && place.row <= most_rows;
}

std::string place_text(CellPlace place) {
    std::string out = std::to_string(place.row);
    for (uint32_t column = place.column + 1; column > 0; column = (column - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
    return out;
}

Result<std::vector<Merge>> read_merges(Workbook& book, const std::string& part) {
    auto opened = book.part(part);
    const auto any = opened ? speaks_of_merges(*opened) : tl::unexpected(opened.error());
    if (!any) return tl::unexpected(any.error());
    if (!*any) return std::vector<Merge>();
    MergesSink sink;
    opened = book.part(part);
    if (!opened) return tl::unexpected(opened.error());
    if (auto read = XmlPart(std::move(*opened), sink).all(); !read) return tl::unexpected(std::move(read.error()));
    std::sort(sink.found.begin(), sink.found.end(), [](const Merge& a, const Merge& b) { return a.first.row < b.first.row; });
    return std::move(sink.found);
}

}  // namespace daybook
