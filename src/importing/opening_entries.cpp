// What an opening's rows become: declarations, and one entry `open`.
#include "importing/opening.h"
#include "journal/writer.h"

namespace daybook {

namespace {

using F = OpeningField;

Kind kind_of(OpeningTable table) {
    switch (table) {
        case OpeningTable::customers: return Kind::customer;
        case OpeningTable::suppliers: return Kind::supplier;
        case OpeningTable::accounts: return Kind::account;
        case OpeningTable::items: break;
    }
    return Kind::item;
}

std::string field_of(const OpeningRow& row, F field) {
    const auto found = row.fields.find(field);
    return found == row.fields.end() ? std::string() : found->second;
}

std::string declaration(const OpeningRow& row, const std::string& name, const OpeningWords& words) {
    constexpr std::pair<F, Key> details[] = {{F::unit, Key::unit},
                                             {F::price, Key::price},
                                             {F::barcode, Key::barcode},
                                             {F::category, Key::category},
                                             {F::reorder, Key::reorder},
                                             {F::spec, Key::spec},
                                             {F::supplier, Key::preferred_supplier},
                                             {F::phone, Key::phone},
                                             {F::email, Key::email},
                                             {F::address, Key::address},
                                             {F::level, Key::level},
                                             {F::terms, Key::terms}};
    EntryWriter writer(words.date, spec(kind_of(row.table)).name, name);
    const bool by_name = row.table == OpeningTable::accounts && row.key != name;  // 微信 is the account wechat, called so
    writer.display_name(by_name ? row.key : field_of(row, F::name));
    for (const auto& [field, key] : details)
        if (const std::string text = field_of(row, field); !text.empty()) writer.detail(spec(key).name, {text});
    return writer.text();
}

}  // namespace

std::string opening_text(const Opening& opening, const OpeningWords& words) {
    std::string out;
    EntryWriter open(words.date, spec(Kind::open).name, words.ref);
    if (!words.staff.empty()) open.clause(spec(Clause::by).name, words.staff);
    open.note(words.note);
    bool any = false;
    for (const OpeningRow& row : opening.rows) {
        const bool account = row.table == OpeningTable::accounts;
        const std::string name = account ? words.account(row.key) : row.key;
        if (!words.declared(kind_of(row.table), name)) out.append(out.empty() ? "" : "\n").append(declaration(row, name, words));
        const std::string quantity = field_of(row, F::quantity), value = field_of(row, F::value);
        if (quantity.empty()) continue;
        any = true;
        open.goods('+', row.key, quantity, "", value.empty() ? "@ " + field_of(row, F::cost) : "@@ " + value);
    }
    for (const auto& [field, key] : {std::pair(F::balance, Key::cash), std::pair(F::receivable, Key::receivable),
                                     std::pair(F::payable, Key::payable), std::pair(F::stored_value, Key::stored_value)})
        for (const OpeningRow& row : opening.rows) {
            const std::string amount = field_of(row, field);
            if (amount.empty()) continue;
            any = true;
            open.detail(spec(key).name, {amount, field == F::balance ? words.account(row.key) : row.key});
        }
    if (any) out.append(out.empty() ? "" : "\n").append(open.text());
    return out;
}

}  // namespace daybook
