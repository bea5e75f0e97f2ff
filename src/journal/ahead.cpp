#include "journal/ahead.h"

#include <algorithm>
#include <system_error>
#include <thread>

#include "base/large_pages.h"
#include "journal/parser.h"

namespace daybook {

bool Ahead::start(const Source& source, uint64_t from, uint16_t file) {
    if (std::thread::hardware_concurrency() == 1) return false;
    free_large_memory();
    try {
        parsed_ = std::async(std::launch::async, [this, &source, from, file] { return parse(source, from, file); });
    } catch (const std::system_error&) {
        return false;
    }
    return true;
}

std::optional<Source::End> Ahead::parse(const Source& source, uint64_t from, uint16_t file) {
    Errors errors;
    bool includes = false;
    const Parser::Include on_include = [&](std::string_view, const Error&) { includes = true; };
    Parser parser(part_, settings_, errors, file, source.name(), on_include);
    uint64_t parsed = 0, to_come = source.size() - from;
    const Result<Source::End> end = source.read(
        [&](std::string_view lines) {
            const size_t taken = parser.parse(lines);
            if (includes || !errors.empty()) return size_t{0};
            parsed += taken;
            to_come -= std::min<uint64_t>(taken, to_come);
            part_.make_room(parsed, to_come);
            return taken;
        },
        {from});
    parser.finish();
    if (!end || end->cut || !errors.empty()) return std::nullopt;
    return *end;
}

std::optional<Source::End> Ahead::join(Entries& whole, uint32_t lines) {
    const std::optional<Source::End> end = parsed_.get();
    return end && joiner_.join(whole, part_, lines) ? end : std::nullopt;
}

}  // namespace daybook
