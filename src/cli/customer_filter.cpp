#include "cli/customer_filter.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "base/half_width.h"
#include "base/utf8.h"
#include "cli/known.h"
#include "journal/faults.h"
#include "model/typed_amounts.h"

namespace daybook {

namespace {

// What was typed for one command, into a filter. The first thing that cannot be understood is kept, and said.
class FilterReader {
  public:
    FilterReader(const Session& session, const Args& args, const Journal& journal)
        : session_(session), args_(args), entries_(journal.entries()), journal_(journal) {}

    Result<CustomerFilter> read() {
        filter_.levels = words("level", Key::level, Text::col_level);
        filter_.tags = words("tag", Key::tag, Text::word_tag);
        filter_.sources = words("source", Key::source, Text::col_source);
        for (const std::string& name : args_.all("via")) take(known_channel(entries_, name), filter_.channels);
        for (const std::string& name : args_.all("group")) read_group(name);
        filter_.bought = items("bought");
        filter_.not_bought = items("not-bought");
        for (const std::string& name : args_.all("category")) read_category(name);
        filter_.since = when("since");
        filter_.not_since = when("not-since");
        read_birthday();
        filter_.orders = range("orders", 0);
        filter_.revenue = range("revenue", session_.settings().books.currency.decimals);
        filter_.receivable = range("receivable", session_.settings().books.currency.decimals);
        filter_.points = range("points", 0);
        filter_.stored = range("stored", session_.settings().books.currency.decimals);
        filter_.owes = args_.has("owes");
        filter_.overdue = args_.has("overdue");
        filter_.has = fields("has");
        filter_.lacks = fields("lacks");
        filter_.find = args_.get("find");
        if (fault_) return tl::unexpected<Error>(std::move(*fault_));
        return std::move(filter_);
    }

  private:
    void wrong(Message what, Message hint) {
        if (!fault_) fault_ = Error(std::move(what), std::move(hint));
    }

    // What was found joins the others; else it is wrong.
    template <class Id>
    void take(Result<Id> found, std::vector<Id>& into) {
        if (found)
            into.push_back(*found);
        else if (!fault_)
            fault_ = std::move(found.error());
    }

    // Words that some customer's entry has behind the key.
    std::vector<WordId> words(const std::string& option, Key key, Text label) {
        std::vector<WordId> found;
        if (!args_.has(option)) return found;
        const std::vector<WordId> used = words_used(entries_, {Kind::customer}, key);
        for (const std::string& name : args_.all(option))
            take(find_word(entries_, used, name, {Text::err_no_customer_with, {label, name}},
                           {Text::hint_write_down_first, {spec(key).name}}),
                 found);
        return found;
    }

    void read_group(std::string_view name) {
        for (const GroupSpec& one : all_groups())  // the option takes no others
            if (text(one.name, Lang::en) == name) filter_.groups.push_back(one.group);
    }

    std::vector<ItemId> items(const std::string& option) {
        std::vector<ItemId> found;
        for (const std::string& name : args_.all(option)) take(session_.item(journal_, name), found);
        return found;
    }

    void read_category(const std::string& name) {
        std::vector<std::string_view> names = texts_of(entries_, words_used(entries_, {Kind::item, Kind::kit}, Key::category));
        std::sort(names.begin(), names.end());
        const bool is_known = std::any_of(names.begin(), names.end(),
                                          [&](std::string_view category) { return category == name || category.starts_with(name + "/"); });
        if (!is_known) wrong({Text::err_no_item_of_category, {name}}, way_out(name, names, Text::nothing));
        filter_.categories.push_back(name);
    }

    // A day, or so many days ago.
    std::optional<Date> when(const std::string& option) {
        if (!args_.has(option)) return std::nullopt;
        const std::string typed = args_.get(option);
        std::optional<Date> day = parse_day(typed, session_.today());
        if (!day) day = parse_day("-" + typed, session_.today());
        if (!day) wrong({Text::err_not_when, {typed}}, Text::hint_when);
        return day;
    }

    void read_birthday() {
        if (!args_.has("birthday")) return;
        const std::string typed = args_.get("birthday");
        filter_.birthday = parse_period(typed, session_.today());
        if (!filter_.birthday) wrong({Text::err_not_a_birthday, {typed}}, Text::hint_birthdays);
    }

    std::optional<Range> range(const std::string& option, int decimals) {
        if (!args_.has(option)) return std::nullopt;
        const std::string typed = half_width(args_.get(option));
        const size_t dots = typed.find("..");
        const std::string least = typed.substr(0, dots), most = dots == std::string::npos ? typed : typed.substr(dots + 2);
        Range found;
        const auto reads = [&](const std::string& part, int64_t& value) {
            const std::string plain = plain_amount(part, session_.settings().books.currency.code);
            return part.empty() || parse_decimal(plain, decimals, value) == BadNumber::none;
        };
        if (typed == ".." || !reads(least, found.least) || !reads(most, found.most) || found.least > found.most)
            wrong({Text::err_not_a_range, {typed}}, Text::hint_range);
        return found;
    }

    std::vector<const CustomerField*> fields(const std::string& option) {
        std::vector<const CustomerField*> found;
        for (const std::string& name : args_.all(option))  // the option takes no others
            for (const CustomerField& field : customer_fields())
                if (spec(field.key).name == name) found.push_back(&field);
        return found;
    }

    const Session& session_;
    const Args& args_;
    const Entries& entries_;
    const Journal& journal_;
    CustomerFilter filter_;
    std::optional<Error> fault_;
};

struct Lines {
    std::string_view option;
    Text label;
};

constexpr Lines lines_of[] = {{"addresses", Text::col_postal}, {"emails", Text::col_email}, {"phones", Text::col_phone}};

std::string line_of(const Entries& entries, const Customer& customer, std::string_view option) {
    const PartyCard& card = *customer.card;
    if (option == "emails") return word(entries, card.email());
    if (option == "phones") return word(entries, card.phone());
    std::string line = word(entries, card.address());
    if (line.empty()) return line;
    if (!card.phones.empty()) line = word(entries, card.phone()) + ", " + line;
    return shown_name(entries, customer) + ", " + line;
}

}  // namespace

std::vector<Option> customer_filter_options() {
    std::vector<Choice> fields, group_names;
    for (const CustomerField& field : customer_fields()) fields.emplace_back(spec(field.key).name, spec(field.key).chinese);
    for (const GroupSpec& group : all_groups()) group_names.emplace_back(text(group.name, Lang::en), group.name);
    const auto many = [](std::string names, std::string value, Text help) {
        return Option{std::move(names), std::move(value), help, 1, 1, true};
    };
    return {many("--level,--等级", "LEVEL", Text::opt_of_level),
            many("--tag,--标签", "TAG", Text::opt_customer_tag),
            many("--source,--来源", "SOURCE", Text::opt_customer_source),
            {"--group,--分群", "GROUP", Text::opt_of_group, 1, 1, true, group_names},
            many("--bought,--买过", "ITEM", Text::opt_bought),
            many("--not-bought,--没买过", "ITEM", Text::opt_not_bought),
            many("--category,--类别", "CATEGORY", Text::opt_bought_category),
            many("--via,--渠道", "CHANNEL", Text::opt_bought_via),
            {"--since,--最近下单", "WHEN", Text::opt_since},
            {"--not-since,--久未下单", "WHEN", Text::opt_not_since},
            {"--birthday,--生日", "WHEN", Text::opt_of_birthday},
            {"--orders,--订单数", "RANGE", Text::opt_orders_range},
            {"--revenue,--销售额", "RANGE", Text::opt_revenue_range},
            {"--receivable,--欠款", "RANGE", Text::opt_receivable_range},
            {"--points,--积分", "RANGE", Text::opt_points_range},
            {"--stored,--储值", "RANGE", Text::opt_stored_range},
            {"--owes,--有欠款", "", Text::opt_owes},
            {"--overdue,--逾期", "", Text::opt_overdue},
            {"--has,--已登记", "FIELD", Text::opt_has, 1, 1, true, fields},
            {"--lacks,--未登记", "FIELD", Text::opt_lacks, 1, 1, true, fields},
            {"--find,--查找", "TEXT", Text::opt_find}};
}

Result<CustomerFilter> read_customer_filter(const Session& session, const Args& args, const Journal& journal) {
    return FilterReader(session, args, journal).read();
}

std::vector<Option> customer_line_options() {
    return {{"--addresses,--地址", "", Text::opt_addresses},
            {"--emails,--邮箱", "", Text::opt_emails},
            {"--phones,--电话", "", Text::opt_phones}};
}

std::optional<int> show_customer_lines(const Session& session, const Args& args, const Journal& journal, const CustomerFilter& filter) {
    const Lines* asked = nullptr;
    for (const Lines& lines : lines_of) {
        if (!args.has(std::string(lines.option))) continue;
        if (asked)
            return session.say_error(Error({Text::err_one_list_only, {"--" + std::string(asked->option), "--" + std::string(lines.option)}},
                                           Text::hint_one_list_only),
                                     bad_usage);
        asked = &lines;
    }
    if (!asked) return std::nullopt;
    const Result<Period> period = session.period(args);
    if (!period) return session.say_error(period.error(), bad_usage);
    const Question question{journal.entries(), session.settings().books, *period, session.today()};
    Customers customers(question);
    if (const auto found = find_customers(question, filter, session.settings().cycle_days, customers); !found)
        return session.say_problems(journal, found.error());
    std::string lines, opted_out, lacking;
    for (const Customer& customer : customers.list) {
        const std::string line = customer.card->opt_out ? std::string() : line_of(journal.entries(), customer, asked->option);
        std::string& names = customer.card->opt_out ? opted_out : lacking;
        if (line.empty())
            names.append(names.empty() ? "" : ", ").append(journal.entries().parties.text(customer.id));
        else
            lines += printable(line) + "\n";
    }
    if (!opted_out.empty()) session.warn_line({Text::left_out_opted, {opted_out}});
    if (!lacking.empty()) session.warn_line({Text::left_out_lacking, {asked->label, lacking}});
    if (!args.has("output")) {
        std::fwrite(lines.data(), 1, lines.size(), stdout);
        return done;
    }
    if (const auto written = write_file(args.get("output"), lines); !written) return session.say_error(written.error());
    return done;
}

}  // namespace daybook
