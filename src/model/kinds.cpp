// The tables stand in one place, and so longer than other files.
#include "model/kinds.h"

#include <algorithm>
#include <initializer_list>

#include "base/bytes.h"
#include "base/check.h"

namespace daybook {

namespace {

using V = Value;
using U = ClauseUse;
using P = Personal;

constexpr std::array<KeySpec, static_cast<size_t>(Key::count_of_keys)> keys = {{
    {Key::name, "name", "名称", {V::rest}, 1, false, P::identifies, Text::key_name},
    {Key::unit, "unit", "单位", {V::word, V::equals, V::quantity, V::word}, 1, true, P::no, Text::key_unit},
    {Key::price, "price", "标价", {V::price, V::word}, 1, true, P::no, Text::key_price},
    {Key::barcode, "barcode", "条码", {V::word}, 1, false, P::no, Text::key_barcode},
    {Key::category, "category", "类别", {V::rest}, 1, false, P::no, Text::key_category},
    {Key::reorder, "reorder", "补货点", {V::quantity}, 1, false, P::no, Text::key_reorder},
    {Key::preferred_supplier, "supplier", "供应商", {V::party}, 1, false, P::no, Text::key_supplier},
    {Key::weight, "weight", "重量", {V::quantity}, 1, false, P::no, Text::key_weight},
    {Key::spec, "spec", "规格", {V::rest}, 1, false, P::no, Text::key_spec},
    {Key::tax, "tax", "税率", {V::rate}, 1, false, P::no, Text::key_tax},
    {Key::service, "service", "服务", {V::yes_no}, 1, false, P::no, Text::key_service},
    {Key::lead_time, "lead-time", "到货天数", {V::days}, 1, false, P::no, Text::key_lead_time},
    {Key::first_expiry, "first-expiry", "先到期先出", {V::yes_no}, 1, false, P::no, Text::key_first_expiry},
    {Key::phone, "phone", "电话", {V::rest}, 1, true, P::identifies, Text::key_phone},
    {Key::email, "email", "邮箱", {V::word}, 1, true, P::identifies, Text::key_email},
    {Key::address, "address", "地址", {V::rest}, 1, true, P::identifies, Text::key_address},
    {Key::birthday, "birthday", "生日", {V::birthday}, 1, false, P::left_out, Text::key_birthday},
    {Key::source, "source", "来源", {V::rest}, 1, false, P::tells, Text::key_source},
    {Key::level, "level", "等级", {V::word}, 1, false, P::no, Text::key_level},
    {Key::tag, "tag", "标签", {V::rest}, 1, true, P::tells, Text::key_tag},
    {Key::terms, "terms", "账期", {V::days}, 1, false, P::no, Text::key_terms},
    {Key::opt_out, "opt-out", "不收信", {V::yes_no}, 1, false, P::no, Text::key_opt_out},
    {Key::cash, "cash", "资金", {V::signed_money, V::account}, 2, true, P::no, Text::key_cash},
    {Key::receivable, "receivable", "应收", {V::signed_money, V::party}, 2, true, P::no, Text::key_receivable},
    {Key::payable, "payable", "应付", {V::signed_money, V::party}, 2, true, P::no, Text::key_payable},
    {Key::discount, "discount", "优惠", {V::money, V::rest}, 1, true, P::tells, Text::key_discount},
    {Key::postage, "postage", "邮费", {V::money}, 1, false, P::no, Text::key_postage},
    {Key::freight, "freight", "运费", {V::money, V::by, V::basis}, 1, true, P::no, Text::key_freight},
    {Key::duty, "duty", "关税", {V::money, V::by, V::basis}, 1, true, P::no, Text::key_duty},
    {Key::paid, "paid", "付款", {V::money, V::account}, 2, true, P::no, Text::key_paid},
    {Key::received, "received", "收款", {V::money, V::account}, 2, true, P::no, Text::key_received},
    {Key::fee, "fee", "手续费", {V::signed_money, V::category, V::account}, 2, true, P::no, Text::key_fee},
    {Key::cost, "cost", "寄件费", {V::money, V::account}, 2, true, P::no, Text::key_cost},
    {Key::due, "due", "到期", {V::date}, 1, false, P::no, Text::key_due},
    {Key::courier, "courier", "快递", {V::word, V::word}, 1, true, P::tells, Text::key_courier},
    {Key::reason, "reason", "原因", {V::rest}, 1, false, P::tells, Text::key_reason},
    {Key::status, "status", "状态", {V::status}, 1, false, P::no, Text::key_status},
    {Key::text, "text", "内容", {V::rest}, 1, true, P::tells, Text::key_text},
    {Key::in_transit, "in-transit", "在途", {V::yes_no}, 0, false, P::no, Text::key_in_transit},
    {Key::points, "points", "积分", {V::whole}, 1, true, P::no, Text::key_points},
    {Key::also, "also", "别名", {V::party}, 1, true, P::no, Text::key_also},
    {Key::bonus, "bonus", "赠送", {V::money}, 1, false, P::no, Text::key_bonus},
    {Key::stored_value, "stored-value", "储值", {V::money, V::party}, 2, true, P::no, Text::key_stored_value},
    {Key::account_class, "class", "账户类别", {V::account_class}, 1, false, P::no, Text::key_class},
    {Key::untag, "untag", "去标签", {V::rest}, 1, true, P::tells, Text::key_untag},
    {Key::also_item, "also", "别名", {V::rest}, 1, true, P::no, Text::key_also_item},
    {Key::axis, "axis", "属性", {V::word, V::words}, 2, true, P::no, Text::key_axis},
    {Key::style, "style", "款", {V::item, V::words}, 2, false, P::no, Text::key_style},
}};

constexpr std::array<ClauseSpec, static_cast<size_t>(Clause::count_of_clauses)> clauses = {{
    {Clause::from, "from", Text::clause_from},
    {Clause::to, "to", Text::clause_to},
    {Clause::via, "via", Text::clause_via},
    {Clause::by, "by", Text::clause_by},
    {Clause::of, "of", Text::clause_of},
    {Clause::in, "in", Text::clause_in},
    {Clause::for_purpose, "for", Text::clause_for},
    {Clause::replaces, "replaces", Text::clause_replaces},
}};

constexpr uint64_t bits(std::initializer_list<Key> list) {
    uint64_t mask = 0;
    for (Key key : list) mask |= uint64_t{1} << static_cast<unsigned>(key);
    return mask;
}

constexpr uint64_t goods_master =
    bits({Key::name, Key::unit, Key::price, Key::barcode, Key::category, Key::reorder, Key::preferred_supplier, Key::weight, Key::spec,
          Key::tax, Key::service, Key::lead_time, Key::first_expiry, Key::tag, Key::also_item});
constexpr uint64_t party_master = bits({Key::name, Key::phone, Key::email, Key::address, Key::birthday, Key::source, Key::level, Key::tag,
                                        Key::terms, Key::lead_time, Key::opt_out, Key::also});
constexpr uint64_t selling = bits({Key::discount, Key::postage, Key::received, Key::fee, Key::due, Key::tag, Key::points});
constexpr uint64_t buying = bits({Key::discount, Key::freight, Key::duty, Key::paid, Key::due, Key::tag});

//                                                       from       to           via         by        of        in            for replaces
constexpr std::array<KindSpec, static_cast<size_t>(Kind::count_of_kinds)> kinds = {{
    {Kind::item, "item", "", true, no_goods, false, {}, goods_master | bits({Key::axis, Key::style}), Text::kind_item, Text::help_item},
    {Kind::kit, "kit", "", true, plus, true, {}, goods_master, Text::kind_kit, Text::help_kit},
    {Kind::customer, "customer", "", true, no_goods, false, {}, party_master, Text::kind_customer, Text::help_customer},
    {Kind::supplier, "supplier", "", true, no_goods, false, {}, party_master, Text::kind_supplier, Text::help_supplier},
    {Kind::account,
     "account",
     "",
     true,
     no_goods,
     false,
     {},
     bits({Key::name, Key::tag, Key::account_class}),
     Text::kind_account,
     Text::help_account},
    {Kind::open,
     "open",
     "OB",
     false,
     plus,
     false,
     {U::none, U::none, U::none, U::staff, U::none, U::warehouse, U::none, U::entry},
     bits({Key::cash, Key::receivable, Key::payable, Key::stored_value}),
     Text::kind_open,
     Text::help_open},
    {Kind::purchase_order,
     "purchase-order",
     "PO",
     false,
     plus,
     true,
     {U::party, U::none, U::none, U::staff, U::none, U::warehouse, U::none, U::entry},
     bits({Key::discount, Key::freight, Key::due, Key::paid, Key::tag}),
     Text::kind_purchase_order,
     Text::help_purchase_order},
    {Kind::purchase,
     "purchase",
     "P",
     false,
     plus,
     true,
     {U::party, U::none, U::none, U::staff, U::entry, U::warehouse, U::none, U::entry},
     buying,
     Text::kind_purchase,
     Text::help_purchase},
    {Kind::purchase_return,
     "purchase-return",
     "PR",
     false,
     minus,
     true,
     {U::none, U::party, U::none, U::staff, U::entry, U::warehouse, U::none, U::entry},
     bits({Key::received, Key::reason, Key::tag}),
     Text::kind_purchase_return,
     Text::help_purchase_return},
    {Kind::bill,
     "bill",
     "B",
     false,
     no_goods,
     false,
     {U::party, U::none, U::none, U::staff, U::entry, U::none, U::none, U::entry},
     bits({Key::freight, Key::duty, Key::paid, Key::due, Key::tax, Key::tag}),
     Text::kind_bill,
     Text::help_bill},
    {Kind::pay,
     "pay",
     "PY",
     false,
     no_goods,
     false,
     {U::none, U::party, U::none, U::staff, U::entry, U::none, U::none, U::entry},
     bits({Key::paid, Key::received, Key::fee, Key::tag}),
     Text::kind_pay,
     Text::help_pay},
    {Kind::quote,
     "quote",
     "Q",
     false,
     minus,
     true,
     {U::none, U::party, U::channel, U::staff, U::none, U::warehouse, U::none, U::entry},
     bits({Key::discount, Key::postage, Key::due, Key::tag}),
     Text::kind_quote,
     Text::help_quote},
    {Kind::order,
     "order",
     "O",
     false,
     minus,
     true,
     {U::none, U::party, U::channel, U::staff, U::entry, U::warehouse, U::none, U::entry},
     selling,
     Text::kind_order,
     Text::help_order},
    {Kind::ship,
     "ship",
     "D",
     false,
     minus,
     false,
     {U::none, U::none, U::none, U::staff, U::entry, U::warehouse, U::none, U::entry},
     bits({Key::courier, Key::cost, Key::tag}),
     Text::kind_ship,
     Text::help_ship},
    {Kind::confirm,
     "confirm",
     "CF",
     false,
     no_goods,
     false,
     {U::none, U::none, U::none, U::staff, U::entry, U::none, U::none, U::entry},
     bits({Key::fee, Key::received, Key::tag}),
     Text::kind_confirm,
     Text::help_confirm},
    {Kind::cancel,
     "cancel",
     "CN",
     false,
     no_goods,
     false,
     {U::none, U::none, U::none, U::staff, U::entry, U::none, U::none, U::entry},
     bits({Key::paid, Key::reason, Key::tag}),
     Text::kind_cancel,
     Text::help_cancel},
    {Kind::sell,
     "sell",
     "S",
     false,
     minus,
     true,
     {U::none, U::party, U::channel, U::staff, U::entry, U::warehouse, U::none, U::entry},
     selling | bits({Key::courier, Key::cost}),
     Text::kind_sell,
     Text::help_sell},
    {Kind::sale_return,
     "return",
     "R",
     false,
     plus | minus,
     true,
     {U::party, U::none, U::channel, U::staff, U::entry, U::warehouse, U::none, U::entry},
     bits({Key::paid, Key::received, Key::fee, Key::postage, Key::discount, Key::reason, Key::tag, Key::points}),
     Text::kind_return,
     Text::help_return},
    {Kind::refund,
     "refund",
     "RF",
     false,
     no_goods,
     false,
     {U::none, U::party, U::none, U::staff, U::entry, U::none, U::none, U::entry},
     bits({Key::paid, Key::fee, Key::reason, Key::tag}),
     Text::kind_refund,
     Text::help_refund},
    {Kind::collect,
     "collect",
     "K",
     false,
     no_goods,
     false,
     {U::party, U::none, U::none, U::staff, U::entry, U::none, U::none, U::entry},
     bits({Key::received, Key::paid, Key::fee, Key::tag}),
     Text::kind_collect,
     Text::help_collect},
    {Kind::expense,
     "expense",
     "E",
     false,
     no_goods,
     false,
     {U::none, U::party, U::channel, U::staff, U::entry, U::none, U::purpose, U::entry},
     bits({Key::paid, Key::tag}),
     Text::kind_expense,
     Text::help_expense},
    {Kind::income,
     "income",
     "I",
     false,
     no_goods,
     false,
     {U::party, U::none, U::channel, U::staff, U::entry, U::none, U::purpose, U::entry},
     bits({Key::received, Key::tag}),
     Text::kind_income,
     Text::help_income},
    {Kind::transfer,
     "transfer",
     "T",
     false,
     no_goods,
     false,
     {U::none, U::none, U::none, U::staff, U::none, U::none, U::none, U::entry},
     bits({Key::paid, Key::received, Key::tag}),
     Text::kind_transfer,
     Text::help_transfer},
    {Kind::balance,
     "balance",
     "BL",
     false,
     no_goods,
     false,
     {U::none, U::none, U::none, U::staff, U::none, U::none, U::none, U::entry},
     bits({Key::cash, Key::receivable, Key::payable, Key::stored_value}),
     Text::kind_balance,
     Text::help_balance},
    {Kind::count,
     "count",
     "C",
     false,
     equals,
     true,
     {U::none, U::none, U::none, U::staff, U::none, U::warehouse, U::none, U::entry},
     bits({Key::reason, Key::tag}),
     Text::kind_count,
     Text::help_count},
    {Kind::move,
     "move",
     "M",
     false,
     minus,
     true,
     {U::warehouse, U::warehouse, U::none, U::staff, U::none, U::none, U::none, U::entry},
     bits({Key::in_transit, Key::reason, Key::tag}),
     Text::kind_move,
     Text::help_move},
    {Kind::arrive,
     "arrive",
     "MA",
     false,
     no_goods,
     false,
     {U::none, U::none, U::none, U::staff, U::entry, U::none, U::none, U::entry},
     bits({Key::tag}),
     Text::kind_arrive,
     Text::help_arrive},
    {Kind::write_off,
     "write-off",
     "W",
     false,
     minus,
     true,
     {U::none, U::none, U::none, U::staff, U::none, U::warehouse, U::purpose, U::entry},
     bits({Key::reason, Key::tag}),
     Text::kind_write_off,
     Text::help_write_off},
    {Kind::assemble,
     "assemble",
     "A",
     false,
     plus | minus,
     true,
     {U::none, U::none, U::none, U::staff, U::none, U::warehouse, U::none, U::entry},
     bits({Key::paid, Key::tag}),
     Text::kind_assemble,
     Text::help_assemble},
    {Kind::service,
     "service",
     "SV",
     false,
     no_goods,
     false,
     {U::none, U::party, U::channel, U::staff, U::entry, U::none, U::purpose, U::entry},
     bits({Key::text, Key::status, Key::due, Key::tag}),
     Text::kind_service,
     Text::help_service},
    {Kind::points,
     "points",
     "PT",
     false,
     no_goods,
     false,
     {U::none, U::party, U::none, U::staff, U::entry, U::none, U::none, U::entry},
     bits({Key::points, Key::reason, Key::tag}),
     Text::kind_points,
     Text::help_points},
    {Kind::deposit,
     "deposit",
     "DP",
     false,
     no_goods,
     false,
     {U::party, U::none, U::none, U::staff, U::none, U::none, U::none, U::entry},
     bits({Key::received, Key::paid, Key::bonus, Key::tag}),
     Text::kind_deposit,
     Text::help_deposit},
    {Kind::tag,
     "tag",
     "TG",
     false,
     no_goods,
     false,
     {U::none, U::none, U::none, U::staff, U::entry, U::none, U::none, U::entry},
     bits({Key::tag, Key::untag}),
     Text::kind_tag,
     Text::help_tag},
    {Kind::void_entry,
     "void",
     "V",
     false,
     no_goods,
     false,
     {U::none, U::none, U::none, U::staff, U::entry, U::none, U::none},
     bits({Key::reason}),
     Text::kind_void,
     Text::help_void},
}};

constexpr std::array<PurposeSpec, static_cast<size_t>(Purpose::count_of_purposes)> purposes = {{
    {Purpose::complaint, "complaint", "投诉", Text::purpose_complaint},
    {Purpose::enquiry, "enquiry", "咨询", Text::purpose_enquiry},
    {Purpose::repair, "repair", "维修", Text::purpose_repair},
    {Purpose::follow_up, "follow-up", "回访", Text::purpose_follow_up},
}};

constexpr bool in_order() {
    for (size_t i = 0; i < keys.size(); ++i)
        if (static_cast<size_t>(keys[i].key) != i) return false;
    for (size_t i = 0; i < kinds.size(); ++i)
        if (static_cast<size_t>(kinds[i].kind) != i) return false;
    return true;
}
static_assert(in_order(), "the tables are indexed by their enums");

// Finds a name in a table by a small hash made at compile time: the parser asks for every line.
template <size_t N>
struct Index {
    std::array<uint8_t, 256> slots{};  // 1 + row; 0 is free
    size_t longest = 0;

    static constexpr size_t hash(std::string_view name) {
        return (static_cast<unsigned char>(name.front()) * 7u + static_cast<unsigned char>(name.back()) * 31u + name.size() * 67u) & 255u;
    }
    template <class Table>
    explicit constexpr Index(const Table& table) {
        for (size_t row = 0; row < N; ++row) {
            size_t at = hash(table[row].name);
            while (slots[at] != 0) at = (at + 1) & 255u;
            slots[at] = static_cast<uint8_t>(row + 1);
            longest = std::max(longest, table[row].name.size());
        }
    }
    template <class Table>
    auto find(const Table& table, std::string_view name) const -> decltype(table.data()) {
        if (name.empty() || name.size() > longest) return nullptr;
        for (size_t at = hash(name); slots[at] != 0; at = (at + 1) & 255u)
            if (same(table[slots[at] - 1u].name, name)) return &table[slots[at] - 1u];
        return nullptr;
    }
};

constexpr Index<kinds.size()> kind_index(kinds);
constexpr Index<keys.size()> key_index(keys);
constexpr Index<clauses.size()> clause_index(clauses);

}  // namespace

std::string_view chinese_name(const KindSpec& kind, Clause clause) {
    const bool comes = clause == Clause::from;
    switch (kind.use(clause)) {
        case ClauseUse::warehouse: return clause == Clause::in ? "仓库" : comes ? "调出仓" : "调入仓";
        case ClauseUse::channel: return "渠道";
        case ClauseUse::staff: return "经手人";
        case ClauseUse::purpose: return "用途";
        case ClauseUse::entry: return clause == Clause::replaces ? "取代" : "依据";
        case ClauseUse::party:
            if (kind.kind == Kind::expense || kind.kind == Kind::income) return comes ? "付款方" : "收款方";
            return with_supplier(kind.kind) ? "供应商" : "客户";
        case ClauseUse::none: break;
    }
    return {};
}

bool with_supplier(Kind kind) {
    switch (kind) {
        case Kind::supplier:
        case Kind::purchase_order:
        case Kind::purchase:
        case Kind::purchase_return:
        case Kind::bill:
        case Kind::pay: return true;
        default: return false;
    }
}

std::span<const PurposeSpec> all_purposes() { return purposes; }

const PurposeSpec* find_purpose(std::string_view name) {
    for (const PurposeSpec& purpose : purposes)
        if (name == purpose.name || name == purpose.chinese) return &purpose;
    return nullptr;
}

constexpr std::array<std::string_view, 3> bases = {"value", "quantity", "weight"};

std::span<const std::string_view> all_bases() { return bases; }

std::optional<Basis> find_basis(std::string_view name) {
    for (size_t i = 0; i < bases.size(); ++i)
        if (bases[i] == name) return static_cast<Basis>(i);
    return std::nullopt;
}

std::span<const KindSpec> all_kinds() { return kinds; }
std::span<const KeySpec> all_keys() { return keys; }
std::span<const ClauseSpec> all_clauses() { return clauses; }

const KindSpec& spec(Kind kind) { return kinds[static_cast<size_t>(kind)]; }
const KeySpec& spec(Key key) { return keys[static_cast<size_t>(key)]; }
const ClauseSpec& spec(Clause clause) { return clauses[static_cast<size_t>(clause)]; }

const KindSpec* find_kind(std::string_view name) { return kind_index.find(kinds, name); }
const KeySpec* find_key(std::string_view name) { return key_index.find(keys, name); }
const KeySpec* find_key(const KindSpec& kind, std::string_view name) {
    const KeySpec* key = find_key(name);
    if (!key || kind.allows(key->key)) return key;
    return key->key == Key::also && kind.allows(Key::also_item) ? &spec(Key::also_item) : nullptr;
}
const ClauseSpec* find_clause(std::string_view name) { return clause_index.find(clauses, name); }

}  // namespace daybook
