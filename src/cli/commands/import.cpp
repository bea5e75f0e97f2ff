// daybook import: rows of a file from outside, by the rules that its header fits: those of daybook.toml, or a preset.
#include "importing/import.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <unordered_set>

#include "cli/command.h"
#include "cli/finding.h"
#include "cli/git.h"
#include "cli/known.h"
#include "cli/write.h"
#include "importing/find_rules.h"
#include "importing/presets.h"

namespace daybook {

namespace {

// A line on the terminal that fills up; shown only once the work has taken a second.
class ProgressBar {
  public:
    explicit ProgressBar(const Session& session) : session_(session), shown_to_person_(::isatty(STDERR_FILENO)) {}
    ~ProgressBar() {
        if (drawn_) std::fputs("\r\x1b[K", stderr);
    }
    void operator()(uint64_t finished, uint64_t total) {
        if (!shown_to_person_ || total == 0 || std::chrono::steady_clock::now() - start_ < std::chrono::seconds(1)) return;
        constexpr uint64_t cells = 30;
        const uint64_t filled = finished * cells / total;
        std::string bar;
        for (uint64_t i = 0; i < cells; ++i) bar += i < filled ? "█" : "░";
        std::fputs(fmt::format("\r{} {} {:3}%", text(Text::import_reading, session_.lang()), bar, finished * 100 / total).c_str(), stderr);
        drawn_ = true;
    }

  private:
    const Session& session_;
    bool shown_to_person_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// What the import asks of the ledger: is that ref there, is that name declared?
bool is_known(const Entries& entries, const std::vector<bool>& items, const std::vector<bool>& parties, Kind kind, std::string_view name) {
    switch (kind) {
        case Kind::item:
        case Kind::kit: return items[index_of(entries.items.find(name))];
        case Kind::customer:
        case Kind::supplier: return parties[index_of(entries.parties.find(name))];
        case Kind::account: return is_declared(entries, kind, name);
        default: return entries.find(entries.refs.find(name)) != no_entry;
    }
}

void say_bad_rows(const Session& session, const ImportResult& result) {
    constexpr size_t most = 20;
    for (size_t i = 0; i < result.bad.size() && i < most; ++i) {
        Error error(result.bad[i].why);
        error.place = {result.bad[i].file, result.bad[i].line, 0};
        error.excerpt = result.bad[i].raw.substr(0, 160);
        error.width = 0;
        session.say_error(error);
    }
    if (result.bad.size() > most) session.warn_line({Text::import_more_bad, {std::to_string(result.bad.size() - most)}});
}

std::string money_text(const Session& session, Money amount) { return to_text(amount, session.settings().books.currency.decimals); }

void say_summary(const Session& session, const ImportResult& result) {
    session.say_line({Text::import_rows, {std::to_string(result.rows), std::to_string(result.skipped_rows)}});
    uint64_t documents = 0;
    for (size_t kind = 0; kind < result.documents.size(); ++kind) {
        if (!result.documents[kind]) continue;
        documents += result.documents[kind];
        const Text label = spec(static_cast<Kind>(kind)).label;
        if (result.sums[kind])
            session.say_line({Text::import_sum, {std::to_string(result.documents[kind]), label, money_text(session, result.sums[kind])}});
        else
            session.say_line({Text::import_documents, {std::to_string(result.documents[kind]), label}});
    }
    if (!result.new_items.empty()) session.say_line({Text::import_items, {std::to_string(result.new_items.size())}});
    if (result.known_documents)
        session.say_line({Text::import_known, {std::to_string(result.known_documents), std::to_string(result.known_rows)}});
    if (result.moved_documents) session.say_line({Text::import_moved, {std::to_string(result.moved_documents)}});
    if (result.bad_documents)
        session.say_line({Text::import_bad, {std::to_string(result.bad_documents), std::to_string(result.bad.size())}});
    if (!documents) session.say_line(Text::import_nothing_new);
    for (const TotalCheck& total : result.totals)
        if (total.is == total.sum) session.say_line({Text::import_adds_up, {money_text(session, total.is)}});
}

// As a shell takes it for one word: #1002 would be a comment.
std::string shell_word(const std::string& ref) {
    const auto plain = [](char c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '_' || c == '.';
    };
    if (!ref.empty() && std::all_of(ref.begin(), ref.end(), plain)) return ref;
    std::string out = "'";
    for (char c : ref) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

// What may be wrong with what the file says, and does not stand in the way.
void say_warnings(const Session& session, const ImportResult& result) {
    const auto warn = [&](const std::string& file, uint32_t line, Message what, Message hint) {
        Error error(std::move(what), std::move(hint));
        error.place = {file, line, 0};
        error.warns = true;
        session.say_error(error);
    };
    for (const TotalCheck& total : result.totals) {
        if (total.is == total.sum) continue;
        const Money apart = total.is > total.sum ? total.is - total.sum : total.sum - total.is;
        warn(total.file, 0,
             {Text::import_file_total, {money_text(session, total.sum), money_text(session, total.is), money_text(session, apart)}},
             Text::import_check_total);
    }
    constexpr size_t most = 20;
    for (size_t i = 0; i < result.differences.size() && i < most; ++i) {
        const Difference& one = result.differences[i];
        const bool last = i + 1 == result.differences.size() || result.differences[i + 1].ref != one.ref;
        warn(one.file, one.line, {Text::import_difference, {one.ref, one.field, one.journal, one.here}},
             last ? Message(Text::import_mend, {shell_word(one.ref)}) : Message());
    }
    if (result.differences.size() > most)
        session.warn_line({Text::import_more_differences, {std::to_string(result.differences.size() - most)}});
}

// Each once, as lines to fill in.
int say_unknown_items(const Session& session, const FoundRules& rules, const ImportResult& result) {
    session.warn_line({Text::import_unknown_items, {std::to_string(result.unknown_items.size())}});
    const std::string name = rules.preset ? "my-" + rules.name : rules.name;
    if (rules.preset) {
        session.warn_line({Text::import_line, {fmt::format("[import.{}]", name)}});
        session.warn_line({Text::import_line, {fmt::format("preset = \"{}\"", rules.name)}});
    }
    session.warn_line({Text::import_line, {fmt::format("[import.{}.items]", name)}});
    for (const std::string& item : result.unknown_items) {
        std::string title;
        for (char c : item) title.append(c == '"' || c == '\\' ? "\\" : "").push_back(c);
        session.warn_line({Text::import_line, {fmt::format("\"{}\" = \"\"", title)}});
    }
    return refused;
}

// The files that the same rules read.
struct Batch {
    FoundRules found;
    ImportRules rules;
    std::vector<ImportFile> files;
};

Result<ImportResult> read_rows(const Session& session, const Batch& batch, const Entries& entries) {
    std::vector<bool> items(entries.items.size()), parties(entries.parties.size());
    for (const Entry& entry : entries.entries) {
        if (entry.kind == Kind::item || entry.kind == Kind::kit) items[entry.subject] = true;
        if (entry.kind == Kind::customer || entry.kind == Kind::supplier) parties[entry.subject] = true;
    }
    ProgressBar progress(session);
    ImportLedger ledger;
    const BookSettings& books = session.settings().books;
    ledger.money_decimals = books.currency.decimals;
    ledger.currency = books.currency.code;
    ledger.tax = books.tax;
    ledger.entries = &entries;
    ledger.today = session.today();
    ledger.known = [&](Kind kind, std::string_view name) { return is_known(entries, items, parties, kind, name); };
    ledger.item_code = item_codes(entries);
    std::map<std::string, std::string, std::less<>> accounts;  // few, each looked up once
    ledger.account_code = [&](std::string_view called) {
        const auto found = accounts.find(called);
        return found != accounts.end() ? found->second : accounts.emplace(called, account_code(entries, called)).first->second;
    };
    ledger.progress = [&](uint64_t finished, uint64_t total) { progress(finished, total); };
    return import_rows(batch.rules, batch.files, ledger);
}

int nothing_written(const Session& session, int code) {
    session.warn_line(Text::nothing_written);
    return code;
}

tl::expected<ImportRules, Errors> rules_of(const Session& session, const FoundRules& found) {
    return found.preset ? read_preset(found.name) : read_import_rules(session.settings_path(), session.settings_text(), found.name);
}

void say_found(const Session& session, const ImportFile& file, const FoundRules& found) {
    if (!found.sheet.empty())
        return session.say_line(
            {found.preset ? Text::import_found_preset_sheet : Text::import_found_sheet, {file.name, found.name, found.sheet}});
    const std::string delimiter = found.delimiter == '\t' ? "TAB" : std::string(1, found.delimiter);
    session.say_line({found.preset ? Text::import_found_preset : Text::import_found, {file.name, found.name, found.encoding, delimiter}});
}

// By the rules that the command names, else by those that each file is found to fit. Not 0 after saying what is wrong.
int read_batches(const Session& session, const FoundRules* named, const std::vector<std::string>& paths, std::vector<Batch>& batches) {
    for (const std::string& path : paths) {
        Result<std::string> bytes = read_file(path);
        if (!bytes) return session.say_error(bytes.error());
        ImportFile file{path, std::move(*bytes)};
        FoundRules found = named ? *named : FoundRules();
        if (!named) {
            auto looked = find_rules(file, session.settings_path(), session.settings_text());
            if (!looked) return session.say_error(looked.error());
            found = std::move(*looked);
            say_found(session, file, found);
        }
        const auto same = [&](const Batch& batch) {
            return batch.found.name == found.name && batch.found.encoding == found.encoding && batch.found.delimiter == found.delimiter;
        };
        auto batch = std::find_if(batches.begin(), batches.end(), same);
        if (batch == batches.end()) {
            auto rules = rules_of(session, found);
            if (!rules) return session.say_errors(rules.error());
            if (!named) {
                rules->encoding = found.encoding;
                rules->delimiter = found.delimiter;
            }
            batch = batches.insert(batches.end(), {found, std::move(*rules), {}});
        }
        batch->files.push_back(std::move(file));
    }
    return done;
}

int import_files(Session& session, const Args& args, const FoundRules* named, const std::vector<std::string>& paths) {
    WritableJournal ledger;
    if (!WritableJournal::open(session, args, ledger)) return refused;
    std::vector<Batch> batches;
    if (named)
        if (const auto rules = rules_of(session, *named); !rules) return nothing_written(session, session.say_errors(rules.error()));
    if (const int code = read_batches(session, named, paths, batches)) return nothing_written(session, code);
    ImportResult result;
    for (const Batch& batch : batches) {
        auto read = read_rows(session, batch, ledger.journal().entries());
        if (!read) return nothing_written(session, session.say_error(read.error()));
        if (!read->unknown_items.empty() && read->bad.empty())
            return nothing_written(session, say_unknown_items(session, batch.found, *read));
        result.add(std::move(*read));
    }
    if (!result.bad.empty() && !args.has("skip-bad")) {
        say_bad_rows(session, result);
        session.warn_line({Text::import_refused, {std::to_string(result.bad.size())}});
        session.warn_line(Text::nothing_written);
        return refused;
    }
    // an import brings many new names that are like known ones: they are not slips of the keyboard
    Args sure = args;
    sure.set("new", {"yes"});
    // the bad rows first: where they cannot be kept, the good ones wait
    if (!result.bad.empty() && !args.has("dry-run"))
        if (const auto written = session.save(args.get("skip-bad"), rejects_csv(result), paths); !written)
            return nothing_written(session, session.say_error(written.error()));
    if (!result.journal_text.empty() && !ledger.append(session, sure, result.journal_text)) return refused;
    if (args.has("dry-run")) fmt::print("{}", result.journal_text);
    say_summary(session, result);
    say_warnings(session, result);
    ledger.say_doubts(session, 5);
    if (args.has("dry-run"))
        session.say_line(Text::dry_run);
    else
        commit_written(session, ledger.journal(), ledger.first_new(), batches.front().rules.name);
    return done;
}

bool is_file(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

// All words are files, unless the first is the name of rules; with --preset they always are.
int import(Session& session, const Args& args) {
    const bool by_preset = args.has("preset");
    if (args.has("show")) {
        if (!by_preset) return session.say_error(Error(Text::err_show_no_preset, Text::hint_show_preset), bad_usage);
        fmt::print("{}", find_preset(args.get("preset"))->text);
        return done;
    }
    const std::vector<std::string>& words = args.words;
    const auto lacks_file = [&] {
        return session.say_error(
            Error({Text::err_word_missing, {"daybook import", "FILE", Text::arg_files}}, {Text::hint_help, {"daybook import --help"}}),
            bad_usage);
    };
    if (words.empty()) return lacks_file();
    if (by_preset) {
        const FoundRules preset{args.get("preset"), true, {}, ','};
        return import_files(session, args, &preset, words);
    }
    if (!session.find_ledger(args)) return refused;
    const auto names = rules_names(session.settings_path(), session.settings_text());
    const bool named = std::find(names.begin(), names.end(), words[0]) != names.end();
    if (!named && (words.size() == 1 || is_file(words[0]))) return import_files(session, args, nullptr, words);
    if (words.size() < 2) return lacks_file();
    const FoundRules rules{words[0], false, {}, ','};
    return import_files(session, args, &rules, {words.begin() + 1, words.end()});
}

Command import_command() {
    const auto presets = preset_names();
    return {"import,导入",
            Text::cmd_import,
            {{"NAME", Text::arg_rules, 0, 1}, {"FILE", Text::arg_files, 0, -1}},
            {{"--preset,--自带规则", "PRESET", Text::opt_preset, 1, 1, false, {presets.begin(), presets.end()}},
             {"--show,--显示", "", Text::opt_show_preset},
             {"--skip-bad,--略过错行", "REJECTS", Text::opt_skip_bad},
             {"--dry-run,--预览", "", Text::opt_dry_run}},
            import,
            {"daybook import orders.csv --dry-run", "daybook import --preset taobao ExportOrderList.csv",
             "daybook import --preset taobao --show", "daybook import my-rules orders.csv --skip-bad rejects.csv"},
            {}};
}

const Listed listed(140, import_command);

}  // namespace

}  // namespace daybook
