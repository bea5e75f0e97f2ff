#include "cli/at_hand.h"

#include <algorithm>

#include "base/utf8.h"
#include "cli/known.h"

namespace daybook {

namespace {

// Letters apart from their case; other scripts have none.
bool holds(std::string_view text, std::string_view part) {
    const auto same = [](char a, char b) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
        return lower(a) == lower(b);
    };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

// Those that begin so, else those that hold it: TAB goes by beginnings where there are any.
Completions like(std::string_view typed, size_t from, std::vector<Completions::Word> words) {
    const std::string_view part = typed.substr(from);
    std::erase_if(words, [&](const Completions::Word& word) { return !holds(word.text, part) && !holds(word.note, part); });
    if (!part.empty() && std::any_of(words.begin(), words.end(), [&](const auto& word) { return word.text.starts_with(part); }))
        std::erase_if(words, [&](const Completions::Word& word) { return !word.text.starts_with(part); });
    return {from, std::move(words)};
}

// The sum of what an entry that is not in the journal yet posts to a party's account.
class PostedTo : public Observer {
  public:
    PostedTo(uint32_t first_new, AccountClass cls) : first_new_(first_new), class_(cls) {}
    void booked(const Booked& booked) override {
        if (booked.index < first_new_) return;
        for (const Posting& posting : booked.postings)
            if (posting.account.cls == class_) amount += posting.amount;
    }
    bool wants_steps() const override { return false; }
    Money amount;

  private:
    uint32_t first_new_;
    AccountClass class_;
};

}  // namespace

bool AtHand::read(const Args& args) {
    if (!session_.find_ledger(args)) return false;
    books_.reset();
    Journal& journal = journal_.emplace(session_.settings().books);
    if (!session_.read_journal(journal)) return false;
    prices_ = PricesObserver(decimals());
    prices_.look_at(entries());
    books_.emplace(entries(), session_.settings().books);
    books_->replay(&prices_);
    if (books_->problems().empty()) return true;
    session_.say_problems(journal, books_->problems());
    return false;
}

std::string AtHand::name_of(ItemId item) const {
    const std::string code(entries().items.text(item));
    const std::string name(entries().words.text(books_->masters().of(item).name));
    return name.empty() ? code : name + " " + code;
}

std::string AtHand::label_of(ItemId item) const {
    const ItemFacts& facts = books_->masters().of(item);
    std::string label(entries().words.text(facts.name));
    if (facts.price) label.append(label.empty() ? "" : "  ").append(to_text(*facts.price, decimals()));
    if (const auto held = on_hand(item))
        label.append(label.empty() ? "" : "  ").append(say({Text::ask_on_hand, {to_text(*held)}}, session_.lang()));
    return label;
}

std::optional<Quantity> AtHand::on_hand(ItemId item) const {
    if (item == ItemId::none || index_of(item) >= entries().items.size()) return Quantity();
    if (!books_->masters().of(item).is_held()) return std::nullopt;
    return books_->pool(item).quantity();
}

std::optional<Quantity> AtHand::on_hand_in(ItemId item, const std::string& warehouse) const {
    const std::optional<Quantity> all = on_hand(item);
    if (!all || !books_->uses_warehouses() || item == ItemId::none || index_of(item) >= entries().items.size()) return all;
    return books_->held_in(item, entries().words.find(warehouse));
}

Quantity AtHand::in_own_unit(ItemId item, const TypedGoods& goods) const {
    Quantity typed;
    if (parse_decimal(goods.quantity, quantity_decimals, typed.raw) != BadNumber::none) return {};
    const ItemFacts& facts = books_->masters().of(item);
    if (goods.unit.empty() || goods.unit == entries().words.text(facts.unit)) return typed;
    for (const LargerUnit& larger : facts.larger_units)
        if (goods.unit == entries().words.text(larger.name)) return Quantity(mul_div(typed.raw, larger.holds.raw, one_unit));
    return {};
}

std::optional<UnitPrice> AtHand::last_price(PartyId customer, ItemId item) const {
    const std::vector<Entry>& all = entries().entries;
    for (size_t i = all.size(); customer != PartyId::none && i-- > 0;) {
        const Entry& entry = all[i];
        if (entry.party != customer || (entry.kind != Kind::sell && entry.kind != Kind::order) || books_->is_out(static_cast<uint32_t>(i)))
            continue;
        for (const GoodsLine& line : entries().goods_of(entry))
            if (line.item == item && line.form == PriceForm::unit) return line.unit_price();
    }
    return std::nullopt;
}

std::optional<UnitPrice> AtHand::last_cost(PartyId supplier, ItemId item, const std::string& unit) const {
    const Bought* last = prices_.last(item, supplier);
    if (!last) return unit.empty() ? opening_cost(item) : std::nullopt;
    if (unit.empty()) return last->price;
    return last->unit == entries().words.find(unit) ? std::optional(last->written) : std::nullopt;
}

std::optional<UnitPrice> AtHand::opening_cost(ItemId item) const {
    for (const Entry& entry : entries().entries)
        if (entry.kind == Kind::open)
            for (const GoodsLine& line : entries().goods_of(entry))
                if (line.item == item && line.form == PriceForm::unit && !line.has_marks) return line.unit_price();
    return std::nullopt;
}

Money AtHand::owes(PartyId party) const {
    return books_->balances().of({AccountClass::receivable, party}) + books_->balances().of({AccountClass::payable, party});
}

std::vector<ItemId> AtHand::items_like(std::string_view part) const {
    std::vector<ItemId> found;
    for (uint32_t i = 1; i < entries().items.size(); ++i) {
        const auto item = static_cast<ItemId>(i);
        if (holds(entries().items.text(item), part) || holds(entries().words.text(books_->masters().of(item).name), part))
            found.push_back(item);
    }
    std::sort(found.begin(), found.end(), [&](ItemId a, ItemId b) { return entries().items.text(a) < entries().items.text(b); });
    return found;
}

Completions AtHand::complete_item(std::string_view typed, size_t from) const {
    std::vector<Completions::Word> words;
    for (ItemId item : items_like(typed.substr(from))) words.push_back({std::string(entries().items.text(item)), label_of(item)});
    return like(typed, from, std::move(words));
}

Completions AtHand::complete_party(std::string_view typed, bool suppliers) const {
    std::vector<Completions::Word> words;
    for (uint32_t i = 1; i < entries().parties.size(); ++i) {
        const PartyFacts& facts = books_->masters().of(static_cast<PartyId>(i));
        if (suppliers ? facts.is_customer && !facts.is_supplier : facts.is_supplier && !facts.is_customer) continue;
        words.push_back({std::string(entries().parties.text(static_cast<PartyId>(i))), {}});
    }
    return like(typed, 0, std::move(words));
}

std::vector<WordId> AtHand::accounts() const {
    std::vector<WordId> found;
    std::vector<bool> seen(entries().words.size());
    const auto add = [&](WordId account) {
        if (account == WordId::none || seen[index_of(account)]) return;
        seen[index_of(account)] = true;
        found.push_back(account);
    };
    for (const Entry& entry : entries().entries) {
        if (entry.kind == Kind::account) add(static_cast<WordId>(entry.subject));
        for (const Detail& detail : entries().details_of(entry))
            if (spec(detail.key).values[1] == Value::account) add(detail.word());
    }
    return found;
}

bool AtHand::knows_account(const std::string& typed) const {
    const std::string code = account_code(entries(), typed);
    const auto usual = usual_accounts();
    if (code == entries().words.text(entries().deposit) ||
        std::any_of(usual.begin(), usual.end(), [&](const UsualAccount& account) { return account.code == code; }))
        return true;
    const std::vector<WordId> known = accounts();
    return std::any_of(known.begin(), known.end(), [&](WordId account) { return entries().words.text(account) == code; });
}

Completions AtHand::complete_account(std::string_view typed) const {
    std::vector<Completions::Word> words;
    for (WordId account : accounts()) {
        const std::string code(entries().words.text(account)), shown(entries().words.text(entries().account_names.display(account)));
        words.push_back({shown, shown == code ? "" : code});
    }
    const size_t blank = typed.rfind(' ');
    return like(typed, blank == std::string_view::npos ? 0 : blank + 1, std::move(words));
}

Completions AtHand::complete_category(std::string_view typed, Kind kind) const {
    std::vector<Completions::Word> words;
    std::vector<bool> seen(entries().words.size());
    for (const Entry& entry : entries().entries) {
        if (entry.kind != kind || entry.purpose == WordId::none || seen[index_of(entry.purpose)]) continue;
        seen[index_of(entry.purpose)] = true;
        words.push_back({std::string(entries().words.text(entry.purpose)), {}});
    }
    return like(typed, 0, std::move(words));
}

Completions AtHand::complete_warehouse(std::string_view typed) const {
    std::vector<Completions::Word> words;
    std::vector<bool> seen(entries().words.size());
    for (const Entry& entry : entries().entries)
        for (WordId place : {entry.warehouse, entry.warehouse_to}) {
            if (place == WordId::none || seen[index_of(place)]) continue;
            seen[index_of(place)] = true;
            words.push_back({std::string(entries().words.text(place)), {}});
        }
    return like(typed, 0, std::move(words));
}

tl::expected<Money, Errors> AtHand::due(const Args& args, Draft draft, bool may_be_short) const {
    const bool buys = draft.kind == Kind::purchase;
    const Clause clause = buys ? Clause::from : Clause::to;
    const std::string name(spec(clause).name);
    // somebody has to owe it, until it is known who
    if (!args.has(name)) draft.clauses[clause] = "?";
    std::vector<std::string> refs;
    const Result<std::string> text = compose(session_, args, entries(), draft, refs);
    if (!text) return tl::unexpected<Errors>({text.error()});
    Journal journal(session_.settings().books);
    Result<TextFile> file = TextFile::open(session_.journal_path());
    if (!file) return tl::unexpected<Errors>({file.error()});
    journal.read_main(session_.journal_path(), std::move(*file));
    const auto first_new = static_cast<uint32_t>(journal.entries().entries.size());
    journal.read_draft(std::string(daybook::text(Text::draft_name, session_.lang())), *text);
    if (!journal.errors().empty()) return tl::unexpected<Errors>(journal.errors());
    PostedTo posted(first_new, buys ? AccountClass::payable : AccountClass::receivable);
    BookSettings settings = session_.settings().books;
    if (may_be_short) settings.negative_stock = NegativeStock::allow;
    Books books(journal.entries(), settings);
    books.replay(&posted);
    Errors errors;
    for (const Problem& problem : books.problems()) errors.push_back(journal.locate(problem));
    if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
    return buys ? -posted.amount : posted.amount;
}

}  // namespace daybook
