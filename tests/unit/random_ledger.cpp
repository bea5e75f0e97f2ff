// One function for each kind, and what they share. So longer than others: it is a list.
#include "unit/random_ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>

#include "journal/writer.h"

namespace daybook {

namespace {

constexpr std::array goods_names = {"TEA", "杯 子", "P;\"x\\", "BOX-1", "a:b", "@"};
constexpr const char* service_name = "POST";
constexpr const char* kit_name = "SET";
constexpr std::array buyers = {"王芳", "李 四", "O\"x", "c", "小王"};
constexpr std::array suppliers = {"义乌", "景德 镇"};
constexpr std::array wallets = {"cash", "支付宝", "bank 1"};
constexpr std::array categories = {"房租", "ads; all", "fee", "postage"};

struct Sold {
    std::string item;
    int64_t quantity;  // in whole units
};

// An entry that later ones may be `of`.
struct Document {
    Kind kind;
    std::string ref, party;
    Date date;
    std::vector<Sold> lines;
};

class Maker {
  public:
    Maker(uint64_t seed, const Limits& asked) : limits(asked), random_(seed) {}

    const Limits limits;
    RandomLedger ledger;
    bool warehouses = false, lots = false;

    uint64_t below(uint64_t n) { return random_() % n; }
    bool one_in(uint64_t n) { return below(n) == 0; }
    template <class List>
    std::string any(const List& list) {
        return quoted(list[below(list.size())]);
    }
    std::string money(int64_t most) {  // of 1, 10, 100 …: small ones show roundings best
        return format_decimal(static_cast<int64_t>(below(static_cast<uint64_t>(most) * 100) + 1), ledger.settings.currency.decimals);
    }
    std::string quantity(int64_t& whole, int64_t most) {
        whole = static_cast<int64_t>(below(static_cast<uint64_t>(most))) + 1;
        if (limits.equal_costs || limits.exact_prices || !one_in(6)) return std::to_string(whole);
        return std::to_string(whole) + one_of({".5", ".333333", ".000001", ".25"});
    }
    std::string one_of(std::initializer_list<const char*> list) { return list.begin()[below(list.size())]; }

    // What goods cost or sell for; nothing where `optional` and so it falls.
    std::string price(const std::string& item, bool bought) {
        const int decimals = ledger.settings.currency.decimals;
        if (limits.equal_costs && bought)
            return fmt::format(" @ {}", format_decimal(100 + static_cast<int64_t>(item.size() * 37), decimals));
        if (!limits.exact_prices && one_in(4)) return fmt::format(" @@ {}", money(20));
        if (!limits.exact_prices && one_in(4)) return fmt::format(" @ {}", format_decimal(static_cast<int64_t>(below(9'000'000)), 6, true));
        return one_in(12) ? " @ 0" : fmt::format(" @ {}", money(10));
    }
    std::string item() { return goods_names[below(goods_names.size())]; }
    std::string in_warehouse() { return warehouses && one_in(2) ? " in 仓A" : ""; }
    std::string lot_mark(char sign) {
        if (!lots || !one_in(3)) return "";
        const std::string lot = " lot:L" + std::to_string(below(3));
        return sign == '+' && one_in(2) ? lot + " expires:" + to_text(today + static_cast<int32_t>(below(40))) : lot;
    }
    std::string tax_mark() { return !limits.equal_costs && one_in(8) ? " tax:" + one_of({"0%", "3%", "13%", "6.5%"}) : ""; }
    std::string money_line(const char* key, int64_t most) { return fmt::format("{} {} {}", key, money(most), any(wallets)); }

    const Document* document(std::initializer_list<Kind> kinds) {
        std::vector<const Document*> found;
        for (const Document& one : documents_)
            if (std::find(kinds.begin(), kinds.end(), one.kind) != kinds.end()) found.push_back(&one);
        return found.empty() ? nullptr : found[below(found.size())];
    }

    // Some entries are late: they stand here, and happened earlier.
    std::string add(Kind kind, const std::string& clauses, const std::vector<std::string>& lines, Document about = {}) {
        const std::string ref = fmt::format("{}{}", spec(kind).letter.empty() ? "M" : spec(kind).letter, ++counter_);
        return put(kind, ref, clauses, lines, std::move(about));
    }
    std::string put(Kind kind, const std::string& name, const std::string& clauses, const std::vector<std::string>& lines,
                    Document about = {}) {
        const Date earliest = about.ref.empty() ? start : about.date;
        const Date date = one_in(5) ? earliest + static_cast<int32_t>(below(static_cast<uint64_t>(today.days - earliest.days) + 1)) : today;
        std::string text = fmt::format("{} {} {}{}\n", to_text(date), spec(kind).name, name, clauses);
        for (const std::string& line : lines)
            if (!line.empty()) text += "    " + line + "\n";
        ledger.entries.push_back({kind, date, text});
        about.kind = kind;
        about.ref = name;
        about.date = date;
        documents_.push_back(about);
        return name;
    }

    const Date start = from_civil({2026, 1, 1});
    Date today = start;

  private:
    std::mt19937_64 random_;
    std::vector<Document> documents_;
    int counter_ = 0;
};

// Lines of one sign, with what they hold noted.
std::vector<std::string> goods_lines(Maker& m, char sign, bool priced, bool bought, std::vector<Sold>& noted, int64_t most = 12) {
    std::vector<std::string> lines;
    const uint64_t count = 1 + m.below(3);
    for (uint64_t i = 0; i < count; ++i) {
        const std::string item = sign == '-' && priced && m.one_in(6) ? (m.one_in(2) ? service_name : kit_name) : m.item();
        int64_t whole = 0;
        const std::string quantity = m.quantity(whole, most);
        std::string line = fmt::format("{} {} {}", sign, quoted(item), quantity);
        if (item == goods_names[3] && m.one_in(4) && !m.limits.equal_costs && !m.limits.exact_prices) line += " 箱";
        if (priced) line += m.price(item, bought) + m.tax_mark();
        if (item != service_name && item != kit_name) line += m.lot_mark(sign);
        lines.push_back(line);
        noted.push_back({item, whole});
    }
    return lines;
}

void and_then(std::vector<std::string>& lines, bool so, const std::string& line) {
    if (so) lines.push_back(line);
}

// Points and stored value, as a sale or a return may move them.
void add_member_lines(Maker& m, std::vector<std::string>& lines, const char* key) {
    and_then(lines, m.one_in(2), "points " + std::to_string(m.below(99)));
    and_then(lines, m.one_in(5), "points -" + std::to_string(m.below(40)));
    and_then(lines, m.one_in(6), fmt::format("{} {} deposit", key, m.money(1)));
}

std::string landed(Maker& m, const char* key) {
    const std::string by = m.one_of({"", " by value", " by quantity", " by weight"});
    return fmt::format("{} {}{}", key, m.money(5), by);
}

void make_item(Maker& m) {
    const std::string item = m.item();
    m.put(Kind::item, quoted(item), "",
          {"price " + m.money(20), m.one_in(3) ? "tax 9%" : "", m.one_in(4) ? "first-expiry yes" : "",
           m.one_in(2) ? "category " + m.any(categories) : ""});
}

void make_kit(Maker& m) {
    m.put(Kind::kit, kit_name, "",
          {fmt::format("+ {} {}", quoted(goods_names[0]),
                       m.limits.equal_costs || m.limits.exact_prices ? m.one_of({"1", "2"}) : m.one_of({"1", "2", "0.5"})),
           "+ BOX-1 1"});
}

void make_customer(Maker& m) {
    if (m.one_in(2))
        m.put(Kind::customer, quoted(buyers[0]), "", {"also 小王", "birthday 02-29"});
    else
        m.put(Kind::customer, m.any(buyers), "", {"level VIP", "terms 30", "birthday 1990-05-20", "address 杭州 1 号", "address \"a; b\""});
}
void make_supplier(Maker& m) { m.put(Kind::supplier, m.any(suppliers), "", {"terms 15"}); }
void make_account(Maker& m) { m.put(Kind::account, m.any(wallets), "", {}); }

void make_open(Maker& m) {
    std::vector<Sold> noted;
    auto lines = goods_lines(m, '+', true, true, noted);
    lines.push_back("cash " + m.money(100) + " " + m.any(wallets));
    lines.push_back("receivable " + m.money(20) + " " + m.any(buyers));
    lines.push_back("payable " + m.money(20) + " " + m.any(suppliers));
    and_then(lines, m.one_in(2), "stored-value " + m.money(20) + " " + m.any(buyers));
    m.add(Kind::open, m.in_warehouse(), lines);
}

void make_purchase_order(Maker& m) {
    Document about;
    about.party = m.any(suppliers);
    auto lines = goods_lines(m, '+', true, true, about.lines);
    and_then(lines, m.one_in(3), m.money_line("paid", 10));
    m.add(Kind::purchase_order, " from " + about.party, lines, about);
}

void make_purchase(Maker& m) {
    Document about;
    const Document* order = m.one_in(4) ? m.document({Kind::purchase_order}) : nullptr;
    about.party = order ? order->party : m.any(suppliers);
    if (order) about.ref = order->ref, about.date = order->date;
    auto lines = goods_lines(m, '+', true, true, about.lines, 30);
    if (!m.limits.equal_costs && !m.limits.exact_prices) {
        and_then(lines, m.one_in(4), "discount 0.0" + std::to_string(m.below(9)));
        if (m.ledger.settings.currency.decimals == 0)
            std::erase_if(lines, [](const std::string& line) { return line.starts_with("discount"); });
        and_then(lines, m.one_in(3), landed(m, "freight"));
        and_then(lines, m.one_in(6), landed(m, "duty"));
    }
    and_then(lines, m.one_in(3), m.money_line("paid", 50));
    m.add(Kind::purchase, " from " + about.party + (order ? " of " + order->ref : "") + m.in_warehouse(), lines, about);
}

void make_purchase_return(Maker& m) {
    const Document* bought = m.one_in(6) ? nullptr : m.document({Kind::purchase});
    Document about;
    if (bought) about = *bought;
    std::vector<std::string> lines;
    if (bought) {
        const Sold& line = bought->lines[m.below(bought->lines.size())];
        lines.push_back(fmt::format("- {} {}", quoted(line.item), m.below(static_cast<uint64_t>(line.quantity)) + 1));
    } else {
        std::vector<Sold> noted;
        lines = goods_lines(m, '-', true, true, noted, 3);
    }
    and_then(lines, m.one_in(3), m.money_line("received", 5));
    m.add(Kind::purchase_return, (bought ? " of " + bought->ref : " to " + m.any(suppliers)) + m.in_warehouse(), lines, about);
}

void make_bill(Maker& m) {
    const Document* bought = m.document({Kind::purchase});
    if (!bought || m.limits.equal_costs || m.limits.exact_prices) return;
    m.add(Kind::bill, " of " + bought->ref + " from 顺丰",
          {landed(m, "freight"), m.one_in(4) ? landed(m, "duty") : "", m.one_in(3) ? "tax 9%" : ""}, *bought);
}

void make_pay(Maker& m) {
    const Document* what = m.one_in(2) ? m.document({Kind::purchase, Kind::bill, Kind::purchase_order}) : nullptr;
    m.add(Kind::pay, what ? " of " + what->ref : " to " + m.any(suppliers),
          {m.one_in(4) ? m.money_line("received", 3) : m.money_line("paid", 50), m.one_in(3) ? "fee " + m.money(1) + " fee" : ""},
          what ? *what : Document());
}

void make_quote(Maker& m) {
    Document about;
    about.party = m.any(buyers);
    auto lines = goods_lines(m, '-', true, false, about.lines, 4);
    m.add(Kind::quote, " to " + about.party, lines, about);
}

void make_order(Maker& m) {
    Document about;
    about.party = m.any(buyers);
    auto lines = goods_lines(m, '-', true, false, about.lines, 4);
    and_then(lines, m.one_in(4), "postage " + m.money(5));
    and_then(lines, m.one_in(3), m.money_line("received", 20));
    add_member_lines(m, lines, "received");
    m.add(Kind::order, " to " + about.party + " via 淘宝", lines, about);
}

void make_ship(Maker& m) {
    const Document* order = m.document({Kind::order});
    if (!order) return;
    std::vector<std::string> lines;
    if (m.one_in(2)) {
        const Sold& line = order->lines[m.below(order->lines.size())];
        lines.push_back(fmt::format("- {} {}", quoted(line.item), m.below(static_cast<uint64_t>(line.quantity)) + 1));
    }
    and_then(lines, m.one_in(3), m.money_line("cost", 5));
    m.add(Kind::ship, " of " + order->ref + m.in_warehouse(), lines, *order);
}

void make_confirm(Maker& m) {
    const Document* order = m.document({Kind::order, Kind::ship});
    if (!order) return;
    m.add(Kind::confirm, " of " + order->ref,
          {m.one_in(2) ? m.money_line("received", 20) : "", m.one_in(3) ? "fee " + m.money(1) + " fee cash" : ""}, *order);
}

void make_cancel(Maker& m) {
    const Document* order = m.document({Kind::order, Kind::purchase_order});
    if (!order) return;
    m.add(Kind::cancel, " of " + order->ref, {m.one_in(2) && order->kind == Kind::order ? m.money_line("paid", 3) : ""}, *order);
}

void make_sell(Maker& m) {
    Document about;
    about.party = m.any(buyers);
    auto lines = goods_lines(m, '-', true, false, about.lines, 4);
    and_then(lines, m.one_in(4), "discount " + format_decimal(static_cast<int64_t>(m.below(99)), m.ledger.settings.currency.decimals));
    and_then(lines, m.one_in(4), "postage " + m.money(5));
    and_then(lines, m.one_in(4), m.money_line("cost", 5));
    and_then(lines, m.one_in(2), m.money_line("received", 20));
    and_then(lines, m.one_in(4), "fee " + m.money(1) + " \"ads; all\" cash");
    add_member_lines(m, lines, "received");
    m.add(Kind::sell, " to " + about.party + " via 淘宝 by 小张" + m.in_warehouse(), lines, about);
}

void make_return(Maker& m) {
    const Document* sale = m.one_in(6) ? nullptr : m.document({Kind::sell, Kind::order});
    Document about;
    if (sale) about = *sale;
    const Sold line = sale ? sale->lines[m.below(sale->lines.size())] : Sold{m.item(), 2};
    std::string back = fmt::format("+ {} {}", quoted(line.item), m.below(static_cast<uint64_t>(line.quantity)) + 1);
    if (!sale) back += m.price(line.item, false);
    if (!sale && m.one_in(2) && !m.limits.equal_costs) back += " cost:1.234567";
    std::vector<std::string> lines = {back};
    std::vector<Sold> noted;
    if (m.one_in(4)) lines.push_back(goods_lines(m, '-', true, false, noted, 2)[0]);
    and_then(lines, m.one_in(3), m.money_line("paid", 2));
    if (m.one_in(3)) add_member_lines(m, lines, "paid");
    m.add(Kind::sale_return, (sale ? " of " + sale->ref : " from " + m.any(buyers)) + m.in_warehouse(), lines, about);
}

void make_refund(Maker& m) {
    if (const Document* sale = m.document({Kind::sell, Kind::order}))
        m.add(Kind::refund, " of " + sale->ref, {m.money_line("paid", 3), m.one_in(4) ? "fee -0 fee" : ""}, *sale);
}

void make_collect(Maker& m) {
    const Document* what = m.one_in(2) ? m.document({Kind::sell, Kind::order, Kind::ship, Kind::confirm}) : nullptr;
    m.add(Kind::collect, what ? " of " + what->ref : " from " + m.any(buyers),
          {m.one_in(4) ? m.money_line("paid", 3) : m.money_line("received", 30)}, what ? *what : Document());
}

// Of a sale, of a channel, or of nothing.
void make_by_category(Maker& m, Kind kind, const char* key) {
    const Document* sale = m.one_in(3) ? m.document({Kind::sell, Kind::order, Kind::sale_return}) : nullptr;
    const std::string of = sale ? " of " + sale->ref : m.one_in(2) ? " via 淘宝" : "";
    m.add(kind, of + " for " + m.any(categories), {m.money_line(key, 30)}, sale ? *sale : Document());
}
void make_expense(Maker& m) { make_by_category(m, Kind::expense, "paid"); }
void make_income(Maker& m) { make_by_category(m, Kind::income, "received"); }

void make_transfer(Maker& m) {
    const int decimals = m.ledger.settings.currency.decimals;
    const auto paid = static_cast<int64_t>(m.below(5000)) + 2;
    m.add(Kind::transfer, "",
          {fmt::format("paid {} {}", format_decimal(paid, decimals), m.any(wallets)),
           fmt::format("received {} {}", format_decimal(paid - static_cast<int64_t>(m.below(2)), decimals), m.any(wallets))});
}

void make_balance(Maker& m) { m.add(Kind::balance, "", {"cash 0 unused"}); }

void make_count(Maker& m) {
    const std::string item = m.item();
    m.add(Kind::count, m.in_warehouse(), {fmt::format("= {} {}{}", quoted(item), m.below(15), m.lot_mark('='))});
}

void make_move(Maker& m) {
    if (!m.warehouses) return;
    Document about;
    m.add(Kind::move, m.one_in(2) ? " to 仓A" : " from 仓A",
          {goods_lines(m, '-', false, false, about.lines, 3)[0], m.one_in(2) ? "in-transit yes" : ""}, about);
}

void make_arrive(Maker& m) {
    if (const Document* move = m.document({Kind::move})) m.add(Kind::arrive, " of " + move->ref, {}, *move);
}

void make_write_off(Maker& m) {
    std::vector<Sold> noted;
    m.add(Kind::write_off, " for 破损" + m.in_warehouse(), goods_lines(m, '-', false, false, noted, 2));
}

void make_assemble(Maker& m) {
    if (m.limits.equal_costs) return;
    std::vector<Sold> noted;
    auto lines = goods_lines(m, '-', false, false, noted, 3);
    for (const std::string& line : goods_lines(m, '+', m.one_in(2), false, noted, 3)) lines.push_back(line);
    and_then(lines, m.one_in(3), m.money_line("paid", 3));
    m.add(Kind::assemble, m.in_warehouse(), lines);
}

void make_void(Maker& m) {
    if (const Document* one =
            m.document({Kind::purchase,  Kind::purchase_return, Kind::bill,           Kind::pay,         Kind::order,  Kind::ship,
                        Kind::confirm,   Kind::cancel,          Kind::sell,           Kind::sale_return, Kind::refund, Kind::collect,
                        Kind::expense,   Kind::income,          Kind::transfer,       Kind::count,       Kind::move,   Kind::arrive,
                        Kind::write_off, Kind::assemble,        Kind::purchase_order, Kind::service,     Kind::points, Kind::deposit}))
        m.add(Kind::void_entry, " of " + one->ref, {}, *one);
}

void make_service(Maker& m) {
    const Document* before = m.document({Kind::sell, Kind::order, Kind::service});
    const bool follows = before && before->kind == Kind::service;
    Document about;
    if (before) about = *before;
    if (about.party.empty()) about.party = m.any(buyers);
    m.add(Kind::service,
          " to " + about.party + (before ? " of " + before->ref : "") + (follows ? "" : " for " + m.one_of({"repair", "投诉"})),
          {"text \"a; b\" c", m.one_in(2) ? "status closed" : "due 2026-02-03"}, about);
}

void make_points(Maker& m) {
    const Document* sale = m.one_in(2) ? m.document({Kind::sell, Kind::order}) : nullptr;
    m.add(Kind::points, sale ? " of " + sale->ref : " to " + m.any(buyers),
          {"points " + std::to_string(static_cast<int>(m.below(90)) - 20)}, sale ? *sale : Document());
}

void make_deposit(Maker& m) {
    m.add(Kind::deposit, " from " + m.any(buyers),
          {m.one_in(4) ? m.money_line("paid", 2) : m.money_line("received", 20), m.one_in(3) ? "bonus " + m.money(2) : ""});
}

void make_tag(Maker& m) {
    if (const Document* one = m.document({Kind::sell, Kind::order, Kind::ship, Kind::purchase}))
        m.add(Kind::tag, " of " + one->ref, {m.one_of({"tag 急", "untag 急"})}, *one);
}

struct KindMaker {
    Kind kind;
    uint64_t weight;  // how often, against the others
    void (*make)(Maker&);
};

constexpr KindMaker makers[] = {
    {Kind::item, 1, make_item},
    {Kind::kit, 1, make_kit},
    {Kind::customer, 1, make_customer},
    {Kind::supplier, 1, make_supplier},
    {Kind::account, 1, make_account},
    {Kind::open, 2, make_open},
    {Kind::purchase_order, 2, make_purchase_order},
    {Kind::purchase, 12, make_purchase},
    {Kind::purchase_return, 3, make_purchase_return},
    {Kind::bill, 3, make_bill},
    {Kind::pay, 2, make_pay},
    {Kind::quote, 1, make_quote},
    {Kind::order, 6, make_order},
    {Kind::ship, 6, make_ship},
    {Kind::confirm, 4, make_confirm},
    {Kind::cancel, 1, make_cancel},
    {Kind::sell, 10, make_sell},
    {Kind::sale_return, 5, make_return},
    {Kind::refund, 2, make_refund},
    {Kind::collect, 4, make_collect},
    {Kind::expense, 2, make_expense},
    {Kind::income, 1, make_income},
    {Kind::transfer, 1, make_transfer},
    {Kind::balance, 1, make_balance},
    {Kind::count, 3, make_count},
    {Kind::move, 3, make_move},
    {Kind::arrive, 2, make_arrive},
    {Kind::write_off, 2, make_write_off},
    {Kind::assemble, 2, make_assemble},
    {Kind::service, 2, make_service},
    {Kind::points, 2, make_points},
    {Kind::deposit, 3, make_deposit},
    {Kind::tag, 1, make_tag},
    {Kind::void_entry, 3, make_void},
};

BookSettings random_settings(Maker& m) {
    BookSettings settings;
    settings.costing = m.one_in(2) ? Costing::average : Costing::fifo;
    settings.negative_stock = m.one_in(2) ? NegativeStock::refuse : NegativeStock::allow;
    settings.revenue_at = m.one_in(2) ? RevenueAt::ship : RevenueAt::confirm;
    if (!m.limits.exact_prices && m.one_in(4)) settings.currency = m.one_in(2) ? Currency{"JPY", 0} : Currency{"KWD", 3};
    if (m.limits.equal_costs || m.limits.exact_prices) return settings;
    settings.tax.regime = static_cast<TaxRegime>(m.below(3));
    settings.tax.rate = m.one_in(2) ? 130'000 : 30'000;
    settings.tax.prices_include_tax = m.one_in(2);
    return settings;
}

// What must hold from the first day on: services, weights, larger units.
void make_masters(Maker& m) {
    for (const char* item : goods_names)
        m.put(Kind::item, quoted(item), "",
              {"unit 件", item == goods_names[3] ? "unit 箱 = 12 件" : "", "weight 0." + std::to_string(1 + m.below(9))});
    m.put(Kind::item, service_name, "", {"service yes"});
    make_kit(m);
    if (!m.limits.equal_costs) return;
    std::vector<std::string> lines;
    for (const char* item : goods_names) lines.push_back(fmt::format("+ {} 1{}", quoted(item), m.price(item, true)));
    m.add(Kind::open, "", lines);
}

}  // namespace

std::string RandomLedger::text() const {
    std::string out;
    for (const RandomEntry& entry : entries) out.append(entry.text).append("\n");
    return out;
}

std::vector<Kind> kinds_made() {
    std::vector<Kind> kinds;
    for (const KindMaker& maker : makers) kinds.push_back(maker.kind);
    return kinds;
}

RandomLedger make_ledger(uint64_t seed, const Limits& limits) {
    Maker m(seed, limits);
    m.ledger.seed = seed;
    m.ledger.settings = random_settings(m);
    m.warehouses = m.one_in(3);
    m.lots = m.one_in(3) && !limits.equal_costs;
    make_masters(m);
    uint64_t all = 0;
    for (const KindMaker& maker : makers) all += maker.weight;
    const uint64_t count = 8 + m.below(60);
    for (uint64_t i = 0; i < count; ++i) {
        m.today = m.today + static_cast<int32_t>(m.below(3));
        uint64_t at = m.below(all);
        for (const KindMaker& maker : makers) {
            if (at < maker.weight) {
                maker.make(m);
                break;
            }
            at -= maker.weight;
        }
    }
    return m.ledger;
}

Replayed::Replayed(const BookSettings& settings, const std::string& text) : journal(settings) {
    journal.read_draft("random", text);
    if (journal.errors().empty()) books = std::make_unique<Books>(journal.entries(), settings);
}

Replayed& Replayed::replay(Observer* observer, Date end) {
    if (books) books->replay(observer, end);
    return *this;
}

std::string Replayed::complaints() const {
    std::string out;
    for (const Error& error : journal.errors()) out += render_error(error, Lang::en, false);
    if (books)
        for (const Problem& problem : books->problems()) out += render_error(journal.locate(problem), Lang::en, false);
    return out;
}

void drop_refused(RandomLedger& ledger, uint64_t& dropped) {
    for (;;) {
        Replayed replayed(ledger);
        replayed.replay();
        std::vector<uint32_t> bad;
        for (const Error& error : replayed.journal.errors()) bad.push_back(error.place.line);
        if (replayed.books)
            for (const Problem& problem : replayed.books->problems()) bad.push_back(problem.spot.line);
        if (bad.empty()) return;
        std::vector<RandomEntry> kept;
        uint32_t line = 1;
        for (RandomEntry& entry : ledger.entries) {
            const auto next = line + static_cast<uint32_t>(std::count(entry.text.begin(), entry.text.end(), '\n')) + 1;
            const bool refused = std::any_of(bad.begin(), bad.end(), [&](uint32_t at) { return line <= at && at < next; });
            if (!refused) kept.push_back(std::move(entry));
            line = next;
        }
        dropped += ledger.entries.size() - kept.size();
        ledger.entries = std::move(kept);
    }
}

std::string figures(const Books& books) {
    const Entries& entries = books.entries();
    const int decimals = books.settings().currency.decimals;
    std::string out;
    for (const Posting& row : books.balances().all(entries))
        out += fmt::format("{} {}\n", account_name(row.account, entries), to_text(row.amount, decimals));
    std::map<std::string, int64_t> points;
    for (uint32_t i = 1; i < entries.parties.size(); ++i)
        if (const Points held = books.points(static_cast<PartyId>(i)); held)
            points[std::string(entries.parties.text(static_cast<PartyId>(i)))] = held.raw;
    for (const auto& [party, held] : points) out += fmt::format("{} has {} points\n", party, held);
    std::map<std::string, std::string> items;
    for (uint32_t i = 1; i < entries.items.size(); ++i) {
        const auto item = static_cast<ItemId>(i);
        const Pool& pool = books.pool(item);
        std::string line = fmt::format("{} {} {} {}", to_text(pool.quantity()), to_text(pool.value(), decimals),
                                       to_text(books.reserved(item)), to_text(books.incoming(item)));
        std::map<std::string, std::string> places;
        for (WordId place : books.warehouses_of(item)) {
            const Quantity held = books.held_in(item, place);
            // what lies in no named place is the rest, and known only where a place is named
            if (held && place != WordId::none)
                places[place == Books::in_transit ? ">" : std::string(entries.words.text(place))] = to_text(held);
        }
        // goods that never left the unnamed warehouse are where a journal without warehouses has them
        if (places.size() == 1 && places.begin()->first.empty()) places.clear();
        for (const auto& [place, held] : places) line += fmt::format(" [{} {}]", place, held);
        if (line != "0 " + to_text(Money(), decimals) + " 0 0") items[std::string(entries.items.text(item))] = line;
    }
    for (const auto& [item, line] : items) out += item + " " + line + "\n";
    return out;
}

}  // namespace daybook
