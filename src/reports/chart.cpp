#include "reports/chart.h"

namespace daybook {

namespace {

Section by_prefix(std::string_view code) {
    if (code.starts_with("assets")) return Section::assets;
    if (code.starts_with("liabilities")) return Section::liabilities;
    return code.starts_with("equity") ? Section::equity : code.starts_with("revenue") ? Section::other_revenue : Section::expenses;
}

// Some categories are the books' own.
Cell expense_words(WordId category, const Entries& entries) {
    if (category == entries.postage) return Message(Text::account_postage_paid);
    if (category == entries.fee) return Message(Text::account_fee);
    if (category == entries.services) return Message(Text::account_services);
    if (category == entries.bonus) return Message(Text::account_bonus);
    return word(entries, category);
}

}  // namespace

Section section_of(Account account, const Entries& entries) {
    switch (account.cls) {
        case AccountClass::sales: return Section::revenue;
        case AccountClass::cogs: return Section::cost;
        case AccountClass::price_variance:
        case AccountClass::count_difference:
        case AccountClass::write_off: return Section::stock_differences;
        default: return by_prefix(account_name(account, entries));
    }
}

bool is_credit(Section section) {
    return section == Section::liabilities || section == Section::equity || section == Section::revenue ||
           section == Section::other_revenue;
}

Cell account_words(Account account, const Entries& entries) {
    switch (account.cls) {
        case AccountClass::receivable: return Message(Text::account_receivable);
        case AccountClass::inventory: return Message(Text::account_inventory);
        case AccountClass::goods_shipped: return Message(Text::account_goods_shipped);
        case AccountClass::tax_input: return Message(Text::account_tax_input);
        case AccountClass::payable: return Message(Text::account_payable);
        case AccountClass::tax_output: return Message(Text::account_tax_output);
        case AccountClass::unbilled: return Message(Text::account_unbilled);
        case AccountClass::stored_value: return Message(Text::account_stored_value);
        case AccountClass::opening: return Message(Text::account_opening);
        case AccountClass::sales: return Message(Text::account_sales);
        case AccountClass::postage_charged: return Message(Text::account_postage_charged);
        case AccountClass::cogs: return Message(Text::account_cogs);
        case AccountClass::price_variance: return Message(Text::account_price_variance);
        case AccountClass::count_difference: return Message(Text::account_count_difference);
        case AccountClass::write_off: return Message(Text::account_write_off);
        case AccountClass::expense: return expense_words(static_cast<WordId>(account.name), entries);
        default: break;  // it is called by its own name
    }
    const auto code = static_cast<WordId>(account.name);
    return is_named_by_entries(account.cls) ? account_label(entries, code) : word(entries, code);
}

}  // namespace daybook
