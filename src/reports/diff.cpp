#include "reports/diff.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace daybook {

namespace {

struct Figures {
    Money stock, revenue, cogs, net_profit;

    Figures& operator+=(const Figures& other) {
        stock += other.stock;
        revenue += other.revenue;
        cogs += other.cogs;
        net_profit += other.net_profit;
        return *this;
    }
    Figures operator-() const { return {-stock, -revenue, -cogs, -net_profit}; }
    explicit operator bool() const { return stock || revenue || cogs || net_profit; }
};

// What one document does to the figures.
struct Document {
    Date date;
    Kind kind = Kind::sell;
    bool is_void = false, is_replaced = false;
    Figures figures;
};

// Of a whole ledger: each document's figures by its ref, and each month's sums.
class Figured : public Observer {
  public:
    explicit Figured(const Question& question) : question_(question) {}

    void booked(const Booked& booked) override {
        Figures figures;
        for (const Step& step : booked.steps) {
            figures.revenue += step.revenue;
            figures.cogs += step.cogs;
        }
        for (const Posting& posting : booked.postings) {
            if (posting.account.cls == AccountClass::inventory) figures.stock += posting.amount;
            if (is_income_account(posting.account.cls)) figures.net_profit -= posting.amount;
        }
        if (booked.entry.ref == RefId::none) return;
        documents[ref_text(question_.entries, booked.entry)] = {booked.entry.date, booked.entry.kind, booked.is_void,
                                                                why_out(question_.entries, booked.index) == Text::replaced, figures};
        months[month_text(booked.entry.date)] += figures;
        last = std::max(last, booked.entry.date);
    }

    std::unordered_map<std::string, Document> documents;
    std::map<std::string, Figures> months;
    Date last = first_date;

  private:
    const Question& question_;
};

// Causes first, in each month: the order of the catalogue's words.
enum class How { added_late, added, changed, removed, voided, replaced, restored, follows };

Text text_of(How how) {
    switch (how) {
        case How::added_late: return Text::diff_added_late;
        case How::added: return Text::diff_added;
        case How::changed: return Text::diff_changed;
        case How::removed: return Text::diff_removed;
        case How::voided: return Text::diff_voided;
        case How::replaced: return Text::replaced;
        case How::restored: return Text::diff_restored;
        default: return Text::diff_follows;
    }
}

// One row of the second table; `ref` is empty where it stands for several.
struct Through {
    std::string month;
    How how = How::follows;
    Date date;
    std::string ref, kind;
    int64_t entries = 1;
    Figures figures;
};

class Diff {
  public:
    Diff(const Question& before, const Question& now, const Changes& changes) : before_(before), now_(now), changes_(changes) {}

    tl::expected<Report, DiffProblems> answer(Message title) {
        Books then(before_.entries, before_.settings), today(now_.entries, now_.settings);
        Figured old(before_), fresh(now_);
        if (const auto done = replay_for(before_, then, &old); !done) return tl::unexpected<DiffProblems>({true, done.error()});
        if (const auto done = replay_for(now_, today, &fresh); !done) return tl::unexpected<DiffProblems>({false, done.error()});
        note_changes();
        compare(old, fresh);
        Report report = new_report(now_, "diff", std::move(title), false);
        report.tables.push_back(months_table(old, fresh));
        if (!rows_.empty()) report.tables.push_back(entries_table());
        return report;
    }

  private:
    // Of documents by their ref; master data that was changed or removed moves nothing by itself, but may be why others moved.
    void note_changes() {
        for (const EntryChange& change : changes_.entries) {
            const Unit& unit = change.now ? change.now->unit : change.before->unit;
            const How how = !change.before ? How::added : !change.now ? How::removed : How::changed;
            if (unit.unique)
                how_[unit.name] = how;
            else if (unit.named && how != How::added)
                add_master(unit, how);
        }
    }

    void add_master(const Unit& unit, How how) {
        const size_t space = unit.name.find(' ');
        Date date;
        if (parse_date(std::string_view(unit.text).substr(0, 10), date) != BadDate::none || !now_.period.contains(date)) return;
        rows_.push_back({month_text(date), how, date, unit.name.substr(space + 1), unit.name.substr(0, space), 1, {}});
    }

    void compare(const Figured& old, const Figured& fresh) {
        const std::string last_month = month_text(old.last);
        for (const auto& [ref, document] : old.documents) {
            const auto found = fresh.documents.find(ref);
            const Document* now = found == fresh.documents.end() ? nullptr : &found->second;
            const How how = how_of(ref, &document, now, last_month);
            if (now && month_text(now->date) == month_text(document.date)) {
                Figures moved = now->figures;
                moved += -document.figures;
                add(ref, *now, how, moved);
            } else {
                add(ref, document, how, -document.figures);
                if (now) add(ref, *now, how, now->figures);
            }
        }
        for (const auto& [ref, document] : fresh.documents)
            if (!old.documents.contains(ref)) add(ref, document, how_of(ref, nullptr, &document, last_month), document.figures);
        for (const auto& [month, row] : follows_) rows_.push_back(row);
        std::sort(rows_.begin(), rows_.end(), [](const Through& a, const Through& b) {
            return std::tie(a.month, a.how, a.date, a.ref) < std::tie(b.month, b.how, b.date, b.ref);
        });
    }

    How how_of(const std::string& ref, const Document* before, const Document* now, const std::string& last_month) const {
        if (!before) return month_text(now->date) < last_month ? How::added_late : How::added;
        if (!now) return How::removed;
        if (!before->is_void && now->is_void) return now->is_replaced ? How::replaced : How::voided;
        if (before->is_void && !now->is_void) return How::restored;
        return how_.contains(ref) ? How::changed : How::follows;
    }

    void add(const std::string& ref, const Document& document, How how, const Figures& moved) {
        if (!now_.period.contains(document.date)) return;
        const bool untold = how == How::follows || how == How::added || how == How::added_late;
        if (!moved && untold) return;
        const std::string month = month_text(document.date);
        if (how == How::follows) {
            Through& row = follows_.try_emplace(month, Through{month, how, {}, {}, {}, 0, {}}).first->second;
            ++row.entries;
            row.figures += moved;
        } else {
            rows_.push_back({month, how, document.date, ref, std::string(spec(document.kind).name), 1, moved});
        }
    }

    Table months_table(const Figured& old, const Figured& fresh) const {
        Table table;
        table.key = "moved";
        table.columns = {{"month", Text::col_month},
                         {"figure", Text::col_figure},
                         {"before", Text::col_before},
                         {"now", Text::col_now},
                         {"moved", Text::col_moved}};
        table.when_empty = Text::no_moves;
        std::map<std::string, std::pair<Figures, Figures>> months;
        for (const auto& [month, sums] : old.months) months[month].first += sums;
        for (const auto& [month, sums] : fresh.months) months[month].second += sums;
        Money stock_before, stock_now;
        for (const auto& [month, sums] : months) {
            const auto& [before, now] = sums;
            stock_before += before.stock;
            stock_now += now.stock;
            if (now_.period.has_begin() && month < month_text(now_.period.begin)) continue;
            const auto row = [&, &name = month](Text figure, Money was, Money is) {
                if (was != is) table.rows.push_back({name, Message(figure), was, is, is - was});
            };
            row(Text::figure_stock, stock_before, stock_now);
            row(Text::figure_revenue, before.revenue, now.revenue);
            row(Text::figure_cogs, before.cogs, now.cogs);
            row(Text::figure_gross_profit, before.revenue - before.cogs, now.revenue - now.cogs);
            row(Text::figure_net_profit, before.net_profit, now.net_profit);
        }
        return table;
    }

    Table entries_table() const {
        Table table;
        table.key = "entries";
        table.title = Text::title_diff_entries;
        table.columns = {{"month", Text::col_month},
                         {"how", Text::col_how},
                         {"date", Text::col_date},
                         {"ref", Text::col_ref},
                         {"kind", Text::col_kind},
                         {"entries", Text::col_entries},
                         {"stock_value", Text::col_stock_value, Summed::money},
                         {"revenue", Text::col_revenue, Summed::money},
                         {"cogs", Text::col_cogs, Summed::money},
                         {"net_profit", Text::col_net_profit, Summed::money}};
        for (const Through& row : rows_) {
            const bool one = row.how != How::follows;
            const KindSpec* kind = one ? find_kind(row.kind) : nullptr;
            table.rows.push_back({row.month, Message(text_of(row.how)), one ? Cell(row.date) : Cell(), row.ref,
                                  kind ? Cell(Message(kind->label)) : Cell(), row.entries, row.figures.stock, row.figures.revenue,
                                  row.figures.cogs, row.figures.net_profit});
        }
        if (rows_.size() > 1) add_total(table);
        return table;
    }

    const Question &before_, &now_;
    const Changes& changes_;
    std::unordered_map<std::string, How> how_;
    std::map<std::string, Through> follows_;  // by month
    std::vector<Through> rows_;
};

}  // namespace

tl::expected<Report, DiffProblems> diff_report(const Question& before, const Question& now, const Changes& changes, Message title) {
    return Diff(before, now, changes).answer(std::move(title));
}

}  // namespace daybook
