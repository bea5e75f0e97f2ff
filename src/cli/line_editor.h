// A line typed on a terminal: edited, remembered, completed by TAB. libedit does the work, and nothing else includes it; what is remembered
// is forgotten with the program, since it names customers.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace daybook {

// What TAB can put in place of the typed text from the byte `from` on.
struct Completions {
    struct Word {
        std::string text;
        std::string note;  // shown beside it where there are several
    };
    size_t from = 0;
    std::vector<Word> words;
};

class LineEditor {
  public:
    // Enter; Ctrl-C; Ctrl-D on an empty line, or the terminal is gone.
    enum class End { line, interrupted, gone };
    using Complete = std::function<Completions(std::string_view typed)>;

    // Changes the locale of the process for characters, and the terminal's settings while a line is read. `more` says how many completions
    // are not shown.
    explicit LineEditor(std::function<std::string(size_t)> more);
    LineEditor(const LineEditor&) = delete;
    LineEditor& operator=(const LineEditor&) = delete;
    ~LineEditor();

    // The line is put into `line` without its end.
    End read(const std::string& prompt, std::string& line, const Complete& complete = {});

    uint32_t columns() const;  // cells of a line of the terminal

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// Whether there is someone to ask: both what is read and what is said is a terminal.
bool on_terminal();

}  // namespace daybook
