#include "cli/session.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "base/clock.h"
#include "base/half_width.h"
#include "base/locked_file.h"
#include "base/utf8.h"
#include "cli/compose.h"
#include "cli/finding.h"
#include "cli/git.h"
#include "cli/known.h"
#include "cli/rights.h"
#include "journal/settings_file.h"
#include "render/render.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

// The language that the locale names; nothing where it names none (C, POSIX or unset).
std::optional<Lang> locale_language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const std::string value = environment(name);
        if (value.empty()) continue;
        if (value.starts_with("zh")) return Lang::zh;
        if (value.starts_with("C") || value.starts_with("POSIX")) return std::nullopt;
        return Lang::en;
    }
    return std::nullopt;
}

uint32_t terminal_width() {
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

// The nearest daybook.toml from here upwards.
std::string nearest_settings() {
    std::error_code ignored;
    fs::path folder = fs::current_path(ignored);
    for (;; folder = folder.parent_path()) {
        const fs::path file = folder / "daybook.toml";
        if (fs::exists(file, ignored)) return fs::relative(file, fs::current_path(ignored), ignored).string();
        if (folder == folder.parent_path()) return {};
    }
}

// daybook.toml beside the journal, which need not be there; of the nearest ledger where no journal is named.
std::string settings_of(const std::string& journal) {
    if (journal.empty()) return nearest_settings();
    std::error_code ignored;
    const fs::path beside = fs::path(journal).parent_path() / "daybook.toml";
    return fs::exists(beside, ignored) ? beside.string() : std::string();
}

std::vector<Choice> choices_of(const std::vector<std::string>& words) { return {words.begin(), words.end()}; }

}  // namespace

std::vector<Option> reading_options() {
    return std::vector<Option>{{"-b,--begin,--开始", "DATE", Text::opt_begin},
                               {"-e,--end,--截止", "DATE", Text::opt_end},
                               {"-p,--period,--期间", "PERIOD", Text::opt_period}} +
           output_options();
}

std::vector<Option> output_options() {
    return {{"-O,--output-format,--格式", "FORMAT", Text::opt_format, 1, 1, false, choices_of(format_names())},
            {"-o,--output,--输出", "FILE", Text::opt_output}};
}

Result<void> Session::start(const Args& args) {
    journal_path_ = args.has("file") ? args.get("file") : environment("DAYBOOK_FILE");
    lang_ = locale_language();
    if (args.has("lang")) lang_ = args.get("lang") == "zh" ? Lang::zh : Lang::en;
    const std::string colour = args.has("color") ? args.get("color") : "auto";
    const bool allowed = environment("NO_COLOR").empty() && environment("TERM") != "dumb";
    colour_ = colour == "always" || (colour == "auto" && allowed && ::isatty(STDOUT_FILENO));
    colour_errors_ = colour == "always" || (colour == "auto" && allowed && ::isatty(STDERR_FILENO));
    if (::isatty(STDOUT_FILENO)) width_ = terminal_width();
    parse_date(local_date(), today_);
    if (args.has("today")) {
        const auto day = parse_day(args.get("today"), today_);
        if (!day) return fail({Text::err_not_a_day, {args.get("today")}}, Text::hint_day);
        today_ = *day;
    }
    return {};
}

Lang Session::lang() const {
    if (lang_) return *lang_;
    Errors ignored;
    const std::string path = settings_of(journal_path_);
    if (const Result<std::string> text = path.empty() ? std::string() : read_file(path))
        lang_ = parse_settings(path, *text, ignored, wrong_right).language;
    if (!lang_) lang_ = Lang::en;
    return *lang_;
}

bool Session::find_ledger(const Args& args) {
    journal_path_ = args.has("file") ? args.get("file") : environment("DAYBOOK_FILE");
    settings_path_ = settings_of(journal_path_);
    if (settings_path_.empty() && journal_path_.empty()) {
        say_error(Error(Text::err_no_ledger, Text::hint_no_ledger));
        return false;
    }
    if (!settings_path_.empty()) {
        Result<std::string> text = read_file(settings_path_);
        if (!text) {
            say_error(text.error());
            return false;
        }
        settings_text_ = std::move(*text);
        Errors errors;
        settings_ = parse_settings(settings_path_, settings_text_, errors, wrong_right);
        if (!lang_) lang_ = settings_.language.value_or(Lang::en);
        if (!errors.empty()) {
            say_errors(errors);
            return false;
        }
    }
    if (const std::string device = environment("DAYBOOK_DEVICE"); !device.empty()) {
        if (!is_device(device)) {
            say_error(Message(Text::err_device_variable, {device}));
            return false;
        }
        settings_.device = device;
    }
    if (journal_path_.empty()) journal_path_ = (fs::path(settings_path_).parent_path() / settings_.journal).string();
    return may_ask(*this, command_);
}

bool Session::settings_are_fresh() const {
    if (settings_path_.empty()) return true;
    const Result<std::string> now = read_file(settings_path_);
    if (now && *now == settings_text_) return true;
    say_error(now ? Error({Text::err_file_changed, {settings_path_}}, Text::hint_file_changed) : now.error());
    warn_line(Text::nothing_written);
    return false;
}

bool Session::read_journal(Journal& journal) {
    Result<TextFile> file = TextFile::open(journal_path_);
    if (!file) {
        file.error().hint = Text::hint_no_ledger;
        say_error(file.error());
        return false;
    }
    journal.read_main(journal_path_, std::move(*file));
    remember_files(journal);
    if (!journal.errors().empty()) {
        say_errors(journal.errors());
        return false;
    }
    warn_of_unfinished(journal);
    if (lacks_merge_driver(fs::path(journal_path_).parent_path().string())) warn_line(Text::git_no_driver);
    return true;
}

void Session::warn_of_unfinished(const Journal& journal) const {
    for (const Unfinished& part : journal.unfinished())
        if (was_left_unfinished(part.file, part.at)) warn_line({Text::unfinished_left_out, {part.file, std::to_string(part.line)}});
}

Result<void> Session::save(const std::string& path, std::string_view text, std::vector<std::string> inputs) const {
    inputs.insert(inputs.end(), files_.begin(), files_.end());
    inputs.insert(inputs.end(), {journal_path_, settings_path_});
    std::error_code ignored;
    for (const std::string& input : inputs)
        if (fs::is_regular_file(path, ignored) && fs::equivalent(path, input, ignored))
            return fail({Text::err_own_file, {path}}, Text::hint_own_file);
    return write_file(path, text);
}

void Session::entry_is_written() {
    wrote_entry_ = true;
    ignore_signals();
}

Result<Date> Session::day(const Args& args) const {
    if (!args.has("date")) return today_;
    const auto day = parse_past_day(args.get("date"), today_);
    if (!day) return fail({Text::err_not_a_day, {args.get("date")}}, Text::hint_day);
    return *day;
}

Result<Period> Session::period(const Args& args) const {
    Period period;
    if (args.has("period")) {
        const auto found = parse_period(args.get("period"), today_);
        if (!found) return fail({Text::err_not_a_period, {args.get("period")}}, Text::hint_period);
        period = *found;
    }
    if (args.has("begin")) {
        const auto found = parse_period(args.get("begin"), today_);
        if (!found) return fail({Text::err_not_a_day, {args.get("begin")}}, Text::hint_day);
        period.begin = found->begin;
    }
    if (args.has("end")) {
        const auto found = parse_period(args.get("end"), today_);
        if (!found) return fail({Text::err_not_a_day, {args.get("end")}}, Text::hint_day);
        period.end = found->begin;
    }
    if (period.begin >= period.end)
        return fail({Text::err_empty_period, {to_text(period.begin), to_text(period.end)}}, Text::hint_empty_period);
    return period;
}

int Session::answer(const Args& args, const std::function<Answer(const Question&)>& ask) {
    if (!find_ledger(args)) return refused;
    Journal journal(settings_.books);
    if (!read_journal(journal)) return refused;
    return answer(args, journal, ask);
}

int Session::answer(const Args& args, const Journal& journal, const std::function<Answer(const Question&)>& ask) {
    const Result<Period> asked = period(args);
    if (!asked) return say_error(asked.error(), bad_usage);
    Answer found = ask(Question{journal.entries(), settings_.books, *asked, today_});
    if (!found) return say_problems(journal, found.error());
    return show(args, std::move(*found));
}

int Session::show(const Args& args, Report report) {
    report.shop = settings_.shop_name;
    report.made = today_;
    const Format* format = formats().front();
    if (args.has("output")) {
        const Format* of_file = format_of_file(args.get("output"));
        if (!of_file && !args.has("output-format"))
            return say_error(Error({Text::err_format_of_file, {args.get("output")}},
                                   {Text::hint_one_of, {fmt::format("{}", fmt::join(format_names(), ", "))}}),
                             bad_usage);
        if (of_file) format = of_file;
    }
    if (args.has("output-format")) format = format_named(args.get("output-format"));
    const bool to_file = args.has("output");
    const std::string text = render(report, *format, Look{lang(), colour_ && !to_file, to_file ? 0 : width_});
    if (to_file) {
        if (const auto written = save(args.get("output"), text); !written) return say_error(written.error());
        return done;
    }
    std::fwrite(text.data(), 1, text.size(), stdout);
    return done;
}

int Session::say_error(const Error& error, int code) const {
    if (held_)
        held_->append(render_error(error, lang(), false));
    else
        std::fputs(render_error(error, lang(), colour_errors_).c_str(), stderr);
    return code;
}

int Session::say_errors(const Errors& errors, size_t most) const {
    for (size_t i = 0; i < errors.size() && i < most; ++i) say_error(errors[i]);
    if (errors.size() > most) warn_line({Text::more_errors, {std::to_string(errors.size() - most)}});
    return refused;
}

int Session::say_problems(const Journal& journal, const Problems& problems, size_t most) const {
    Errors errors;
    for (size_t i = 0; i < problems.size() && i < most; ++i) errors.push_back(journal.locate(problems[i]));
    say_errors(errors, most);
    if (problems.size() > most) warn_line({Text::more_errors, {std::to_string(problems.size() - most)}});
    return refused;
}

void Session::say_warning(const Journal& journal, const Problem& problem) const {
    Error warning = journal.locate(problem);
    warning.warns = true;
    say_error(warning);
}

bool Session::show_entries(const std::string& text) {
    if (text == shown_) return false;
    fmt::print("{}", text);
    shown_ = text;
    return true;
}

void Session::say_line(const Message& message) const { fmt::print("{}\n", printable(say(message, lang()))); }
void Session::warn_line(const Message& message) const {
    const std::string line = printable(say(message, lang())) + '\n';
    if (held_)
        held_->append(line);
    else
        std::fputs(line.c_str(), stderr);  // which may be closed: fmt::print would throw
}

void Session::say_taken(const std::string& typed, const std::string& taken) const {
    if (has_taken(typed)) return;
    taken_.push_back(typed);
    warn_line({Text::taken_for, {typed, taken}});
}

bool Session::has_taken(const std::string& typed) const { return std::find(taken_.begin(), taken_.end(), typed) != taken_.end(); }

Result<ItemId> Session::item(const Journal& journal, const std::string& name) const {
    const Result<ItemId> found = find_item(*this, journal.entries(), name, Meant::known);
    if (found && *found == ItemId::none) return tl::unexpected<Error>(unknown_item(journal.entries(), name));
    return found;
}

Result<PartyId> Session::party(const Journal& journal, const std::string& name) const {
    const Result<PartyId> found = find_party(*this, journal.entries(), name, Meant::known);
    if (found && *found == PartyId::none) return tl::unexpected<Error>(unknown_party(journal.entries(), name));
    return found;
}

Result<WordId> Session::account(const Journal& journal, const std::string& name) const {
    const Result<WordId> found = find_account(*this, journal.entries(), name, Meant::known);
    if (found && *found == WordId::none) return tl::unexpected<Error>(unknown_account(journal.entries(), name));
    return found;
}

Result<uint32_t> Session::entry(const Journal& journal, const std::string& ref) const {
    const Entries& entries = journal.entries();
    const auto index_of_ref = [&](std::string_view one) { return entries.find(entries.refs.find(one)); };
    const uint32_t found = index_of_ref(known_word(ref, [&](std::string_view one) { return index_of_ref(one) != no_entry; }));
    if (found != no_entry) return found;
    std::vector<std::string_view> known;
    for (uint32_t i = 1; i < entries.refs.size(); ++i) known.push_back(entries.refs.text(static_cast<RefId>(i)));
    const std::string_view near = did_you_mean(ref, known);
    return fail({Text::err_no_entry, {ref}}, near.empty() ? Message(Text::hint_no_entry) : Message(Text::hint_did_you_mean, {near}));
}

}  // namespace daybook
