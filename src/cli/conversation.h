// One entry asked for: the questions of a dialogue, from the first to the answer that writes it. See cli/asking.h.
#pragma once

#include "cli/asking.h"
#include "cli/at_hand.h"
#include "cli/basket.h"

namespace daybook {

class Conversation {
  public:
    // On to the next; back to the first question, with what was answered; the entry is written; dropped; whoever was asked has left.
    enum class Went { on, again, written, dropped, left, finished };

    Conversation(Session& session, const Args& given, const Dialogue& dialogue, LineEditor& editor);

    // One entry. `finished`: nothing was begun.
    Went hold();
    int code() const { return code_; }  // for the exit, once it is left or cannot go on

    std::string answered(std::string_view option) const;
    Money due() const { return due_; }
    Money settled() const { return settled_; }

  private:
    // conversation.cpp
    Went ask_all();
    Went ask_one(size_t question);
    Went confirm();
    Went party(size_t question, bool suppliers);
    Went account(size_t question);
    Went amount(size_t question, bool required, Text prompt);
    Went words(size_t question, bool required, Text prompt, const LineEditor::Complete& complete);
    Went confirm_new(const Message& question, std::string& typed, const LineEditor::Complete& complete);
    Went read(const std::string& prompt, std::string& line, const LineEditor::Complete& complete = {});
    Went leave(LineEditor::End end);
    void show_differences();

    // ask_money.cpp
    Went money(size_t question, bool pays);
    Result<std::vector<std::string>> read_money(const std::string& typed, Money due, bool pays);

    // ask_goods.cpp: what is typed
    Went goods(Text prompt);
    Went goods_line(const std::string& typed);
    bool names_item(const std::string& word) const;
    Went add(TypedGoods goods);
    Result<Went> code_of(TypedGoods& goods, bool may_be_new);
    Went price_line();
    void offer_choices(const TypedGoods& goods, std::vector<ItemId> items);

    // basket_shown.cpp: what is said of it
    void show_line();
    void add_sale_parts(const TypedGoods& line, std::vector<std::string>& parts);
    std::string last_price(const TypedGoods& line) const;
    void tell_last_prices();
    std::string name_of(const TypedGoods& line) const;
    std::optional<UnitPrice> price_of(const TypedGoods& line) const;
    void show_help() const;
    Result<Draft> priced();
    Money total_of(const Draft& draft) const;
    Money to_pay_for(const Draft& draft, Money goods);
    Money amount_of(const TypedGoods& line) const;

    Args args() const;  // as they could have been typed
    bool is_given(const Prompt& question) const;
    std::string say(const Message& message) const { return daybook::say(message, session_.lang()); }
    void tell(const std::string& line) const;
    void tell(const Message& message) const { tell(say(message)); }
    // In as many lines as they need. The first may be the name of what the others say.
    void tell_parts(const std::vector<std::string>& parts, bool named = true) const;
    void complain(const Error& error) const;
    const std::string& currency() const { return session_.settings().books.currency.code; }
    std::string with_plain_price(const std::string& price) const;
    std::string money_text(Money money) const { return to_text(money, at_hand_.decimals()); }

    Session& session_;
    const Args& given_;
    const Dialogue& dialogue_;
    LineEditor& editor_;
    AtHand at_hand_;
    Basket basket_;
    std::vector<std::vector<std::string>> answers_;  // by question
    bool new_names_ = false;                         // and somebody said that they are
    TypedGoods pending_;                             // fits several
    std::vector<ItemId> choices_;                    // these
    Money due_, settled_;
    int code_ = 0;
};

}  // namespace daybook
