#include "cli/editor.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>

#include "base/files.h"
#include "base/launch.h"
#include "base/process.h"
#include "base/shell_word.h"
#include "base/utf8.h"
#include "cli/line_editor.h"
#include "journal/blocks.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

// VISUAL, else EDITOR, else what is there on a terminal.
Result<std::string> editor_of_user(const std::string& subject) {
    for (const char* name : {"VISUAL", "EDITOR"})
        if (std::string named = variable(name); named.find_first_not_of(' ') != std::string::npos) return named;
    if (!on_terminal()) return fail({Text::err_edit_no_terminal, {subject}}, {Text::hint_edit_no_terminal, {subject}});
    for (const char* name : {"vi", "nano"})
        if (!program_on_path(name).empty()) return std::string(name);
    return fail(Text::err_no_editor, {Text::hint_no_editor, {subject}});
}

// A name alone is run as it is; where there are arguments in it, or quotes, the shell takes it apart. The file's name it only hands on.
Result<int> run_editor(const std::string& editor, const std::string& file) {
    if (editor.find_first_of(" \t|&;<>()$`\\\"'*?[#~=%") == std::string::npos) return run_on_terminal({editor, file});
    return run_on_terminal({"sh", "-c", editor + " \"$@\"", editor, file});
}

// Lines of what is said above the text.
std::string as_comments(std::string_view said) {
    std::string out;
    while (!said.empty()) {
        const size_t end = std::min(said.find('\n'), said.size());
        out.append("; ").append(said.substr(0, end));
        while (out.ends_with(' ')) out.pop_back();
        out += '\n';
        said.remove_prefix(std::min(end + 1, said.size()));
    }
    return out;
}

// What was typed, without what was said above it. Line ends are ours.
std::string body_of(std::string text) {
    if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
    std::string body;
    bool above = true;
    for (size_t at = 0, end = 0; at < text.size(); at = end + 1) {
        end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        if (line.ends_with('\r')) line.pop_back();
        const bool blank = line.find_first_not_of(" \t") == std::string::npos;
        if (above && (blank || line.starts_with(';'))) continue;
        above = false;
        body.append(line).append("\n");
    }
    while (body.ends_with("\n\n")) body.pop_back();
    return body;
}

// A file of ours beside the journal: shop.journal.edit-S1.
std::string draft_stem(const Session& session, const std::string& subject) {
    std::string name;
    for (char c : subject) name += c == '/' || c == ' ' || c == '\'' || c == '"' || c == '\\' || c == '$' || c == '`' ? '_' : c;
    return session.journal_path() + ".edit-" + name;
}

Result<std::string> make_draft(const Session& session, const Editing& editing, const std::string& text) {
    const std::string stem = draft_stem(session, editing.subject);
    for (int number = 1;; ++number) {
        const std::string path = number == 1 ? stem : stem + "-" + std::to_string(number);
        int why = 0;
        const Result<void> made = create_file(path, text, &why);
        if (made) return path;
        if (why != EEXIST) return tl::unexpected<Error>(made.error());
    }
}

class Edit {
  public:
    Edit(Session& session, const Editing& editing) : session_(session), editing_(editing) {}

    int run(const std::function<Typed(const std::string&)>& write) {
        const Result<std::string> editor = editor_of_user(editing_.subject);
        if (!editor) return stop(editor.error());
        if (const auto ready = prepare(); !ready) return stop(ready.error());
        constexpr int most_without_terminal = 5;  // a program that is no person may never stop
        for (int round = 1;; ++round) {
            const Result<int> status = run_editor(*editor, path_);
            const Result<std::string> text = read_file(path_);
            if (!text) return stop(text.error());
            const std::string body = body_of(*text);
            const bool unchanged = body.empty() || spelled(body, Comments::all) == spelled(editing_.shown, Comments::all);
            if (!status || *status != 0) return stop_after(*editor, status, unchanged);
            if (unchanged) {
                remove();
                session_.say_line(body.empty() ? Text::draft_empty : editing_.unchanged);
                return done;
            }
            if (body == refused_) return keep();
            complaints_.clear();
            session_.hold_complaints(&complaints_);
            const Typed result = write(body);
            session_.hold_complaints(nullptr);
            if (result == Typed::written) {
                std::fputs(complaints_.c_str(), stderr);
                remove();
                return done;
            }
            refused_ = body;
            if (result == Typed::hopeless || (!on_terminal() && round == most_without_terminal)) return keep();
            const std::string refused(daybook::text(Text::draft_refused, session_.lang()));
            if (const auto said = write_file(path_, as_comments(refused + "\n" + complaints_) + body); !said) {
                complaints_ += render_error(said.error(), session_.lang(), false);
                return keep();
            }
        }
    }

  private:
    Result<void> prepare() {
        if (!editing_.draft.empty()) {
            path_ = editing_.draft;
            const Result<std::string> there = read_file(path_);
            if (!there) return tl::unexpected<Error>(there.error());
            return {};
        }
        const std::string head = say({editing_.head, {editing_.subject}}, session_.lang());
        const Result<std::string> made = make_draft(session_, editing_, as_comments(head) + editing_.shown);
        if (!made) return tl::unexpected<Error>(made.error());
        path_ = *made;
        return {};
    }

    // A file that is not ours stays.
    void remove() const {
        std::error_code ignored;
        if (path_.starts_with(session_.journal_path() + ".edit-")) fs::remove(path_, ignored);
    }

    int stop(const Error& error) const {
        session_.say_error(error);
        session_.warn_line(Text::nothing_written);
        return refused;
    }

    int stop_after(const std::string& editor, const Result<int>& status, bool unchanged) const {
        constexpr int not_found = 127, not_to_run = 126;
        if (!status || *status == not_found || *status == not_to_run)
            session_.say_error(Error({Text::err_editor_not_there, {editor}}, Text::hint_editor));
        else
            session_.say_error(Error({Text::err_editor_failed, {editor, std::to_string(*status)}}));
        session_.warn_line(Text::nothing_written);
        if (unchanged && editing_.draft.empty())
            remove();
        else
            say_kept();
        return refused;
    }

    int keep() const {
        std::fputs(complaints_.c_str(), stderr);
        say_kept();
        return refused;
    }

    void say_kept() const { session_.warn_line({Text::draft_kept, {shell_word(path_), editing_.retyped}}); }

    Session& session_;
    const Editing& editing_;
    std::string path_, complaints_, refused_;
};

}  // namespace

int edit_text(Session& session, const Editing& editing, const std::function<Typed(const std::string&)>& write) {
    return Edit(session, editing).run(write);
}

}  // namespace daybook
