// One row's cells as the values that the rules ask for, checked and spelt as the journal has them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "importing/arithmetic.h"
#include "importing/collector.h"

namespace daybook {

class RowReader {
  public:
    RowReader(const ImportRules& rules, const ImportLedger& ledger, Collected& out);

    // By column of the rules; filled in by the caller before each row.
    std::vector<std::string_view> cells;
    // The row's clauses and details, word by word: the first value_count of them. Set by read_values.
    std::vector<std::string> values;
    size_t value_count = 0;

    void start_file(std::string_view file_text, bool iso_days) {
        file_text_ = file_text;
        iso_days_ = iso_days;
    }

    // Each returns what is wrong, or an empty message.
    Message read_currency(const ImportCase& rule);  // before the row's amounts
    Message read_date(const Template& from, Date& date);
    // `again`: not the document's first row; what is the document's counts once in what is added up.
    Message read_values(const ImportCase& rule, bool again = false);
    Message read_goods(const ImportCase& rule, ImportedRow& row);
    // Of a cell that holds several goods: the first into `row`, a copy of it with each of the others behind `more`.
    Message read_goods_list(const ImportCase& rule, ImportedRow& row, std::vector<ImportedRow>& more);
    Amount amount(const Template& from, int decimals) { return amount(from, decimals, cells); }
    bool at_rate() const { return rate_ != 0; }

    // Valid until the next text is asked for.
    std::string_view text(const Template& from) { return fill(from, cells, scratch_); }
    // Likewise, with line ends and TABs as spaces.
    std::string_view line(const Template& from);

  private:
    Amount amount(const Template& from, int decimals, std::span<const std::string_view> of) const;
    Message number_fault(const Amount& amount, std::string_view field, std::string_view text, int decimals) const;
    Message date_fault(std::string_view day) const;
    Message find_item(const ImportCase& rule, std::string_view title, ImportedRow& row);
    Message take_quantity(const ImportCase& rule, const Amount& quantity, std::string_view shown, ImportedRow& row);
    Message read_word(const DetailRule& detail, size_t at, std::span<const std::string_view> from);
    Message read_text(const Template& from, std::string_view field);
    ItemId item_called(std::string_view called);
    Message read_price(const ImportCase& rule, ImportedRow& row);
    Message read_extras(const ImportCase& rule, ImportedRow& row);
    // A view that lasts: of the file's text, or of a copy.
    std::string_view keep(std::string_view view) {
        const bool lasts = view.data() >= file_text_.data() && view.data() < file_text_.data() + file_text_.size();
        return view.empty() || lasts ? view : out_.names.emplace_back(view);
    }

    const ImportRules& rules_;
    std::vector<uint32_t> of_document_;        // columns
    std::vector<std::string_view> own_cells_;  // the row's, without those
    const std::string currency_;               // the ledger's
    int64_t rate_ = 0;                         // of the row's currency, in millionths; 0: it is the ledger's
    NumberMarks marks_;
    int money_decimals_;
    const std::function<std::string(std::string_view)>& item_code_;
    Collected& out_;
    std::string_view file_text_;
    bool iso_days_ = false;
    std::string scratch_, line_, joined_, title_;
    std::string date_text_;  // the last date read, so that a day's rows read it once
    Date date_;
};

// Whether the journal would refuse the text.
bool has_control(std::string_view text);

}  // namespace daybook
