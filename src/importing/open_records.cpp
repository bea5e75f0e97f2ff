#include "importing/open_records.h"

#include "importing/csv.h"
#include "importing/encoding.h"

namespace daybook {

Result<std::unique_ptr<Records>> open_records(const std::string& bytes, std::string_view encoding, char delimiter,
                                              std::deque<std::string>& texts) {
    auto text = to_utf8(bytes, encoding);
    if (!text) return tl::unexpected(std::move(text.error()));
    return std::make_unique<CsvReader>(texts.emplace_back(std::move(*text)), delimiter);
}

}  // namespace daybook
