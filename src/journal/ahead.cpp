#include "journal/ahead.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>

#include "base/large_pages.h"
#include "journal/parser.h"

namespace daybook {

namespace {

std::atomic<unsigned> threads = 1;  // at work; more than there are processors would only wait for each other

}  // namespace

bool Ahead::start(std::vector<Text> texts) {
    if (threads >= std::thread::hardware_concurrency()) return false;
    free_large_memory();
    try {
        ++threads;
        parsed_ = std::async(std::launch::async, [this, texts = std::move(texts)] {
            Ends ends = parse(texts);
            --threads;
            return ends;
        });
    } catch (const std::system_error&) {
        --threads;
        return false;
    }
    return true;
}

Ahead::Ends Ahead::parse(const std::vector<Text>& texts) {
    Errors errors;
    bool includes = false;
    const Parser::Include on_include = [&](std::span<const Parser::Included>) { includes = true; };
    const Parser::PlaceOf nowhere = [](const Entry&) { return std::string(); };  // what is wrong is found again by whoever shows it
    uint64_t parsed = 0, to_come = 0;
    for (const Text& text : texts) to_come += text.source->size() - text.from;
    std::vector<Source::End> ends;
    for (const Text& text : texts) {
        Parser parser(part_, settings_, errors, text.file, text.source->name(), on_include, nowhere);
        const Result<Source::End> end = text.source->read(
            [&](std::string_view lines) {
                const size_t taken = parser.parse(lines);
                if (includes || !errors.empty()) return size_t{0};
                parsed += taken;
                to_come -= std::min<uint64_t>(taken, to_come);
                part_.make_room(parsed, to_come);
                return taken;
            },
            {text.from});
        parser.finish();
        if (!end || end->cut || includes || !errors.empty()) return std::nullopt;
        ends.push_back(*end);
    }
    return ends;
}

Ahead::Ends Ahead::join(Entries& whole, uint32_t lines) {
    Ends ends = parsed_.get();
    return ends && joiner_.join(whole, part_, lines) ? std::move(ends) : std::nullopt;
}

}  // namespace daybook
