// What follows a document, and what brings a document that is in the journal to where the file now has it.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "importing/composer.h"
#include "importing/import_fields.h"

namespace daybook {

namespace {

bool returns_goods(Kind kind) { return kind == Kind::sale_return || kind == Kind::purchase_return; }
bool gives_back(Kind kind) { return returns_goods(kind) || kind == Kind::refund || kind == Kind::cancel; }

}  // namespace

// A ref that no entry has: itself, or with -2, -3 … behind it.
std::string Composer::free_ref(std::string ref) const {
    if (!ledger_.known) return ref;
    std::string free = ref;
    for (int i = 2; ledger_.known(Kind::sell, free); ++i) free = fmt::format("{}-{}", ref, i);
    return free;
}

void Composer::write_follow_ups(const ImportedDocument& document) {
    const auto number = static_cast<size_t>(&document - in_.documents.data());
    for (uint32_t i = follow_starts_[number]; i < follow_starts_[number + 1]; ++i)
        write_follow_up(in_.follow_ups[i], document, std::nullopt, rules_.then[in_.follow_ups[i].then].kind);
}

// `paid` stands in place of the amount that the rules say is given back, or was; 0 leaves it out.
void Composer::write_follow_up(const FollowUp& follow_up, const ImportedDocument& document, std::optional<Money> paid, Kind kind) {
    const ImportCase& rule = rules_.then[follow_up.then];
    const Date day = follow_up.dated ? follow_up.date : document.known ? ledger_.today : document.date;
    EntryWriter writer(to_text(std::max(day, document.date)), spec(kind).name, free_ref(follow_up.ref));
    writer.clause(spec(Clause::of).name, in_.refs.text(document.ref));
    size_t slot = 0;
    for (const ClauseRule& clause : rule.clauses) {
        const std::string& name = follow_up.values[slot++];
        if (!name.empty() && clause.clause != Clause::of && spec(kind).use(clause.clause) != ClauseUse::none)
            writer.clause(spec(clause.clause).name, name);
    }
    if (returns_goods(kind))
        for (uint32_t at : rows_of(document))
            if (in_.rows[at].item != ItemId::none) write_goods(in_.rows[at], kind == Kind::sale_return ? '+' : '-', writer, false);
    Money sum;
    for (const DetailRule& detail : rule.details) {
        std::vector<std::string> words(follow_up.values.begin() + static_cast<std::ptrdiff_t>(slot),
                                       follow_up.values.begin() + static_cast<std::ptrdiff_t>(slot + detail.words.size()));
        slot += detail.words.size();
        if (detail.says != DetailRule::Says::line || words[0].empty() || !spec(kind).allows(detail.key)) continue;
        const bool money = detail.key == Key::paid || detail.key == Key::received;
        if (money && paid) words[0] = to_text(*paid, ledger_.money_decimals);
        if (money && !amount_of(words[0])) continue;
        if (money) sum += amount_of(words[0]);
        put_accounts(detail, words);
        std::erase(words, "");
        writer.detail(spec(detail.key).name, words);
    }
    append(writer, kind, sum);
    moved_ = true;
}

// The document is there already: what the file now says more of it becomes entries; what cannot is noted.
void Composer::compare(const ImportedDocument& document) {
    const ImportCase& rule = rule_of(document);
    if (!ledger_.entries || spec(rule.kind).declares) return;
    if (!booked_) booked_.emplace(*ledger_.entries);
    const auto booked = booked_->find(in_.refs.text(document.ref));
    if (!booked) return;  // void: its owner's will
    if (booked->entry->kind != rule.kind)
        return note_difference(document, "kind", std::string(spec(booked->entry->kind).name), std::string(spec(rule.kind).name));
    const auto sum = [&](Key key) { return booked_->sum(*booked->entry, key); };
    bool same = same_goods(document, *booked->entry);
    for (Key key : {Key::discount, Key::postage, Key::freight, Key::duty, Key::fee})
        if (spec(rule.kind).allows(key)) same &= same_amount(document, spec(key).name, sum(key), sum_of(document, key));
    const auto key = money_key(rule.kind);
    if (!key || returns_goods(rule.kind))
        for (Key money : {Key::paid, Key::received})
            if (spec(rule.kind).allows(money))
                same &= same_amount(document, spec(money).name, sum(money), key == money ? money_of(document) : sum_of(document, money));
    if (!same) return;
    moved_ = false;
    if (key && !returns_goods(rule.kind)) bring_money(document, *booked);
    const auto number = static_cast<size_t>(&document - in_.documents.data());
    for (uint32_t i = follow_starts_[number]; i < follow_starts_[number + 1]; ++i) bring_follow_up(in_.follow_ups[i], document, *booked);
    out_.moved_documents += moved_;
}

// What the rules leave out, and the journal has as though nothing had become of it.
void Composer::note_left_out() {
    for (const LeftOut& one : in_.left_out) {
        if (!booked_) booked_.emplace(*ledger_.entries);
        const auto booked = booked_->find(in_.refs.text(one.ref));
        if (!booked ||
            std::any_of(booked->followers.begin(), booked->followers.end(), [](const Entry* entry) { return gives_back(entry->kind); }))
            continue;
        out_.differences.push_back({out_.headers[one.file].first, std::string(in_.refs.text(one.ref)), one.line, "kind",
                                    std::string(spec(booked->entry->kind).name), "skip"});
    }
}

void Composer::note_difference(const ImportedDocument& document, std::string_view field, std::string booked, std::string here) {
    out_.differences.push_back({out_.headers[document.file].first, std::string(in_.refs.text(document.ref)), document.line, field,
                                std::move(booked), std::move(here)});
}

bool Composer::same_amount(const ImportedDocument& document, std::string_view field, Money booked, Money here) {
    if (booked == here || document.at_rate) return true;
    note_difference(document, field, to_text(booked, ledger_.money_decimals), to_text(here, ledger_.money_decimals));
    return false;
}

// Of each item as many, for as much: how they are spread over lines does not matter.
bool Composer::same_goods(const ImportedDocument& document, const Entry& booked) {
    struct Sum {
        Quantity quantity;
        Money amount;
        bool operator==(const Sum&) const = default;
    };
    std::map<std::string_view, Sum> there, here;
    const Entries& entries = booked_->entries();
    for (const GoodsLine& line : entries.goods_of(booked)) {
        Sum& sum = there[entries.items.text(line.item)];
        sum.quantity += line.quantity;
        if (line.form == PriceForm::unit) sum.amount += line_amount(line.quantity, line.unit_price(), ledger_.money_decimals);
        if (line.form == PriceForm::total) sum.amount += line.total();
    }
    for (uint32_t at : rows_of(document)) {
        if (in_.rows[at].item == ItemId::none) continue;
        Sum& sum = here[in_.items.text(in_.rows[at].item)];
        sum.quantity += in_.rows[at].quantity;
        sum.amount += amount_of(in_.rows[at]);
    }
    if (document.at_rate)
        for (auto* side : {&there, &here})
            for (auto& [item, sum] : *side) sum.amount = Money();
    if (there == here) return true;
    const auto text = [&](const std::map<std::string_view, Sum>& goods, const std::map<std::string_view, Sum>& others) {
        std::string out;
        for (const auto& [item, sum] : goods)
            if (const auto other = others.find(item); other == others.end() || !(other->second == sum))
                out += fmt::format("{}{} × {} = {}", out.empty() ? "" : ", ", item, to_text(sum.quantity),
                                   to_text(sum.amount, ledger_.money_decimals));
        return out.empty() ? std::string("–") : out;
    };
    note_difference(document, "goods", text(there, here), text(here, there));
    return false;
}

// Paid since.
void Composer::bring_money(const ImportedDocument& document, const JournalDocument& booked) {
    const ImportCase& rule = rule_of(document);
    const Key key = *money_key(rule.kind);
    const Money there = booked_->money(booked), here = money_of(document);
    if (here == there || document.at_rate) return;
    if (here < there) {
        note_difference(document, spec(key).name, to_text(there, ledger_.money_decimals), to_text(here, ledger_.money_decimals));
        return;
    }
    std::string into = rule.money;
    each_detail(document, [&](const DetailRule& detail, std::span<const std::string> words) {
        if (detail.says == DetailRule::Says::line && detail.key == key && !words[0].empty() && words.size() > 1) into = words[1];
    });
    const Kind kind = with_supplier(rule.kind) ? Kind::pay : Kind::collect;
    EntryWriter writer(to_text(std::max(ledger_.today, document.date)), spec(kind).name,
                       free_ref(std::string(in_.refs.text(document.ref)).append("-").append(spec(kind).name)));
    writer.clause(spec(Clause::of).name, in_.refs.text(document.ref));
    writer.detail(spec(key).name, {to_text(here - there, ledger_.money_decimals), account(into)});
    append(writer, kind, here - there);
    moved_ = true;
}

void Composer::bring_follow_up(const FollowUp& follow_up, const ImportedDocument& document, const JournalDocument& booked) {
    const ImportCase& rule = rules_.then[follow_up.then];
    if (!gives_back(rule.kind)) {
        if (!booked.has(rule.kind)) write_follow_up(follow_up, document, std::nullopt, rule.kind);
        return;
    }
    Money here;
    size_t slot = rule.clauses.size();
    for (const DetailRule& detail : rule.details) {
        if (detail.key == Key::paid || detail.key == Key::received) here += amount_of(follow_up.values[slot]);
        slot += detail.words.size();
    }
    const Money there = booked_->given_back(booked);
    const bool goods_are_back = booked.has(Kind::sale_return) || booked.has(Kind::purchase_return) || booked.has(Kind::cancel);
    if (here < there)
        note_difference(document, spec(rule.kind).name, to_text(there, ledger_.money_decimals), to_text(here, ledger_.money_decimals));
    else if (rule.kind != Kind::refund && !goods_are_back && (here > there || !there))
        write_follow_up(follow_up, document, here - there, rule.kind);
    else if (here > there)
        write_follow_up(follow_up, document, here - there, Kind::refund);
}

}  // namespace daybook
