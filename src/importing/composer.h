// The second half of an import: what was collected, checked and as text; what is there already, compared with what the file now says.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "importing/collector.h"
#include "importing/journal_documents.h"
#include "journal/writer.h"

namespace daybook {

class Composer {
  public:
    Composer(const ImportRules& rules, const ImportLedger& ledger, Collected& collected, ImportResult& out)
        : rules_(rules), ledger_(ledger), in_(collected), out_(out) {}

    void compose();

  private:
    // A line of detail as it is to stand.
    struct Line {
        const DetailRule* rule = nullptr;
        std::vector<std::string> words;
    };

    void group_rows();
    std::string account(const std::string& called) const { return ledger_.account_code ? ledger_.account_code(called) : called; }
    // Codes of accounts in place of what the file calls them.
    void put_accounts(const DetailRule& rule, std::vector<std::string>& words) const {
        for (size_t i = 0; i < words.size(); ++i)
            if (rule.values[i] == Value::account && !words[i].empty()) words[i] = account(words[i]);
    }
    std::span<const uint32_t> rows_of(const ImportedDocument& document) const {
        const auto number = static_cast<size_t>(&document - in_.documents.data());
        return {order_.data() + starts_[number], starts_[number + 1] - starts_[number]};
    }
    const ImportCase& rule_of(const ImportedDocument& document) const { return rules_.cases[document.rule]; }
    template <class Take>
    void each_detail(const ImportedDocument& document, const Take& take) const;
    std::vector<Line> lines_of(const ImportedDocument& document) const;
    Money amount_of(const std::string& word) const;
    Money amount_of(const ImportedRow& row) const;
    Money total_of(const ImportedDocument& document) const;
    Money sum_of(const ImportedDocument& document, Key key) const;
    Money money_of(const ImportedDocument& document) const;  // received or paid, by the document's kind

    void check(ImportedDocument& document);
    bool is_there(const std::string& ref);
    Message fault_of(const ImportedDocument& document);
    Message total_fault(const ImportedDocument& document) const;
    Money tax_of(const ImportedDocument& document) const;

    void find_new_items();
    bool is_unknown(std::string_view code) const;
    bool is_service(std::string_view code) const;
    void write_items();
    void write_document(const ImportedDocument& document);
    void write_goods(const ImportedRow& row, char sign, EntryWriter& writer, bool priced = true);
    bool write_details(const ImportedDocument& document, EntryWriter& writer) const;
    void append(const EntryWriter& writer);
    void append(const EntryWriter& writer, Kind kind, Money sum);  // and count it

    // composer_again.cpp
    void write_follow_ups(const ImportedDocument& document);
    void write_follow_up(const FollowUp& follow_up, const ImportedDocument& document, std::optional<Money> paid, Kind kind);
    void note_left_out();
    void compare(const ImportedDocument& document);
    bool same_goods(const ImportedDocument& document, const Entry& booked);
    bool same_amount(const ImportedDocument& document, std::string_view field, Money booked, Money here);
    void note_difference(const ImportedDocument& document, std::string_view field, std::string booked, std::string here);
    void bring_money(const ImportedDocument& document, const JournalDocument& booked);
    void bring_follow_up(const FollowUp& follow_up, const ImportedDocument& document, const JournalDocument& booked);
    std::string free_ref(std::string ref) const;

    void add_up_totals();
    void list_bad_rows();

    const ImportRules& rules_;
    const ImportLedger& ledger_;
    Collected& in_;
    ImportResult& out_;
    std::vector<uint32_t> order_, starts_;    // rows by document: those of document d stand from starts_[d] on
    std::vector<bool> here_;                  // by RefId: whether this import has that document; made when it is first asked
    std::vector<uint32_t> follow_starts_;     // follow-ups, which are sorted by document, likewise
    std::optional<JournalDocuments> booked_;  // made when the first document is found to be there already
    bool moved_ = false;                      // the document under comparison had an entry added
};

template <class Take>
void Composer::each_detail(const ImportedDocument& document, const Take& take) const {
    const ImportCase& rule = rule_of(document);
    size_t slot = document.first_value + rule.clauses.size();
    for (const DetailRule& detail : rule.details) {
        take(detail, std::span<const std::string>(in_.values.data() + slot, detail.words.size()));
        slot += detail.words.size();
    }
    std::vector<uint32_t> more;
    for (uint32_t next = document.more; next; next = in_.more[next - 1].next) more.push_back(next - 1);
    for (auto at = more.rbegin(); at != more.rend(); ++at) take(*in_.more[*at].rule, std::span<const std::string>(in_.more[*at].words));
}

}  // namespace daybook
