#include "importing/goods_list.h"

#include <algorithm>
#include <array>

namespace daybook {

namespace {

using Field = GoodsList::Field;
constexpr std::array<std::pair<std::string_view, Field>, 3> names = {
    {{"{item}", Field::item}, {"{quantity}", Field::quantity}, {"{price}", Field::price}}};

void set(GoodsPiece& piece, Field field, std::string_view value) {
    (field == Field::item ? piece.item : field == Field::quantity ? piece.quantity : piece.price) = trim_cell(value);
}

bool is_number(std::string_view text, const NumberMarks& marks) {
    int64_t value = 0;
    return parse_amount(text, quantity_decimals, value, marks) == BadNumber::none;
}

// Names hold what stands around numbers, so the fields are taken from the end where the name comes first.
std::optional<GoodsPiece> take_piece(const GoodsList::Pattern& list, std::string_view text, const NumberMarks& marks) {
    GoodsPiece piece;
    if (!text.starts_with(list.around.front()) || !text.ends_with(list.around.back())) return std::nullopt;
    if (text.size() < list.around.front().size() + list.around.back().size()) return std::nullopt;
    text.remove_prefix(list.around.front().size());
    text.remove_suffix(list.around.back().size());
    const size_t count = list.fields.size();
    if (list.fields[0] == Field::item) {
        for (size_t i = count - 1; i > 0; --i) {
            const size_t at = text.rfind(list.around[i]);
            if (at == std::string_view::npos) return std::nullopt;
            set(piece, list.fields[i], text.substr(at + list.around[i].size()));
            text = text.substr(0, at);
        }
        set(piece, list.fields[0], text);
    } else {
        for (size_t i = 0; i + 1 < count; ++i) {
            const size_t at = text.find(list.around[i + 1]);
            if (at == std::string_view::npos) return std::nullopt;
            set(piece, list.fields[i], text.substr(0, at));
            text = text.substr(at + list.around[i + 1].size());
        }
        set(piece, list.fields[count - 1], text);
    }
    const bool whole = !piece.item.empty() && is_number(piece.quantity, marks) && (piece.price.empty() || is_number(piece.price, marks));
    return whole ? std::optional(piece) : std::nullopt;
}

}  // namespace

std::optional<GoodsList::Pattern> parse_goods_pattern(std::string_view each) {
    GoodsList::Pattern out;
    out.around.emplace_back();
    while (!each.empty()) {
        const auto name = std::find_if(names.begin(), names.end(), [&](const auto& one) { return each.starts_with(one.first); });
        if (name == names.end()) {
            out.around.back() += each[0];
            each.remove_prefix(1);
            continue;
        }
        const bool touches = !out.fields.empty() && out.around.back().empty();
        if (touches || std::find(out.fields.begin(), out.fields.end(), name->second) != out.fields.end()) return std::nullopt;
        out.fields.push_back(name->second);
        out.around.emplace_back();
        each.remove_prefix(name->first.size());
    }
    const auto has = [&](Field field) { return std::find(out.fields.begin(), out.fields.end(), field) != out.fields.end(); };
    return has(Field::item) && has(Field::quantity) ? std::optional(out) : std::nullopt;
}

std::vector<GoodsPiece> split_goods(const GoodsList& list, std::string_view cell, const NumberMarks& marks) {
    std::vector<GoodsPiece> out;
    for (size_t from = 0, search = 0;;) {
        const size_t end = list.between.empty() ? std::string_view::npos : cell.find(list.between, search);
        const std::string_view text = cell.substr(from, end == std::string_view::npos ? end : end - from);
        std::optional<GoodsPiece> piece;
        for (size_t i = 0; !piece && i < list.each.size(); ++i) piece = take_piece(list.each[i], text, marks);
        if (piece) out.push_back(*piece);
        if (end == std::string_view::npos) return piece ? out : std::vector<GoodsPiece>();
        search = end + list.between.size();
        if (piece) from = search;
    }
}

}  // namespace daybook
