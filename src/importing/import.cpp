#include "importing/import.h"

#include <algorithm>
#include <iterator>

#include "importing/composer.h"

namespace daybook {

void ImportResult::add(ImportResult more) {
    if (!journal_text.empty() && !more.journal_text.empty()) journal_text += '\n';
    journal_text += more.journal_text;
    rows += more.rows;
    skipped_rows += more.skipped_rows;
    known_documents += more.known_documents;
    known_rows += more.known_rows;
    moved_documents += more.moved_documents;
    bad_documents += more.bad_documents;
    for (size_t kind = 0; kind < documents.size(); ++kind) {
        documents[kind] += more.documents[kind];
        if (__builtin_add_overflow(sums[kind].raw, more.sums[kind].raw, &sums[kind].raw)) sums[kind] = Money();
    }
    const auto move_all = [](auto& into, auto& from) {
        into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    move_all(bad, more.bad);
    move_all(new_items, more.new_items);
    move_all(differences, more.differences);
    move_all(totals, more.totals);
    move_all(unknown_items, more.unknown_items);
    move_all(headers, more.headers);
}

Result<ImportResult> import_rows(const ImportRules& rules, std::span<const ImportFile> files, const ImportLedger& ledger) {
    Collected collected;
    if (auto read = collect(rules, files, ledger, collected); !read) return tl::unexpected(std::move(read.error()));
    ImportResult result;
    result.rows = collected.all_rows;
    result.skipped_rows = collected.skipped_rows;
    result.known_rows = collected.known_rows;
    result.headers = std::move(collected.headers);
    size_t bytes = 0;
    for (const std::string& text : collected.texts) bytes += text.size();
    result.journal_text.reserve(collected.rows.empty() ? 0 : bytes / 2);
    Composer(rules, ledger, collected, result).compose();
    return result;
}

std::string rejects_csv(const ImportResult& result) {
    std::string out = "\xef\xbb\xbf";
    std::string_view header;
    for (const BadRow& row : result.bad) {
        const auto own = std::find_if(result.headers.begin(), result.headers.end(), [&](const auto& h) { return h.first == row.file; });
        if (own->second != header) out.append(header = own->second).append("\n");
        out.append(row.raw).append("\n");
    }
    return out;
}

}  // namespace daybook
