// daybook import: rows of a file from outside, by the rules of daybook.toml or by a preset.
#include "importing/import.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <map>
#include <unordered_set>

#include "cli/command.h"
#include "cli/finding.h"
#include "cli/git.h"
#include "cli/known.h"
#include "cli/write.h"
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

void say_summary(const Session& session, const ImportResult& result) {
    session.say_line({Text::import_rows, {std::to_string(result.rows), std::to_string(result.skipped_rows)}});
    uint64_t documents = 0;
    for (size_t kind = 0; kind < result.documents.size(); ++kind) {
        if (!result.documents[kind]) continue;
        documents += result.documents[kind];
        session.say_line({Text::import_documents, {std::to_string(result.documents[kind]), spec(static_cast<Kind>(kind)).label}});
    }
    if (!result.new_items.empty()) session.say_line({Text::import_items, {std::to_string(result.new_items.size())}});
    if (result.known_documents)
        session.say_line({Text::import_known, {std::to_string(result.known_documents), std::to_string(result.known_rows)}});
    if (result.bad_documents)
        session.say_line({Text::import_bad, {std::to_string(result.bad_documents), std::to_string(result.bad.size())}});
    if (!documents) session.say_line(Text::import_nothing_new);
}

Result<ImportResult> read_rows(const Session& session, const ImportRules& rules, const std::vector<std::string>& paths,
                               const Entries& entries) {
    std::vector<ImportFile> files;
    for (const std::string& path : paths) {
        Result<std::string> bytes = read_file(path);
        if (!bytes) return tl::unexpected<Error>(bytes.error());
        files.push_back({path, std::move(*bytes)});
    }
    std::vector<bool> items(entries.items.size()), parties(entries.parties.size());
    for (const Entry& entry : entries.entries) {
        if (entry.kind == Kind::item || entry.kind == Kind::kit) items[entry.subject] = true;
        if (entry.kind == Kind::customer || entry.kind == Kind::supplier) parties[entry.subject] = true;
    }
    ProgressBar progress(session);
    ImportLedger ledger;
    ledger.money_decimals = session.settings().books.currency.decimals;
    ledger.known = [&](Kind kind, std::string_view name) { return is_known(entries, items, parties, kind, name); };
    ledger.item_code = item_codes(entries);
    std::map<std::string, std::string, std::less<>> accounts;  // few, each looked up once
    ledger.account_code = [&](std::string_view called) {
        const auto found = accounts.find(called);
        return found != accounts.end() ? found->second : accounts.emplace(called, account_code(entries, called)).first->second;
    };
    ledger.progress = [&](uint64_t finished, uint64_t total) { progress(finished, total); };
    return import_rows(rules, files, ledger);
}

int nothing_written(const Session& session, int code) {
    session.warn_line(Text::nothing_written);
    return code;
}

int import_files(Session& session, const Args& args, const std::vector<std::string>& paths) {
    WritableJournal ledger;
    if (!WritableJournal::open(session, args, ledger)) return refused;
    const auto rules = args.has("preset") ? read_preset(args.get("preset"))
                                          : read_import_rules(session.settings_path(), session.settings_text(), args.words[0]);
    if (!rules) return nothing_written(session, session.say_errors(rules.error()));
    const Result<ImportResult> result = read_rows(session, *rules, paths, ledger.journal().entries());
    if (!result) return nothing_written(session, session.say_error(result.error()));
    if (!result->bad.empty() && !args.has("skip-bad")) {
        say_bad_rows(session, *result);
        session.warn_line({Text::import_refused, {std::to_string(result->bad.size())}});
        session.warn_line(Text::nothing_written);
        return refused;
    }
    // an import brings many new names that are like known ones: they are not slips of the keyboard
    Args sure = args;
    sure.set("new", {"yes"});
    // the bad rows first: where they cannot be kept, the good ones wait
    if (!result->bad.empty() && !args.has("dry-run"))
        if (const auto written = session.save(args.get("skip-bad"), rejects_csv(*result), paths); !written)
            return nothing_written(session, session.say_error(written.error()));
    if (!result->journal_text.empty() && !ledger.append(session, sure, result->journal_text)) return refused;
    if (args.has("dry-run")) fmt::print("{}", result->journal_text);
    say_summary(session, *result);
    ledger.say_doubts(session, 5);
    if (args.has("dry-run"))
        session.say_line(Text::dry_run);
    else
        commit_written(session, ledger.journal(), ledger.first_new(), rules->name);
    return done;
}

// With --preset all words are files; without it the first is the name of rules.
int import(Session& session, const Args& args) {
    const bool by_preset = args.has("preset");
    if (args.has("show")) {
        if (!by_preset) return session.say_error(Error(Text::err_show_no_preset, Text::hint_show_preset), bad_usage);
        fmt::print("{}", find_preset(args.get("preset"))->text);
        return done;
    }
    const std::vector<std::string>& words = args.words;
    const Message hint(Text::hint_help, {"daybook import --help"});
    if (!by_preset && words.empty())
        return session.say_error(Error({Text::err_word_missing, {"daybook import", "NAME", Text::arg_rules}}, hint), bad_usage);
    if (words.size() < (by_preset ? 1 : 2))
        return session.say_error(Error({Text::err_word_missing, {"daybook import", "FILE", Text::arg_files}}, hint), bad_usage);
    return import_files(session, args, {words.begin() + (by_preset ? 0 : 1), words.end()});
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
            {"daybook import --preset taobao ExportOrderList.csv", "daybook import --preset taobao --show",
             "daybook import my-rules orders.csv --skip-bad rejects.csv"},
            {}};
}

const Listed listed(140, import_command);

}  // namespace

}  // namespace daybook
