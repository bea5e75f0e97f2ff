#include "cli/line_editor.h"

#include <fmt/format.h>
#include <histedit.h>
#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/utf8.h"

namespace daybook {

namespace {

constexpr size_t most_shown = 20;
constexpr const char* paste_begins = "\033[200~";
constexpr std::wstring_view paste_ends = L"\033[201~";

// libedit takes characters apart as the locale says: one of UTF-8, whatever the user's is.
void use_utf8() {
    if (std::setlocale(LC_CTYPE, "") && std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return;
    if (!std::setlocale(LC_CTYPE, "C.UTF-8")) std::setlocale(LC_CTYPE, "en_US.UTF-8");
}

std::string common_start(const std::vector<Completions::Word>& words) {
    std::string start = words.front().text;
    for (const Completions::Word& word : words) {
        const auto end = std::mismatch(start.begin(), start.end(), word.text.begin(), word.text.end()).first;
        start.erase(end, start.end());
    }
    while (!start.empty() && find_fault(start).kind == BadText::invalid_utf8) start.pop_back();  // a character cut in two
    return start;
}

// Terminals of a fixed kind know no marks around what is pasted, and would show them.
bool knows_paste() {
    const char* term = std::getenv("TERM");
    const std::string_view name = term ? term : "";
    return name.starts_with("xterm") || name.starts_with("screen") || name.starts_with("tmux") || name.starts_with("rxvt");
}

}  // namespace

struct LineEditor::State {
    EditLine* editor = nullptr;
    History* history = nullptr;
    std::string prompt;
    const Complete* complete = nullptr;
    std::function<std::string(size_t)> more;
    bool interrupted = false;

    static State& of(EditLine* editor) {
        void* state = nullptr;
        el_get(editor, EL_CLIENTDATA, &state);
        return *static_cast<State*>(state);
    }

    void list(const std::vector<Completions::Word>& words) const {
        uint32_t widest = 0;
        for (size_t i = 0; i < words.size() && i < most_shown; ++i) widest = std::max(widest, width(words[i].text));
        std::fputc('\n', stdout);
        for (size_t i = 0; i < words.size() && i < most_shown; ++i) {
            const Completions::Word& word = words[i];
            std::string row = "  " + printable(word.text);
            if (!word.note.empty()) row += std::string(widest - width(word.text) + 2, ' ') + printable(word.note);
            fmt::print("{}\n", row);
        }
        if (words.size() > most_shown) fmt::print("  {}\n", more(words.size() - most_shown));
        std::fflush(stdout);
    }

    unsigned char on_tab() {
        const LineInfo* info = el_line(editor);
        const std::string_view typed(info->buffer, static_cast<size_t>(info->cursor - info->buffer));
        if (!complete || !*complete) return CC_ERROR;
        const Completions found = (*complete)(typed);
        if (found.words.empty()) return CC_ERROR;
        const std::string_view part = typed.substr(found.from);
        const std::string put = common_start(found.words);
        const bool longer = found.words.size() == 1 ? put != part : put.size() > part.size() && put.starts_with(part);
        if (longer) {
            const auto back = static_cast<int>(characters(part));
            el_deletestr(editor, back);
            el_insertstr(editor, put.c_str());
            if (found.words.size() == 1) return CC_REFRESH;
        }
        if (found.words.size() > 1) {
            list(found.words);
            return CC_REDISPLAY;
        }
        return CC_NORM;
    }

    // What is pasted is one line: its line ends would be taken for Enter, and might write an entry.
    unsigned char on_paste() const {
        std::wstring pasted;
        for (wchar_t c = 0; !pasted.ends_with(paste_ends);) {
            if (el_wgetc(editor, &c) != 1) return CC_EOF;
            pasted += c;
        }
        pasted.resize(pasted.size() - paste_ends.size());
        while (!pasted.empty() && (pasted.back() == L'\r' || pasted.back() == L'\n')) pasted.pop_back();
        std::replace_if(
            pasted.begin(), pasted.end(), [](wchar_t c) { return c < L' '; }, L' ');
        el_winsertstr(editor, pasted.c_str());
        return CC_REFRESH;
    }
};

LineEditor::LineEditor(std::function<std::string(size_t)> more) : state_(std::make_unique<State>()) {
    use_utf8();
    State& state = *state_;
    state.more = std::move(more);
    state.editor = el_init("daybook", stdin, stdout, stderr);
    state.history = history_init();
    HistEvent event{};
    history(state.history, &event, H_SETSIZE, 200);
    history(state.history, &event, H_SETUNIQUE, 1);
    EditLine* editor = state.editor;
    el_set(editor, EL_CLIENTDATA, &state);
    char* (*prompt)(EditLine*) = [](EditLine* el) { return State::of(el).prompt.data(); };
    el_set(editor, EL_PROMPT, prompt);
    el_set(editor, EL_HIST, history, state.history);
    el_set(editor, EL_EDITOR, "emacs");
    el_set(editor, EL_SIGNAL, 1);  // puts the terminal right before it dies of one, and sees a new width
    unsigned char (*on_tab)(EditLine*, int) = [](EditLine* el, int) { return State::of(el).on_tab(); };
    unsigned char (*on_interrupt)(EditLine*, int) = [](EditLine* el, int) {
        State::of(el).interrupted = true;
        return static_cast<unsigned char>(CC_EOF);
    };
    unsigned char (*on_paste)(EditLine*, int) = [](EditLine* el, int) { return State::of(el).on_paste(); };
    // by their wide names: of others libedit makes copies that it never gives back
    el_wset(editor, EL_ADDFN, L"daybook-complete", L"complete", on_tab);
    el_wset(editor, EL_ADDFN, L"daybook-interrupt", L"interrupt", on_interrupt);
    el_wset(editor, EL_ADDFN, L"daybook-paste", L"paste", on_paste);
    el_set(editor, EL_BIND, "\t", "daybook-complete", nullptr);
    el_set(editor, EL_BIND, "^C", "daybook-interrupt", nullptr);
    el_set(editor, EL_BIND, paste_begins, "daybook-paste", nullptr);
    el_set(editor, EL_SETTY, "-d", "-isig", nullptr);  // Ctrl-C is a key: whoever types it hears that nothing was written
}

LineEditor::~LineEditor() {
    if (state_->editor) el_end(state_->editor);
    if (state_->history) history_end(state_->history);
}

LineEditor::End LineEditor::read(const std::string& prompt, std::string& line, const Complete& complete) {
    State& state = *state_;
    line.clear();
    if (!state.editor) return End::gone;
    state.prompt = printable(prompt) + "> ";
    state.complete = &complete;
    state.interrupted = false;
    const bool paste = knows_paste();
    if (paste) std::fputs("\033[?2004h", stdout);
    std::fflush(stdout);
    int length = 0;
    const char* typed = el_gets(state.editor, &length);
    if (paste) std::fputs("\033[?2004l", stdout);
    if (state.interrupted || !typed || length <= 0) {
        std::fputc('\n', stdout);
        std::fflush(stdout);
        return state.interrupted ? End::interrupted : End::gone;
    }
    line.assign(typed, static_cast<size_t>(length));
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    HistEvent event{};
    if (!line.empty()) history(state.history, &event, H_ENTER, line.c_str());
    std::fflush(stdout);
    return End::line;
}

uint32_t LineEditor::columns() const {
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool on_terminal() { return ::isatty(STDIN_FILENO) && ::isatty(STDOUT_FILENO); }

}  // namespace daybook
