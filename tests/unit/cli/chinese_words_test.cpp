// Every command and option has a Chinese word, none two of one command the same, and the words typed mean what the English ones do.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "base/half_width.h"
#include "cli/parse.h"
#include "model/kinds.h"

using namespace daybook;

namespace {

using Path = std::vector<const Command*>;

void each_command(const Path& path, const std::function<void(const Path&)>& with) {
    with(path);
    for (const Command& child : path.back()->commands) {
        Path deeper = path;
        deeper.push_back(&child);
        each_command(deeper, with);
    }
}

bool is_chinese_word(std::string_view word) {
    const bool ascii = std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return !ascii && word.find_first_of(" ,=") == std::string_view::npos && half_width(word) == word;
}

// Names of other programs, which have none in Chinese.
const std::set<std::string> names_of_programs = {"hledger", "ledger", "beancount"};

std::string parsed(const std::vector<std::string>& words) {
    const Result<Parsed> found = parse_command_line(program(), words);
    if (!found) return say(found.error().what, Lang::en) + " / " + say(found.error().hint, Lang::en);
    std::string out = path_text(found->path);
    for (const std::string& word : found->args.words) out += " " + word;
    for (const char* option : {"to", "from", "received", "with", "by", "status", "date", "period", "note", "output-format", "dry-run"})
        for (const std::string& value : found->args.all(option)) out.append(" ").append(option).append("=").append(value);
    return out;
}

}  // namespace

TEST_CASE("Chinese words: every command has one, without blanks, and no two beside each other the same") {
    each_command({&program()}, [&](const Path& path) {
        std::set<std::string> names;
        for (const Command& child : path.back()->commands) {
            CAPTURE(path_text(path) + " " + child.name);
            CHECK(names.insert(child.name).second);
            if (child.hidden || names_of_programs.count(child.name)) continue;
            CHECK(is_chinese_word(child.chinese));
            CHECK(names.insert(child.chinese).second);
        }
    });
}

TEST_CASE("Chinese words: every option has one, and within a command, with those that all take, no two are the same") {
    each_command({&program()}, [&](const Path& path) {
        if (path.back()->hidden) return;
        std::set<std::string> names;
        for (const Command* command : path.size() > 1 ? Path{path.front(), path.back()} : path)
            for (const Option& option : command->options) {
                if (command != path.back() && long_name(option) == "help") continue;  // each command has its own
                CAPTURE(path_text(path) + " --" + long_name(option));
                CHECK(is_chinese_word(chinese_name(option)));
                for (const std::string& name : spellings(option)) {
                    CAPTURE(name);
                    CHECK(names.insert(name).second);
                }
            }
    });
}

TEST_CASE("Chinese words: every key and clause of the table has one, and no two keys have the same") {
    std::set<std::string_view> names;
    for (const KeySpec& key : all_keys()) {
        CAPTURE(key.name);
        CHECK(is_chinese_word(key.chinese));
        if (find_key(key.name) == &key) CHECK(names.insert(key.chinese).second);  // `also` is of parties and of items
    }
    for (const KindSpec& kind : all_kinds())
        for (const ClauseSpec& clause : all_clauses()) {
            CAPTURE(kind.name);
            CHECK(chinese_name(kind, clause.clause).empty() == (kind.use(clause.clause) == ClauseUse::none));
        }
}

TEST_CASE("Chinese words: choices that have one can be told apart") {
    each_command({&program()}, [&](const Path& path) {
        for (const Option& option : path.back()->options) {
            std::set<std::string> words;
            for (const Choice& choice : option.choices) {
                CAPTURE(path_text(path) + " --" + long_name(option) + " " + choice.word);
                CHECK(words.insert(choice.word).second);
                if (!choice.chinese.empty()) CHECK(words.insert(choice.chinese).second);
            }
        }
    });
}

TEST_CASE("Chinese words: they mean what the English ones do, in any mixture") {
    const struct {
        std::vector<std::string> typed, meant;
    } table[] = {
        {{"销售", "TEA:2", "--客户", "王芳", "--收款", "136", "--账户", "微信"},
         {"sell", "TEA:2", "--to", "王芳", "--received", "136", "--with", "微信"}},
        {{"销售", "退货", "S1", "TEA:1", "--客户=王芳"}, {"sell", "return", "S1", "TEA:1", "--from", "王芳"}},
        {{"purchase", "退货", "P1", "TEA:1", "--供应商", "杭州"}, {"purchase", "return", "P1", "TEA:1", "--to", "杭州"}},
        {{"库存", "调拨", "TEA:1", "--调出仓", "仓库", "--to", "门店"}, {"stock", "move", "TEA:1", "--from", "仓库", "--to", "门店"}},
        {{"ｓｅｌｌ", "TEA:1", "－－ｔｏ＝王芳"}, {"sell", "TEA:1", "--to=王芳"}},
        {{"sell", "TEA:1", "——客户", "王芳", "—备注", "－－急"}, {"sell", "TEA:1", "--to", "王芳", "--note", "－－急"}},
        {{"sell", "TEA:1　--客户　王芳"}, {"sell", "TEA:1", "--to", "王芳"}},
        {{"sell", "TEA:1　CUP：２"}, {"sell", "TEA:1", "CUP：２"}},
        {{"sell", "TEA:1", "--to", "王　芳"}, {"sell", "TEA:1", "--to", "王　芳"}},
        {{"sell", "TEA:1", "--date", "－３ｄ"}, {"sell", "TEA:1", "--date", "-3d"}},
        {{"利润", "--按", "客户", "--期间", "本月", "--格式", "csv"}, {"profit", "--by", "customer", "-p", "本月", "-O", "csv"}},
        {{"销售", "列表", "--状态", "待发货", "未收款"}, {"sell", "list", "--status", "to-ship", "unpaid"}},
        {{"sell", "list", "--status", "to ship"}, {"sell", "list", "--status", "to-ship"}},
        {{"支出", "30", "转账"}, {"expense", "30", "转账"}},
    };
    for (const auto& row : table) {
        const std::string meant = parsed(row.meant);
        CAPTURE(meant);
        CHECK(parsed(row.typed) == meant);
        CHECK(meant.find('/') == std::string::npos);
    }
}

TEST_CASE("Chinese words: misspelt, or given in both languages") {
    CHECK(parsed({"销售", "TEA:1", "--客护", "王芳"}) == "`daybook sell` has no option --客护 / did you mean `--客户`?");
    CHECK(parsed({"销售", "TEA:1", "－－客护＝王芳"}) == "`daybook sell` has no option --客护 / did you mean `--客户`?");
    CHECK(parsed({"销受", "TEA:1"}) == "there is no command `销受` / did you mean `销售`?");
    CHECK(parsed({"销售", "退贷", "S1"}) == "there is no command `daybook sell 退贷` / did you mean `退货`?");
    CHECK(parsed({"销售", "TEA:1", "--客户", "A", "--to", "B"}) ==
          "--客户 and --to are the same option: give one of them / see `daybook sell --help`");
    CHECK(parsed({"销售", "TEA:1", "--客户", "A", "--客户", "B"}) == "--客户 is given twice / see `daybook sell --help`");
    CHECK(parsed({"sell", "TEA:1", "--to", "--via", "taobao"}) == "--to needs CUSTOMER / see `daybook sell --help`");
    CHECK(parsed({"sell", "TEA:1", "--dry-run=no"}) == "--dry-run takes no value / see `daybook sell --help`");
    CHECK(parsed({"利润", "--按", "顾客"}).starts_with("--按 cannot be `顾客`"));
}

TEST_CASE("Chinese words: the language of an error is found among words that make no sense") {
    CHECK(likely_globals(program(), {"sell", "--what", "--lang", "zh"}).get("lang") == "zh");
    CHECK(likely_globals(program(), {"sell", "－－语言＝中文"}).get("lang") == "zh");
    CHECK(likely_globals(program(), {"sell", "--lang", "fr"}).get("lang").empty());
    CHECK(likely_globals(program(), {"sell", "--", "--lang", "zh"}).get("lang").empty());
    CHECK(likely_globals(program(), {"-f", "a.journal", "sell"}).get("file") == "a.journal");
}
