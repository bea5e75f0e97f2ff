// daybook customer mail: letters to customers, for the user's own mailer to send. Nothing is sent from here.
#include "paper/mail.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/clock.h"
#include "base/files.h"
#include "base/utf8.h"
#include "cli/customer_filter.h"
#include "cli/segments.h"
#include "journal/faults.h"
#include "paper/letter_template.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

bool is_built_in(std::string_view name) {
    const auto names = letter_names();
    return std::find(names.begin(), names.end(), name) != names.end();
}

// The template's text: one that comes with the program, else a file.
Result<std::string> template_text(const Session& session, const std::string& name) {
    if (is_built_in(name)) return std::string(built_in_letter(name, session.lang()));
    std::error_code ignored;
    if (fs::exists(name, ignored)) return read_file(name);
    const auto names = letter_names();
    const std::string_view near = did_you_mean(name, names);
    return fail({Text::err_no_letter, {name}}, near.empty() ? Message(Text::hint_no_letter, {fmt::format("{}", fmt::join(names, ", "))})
                                                            : Message(Text::hint_did_you_mean, {near}));
}

Result<Mailbox> sender(const Session& session, const Args& args) {
    const std::string written = args.has("from") ? args.get("from") : session.settings().shop_email;
    if (written.empty()) return fail(Text::err_mail_no_sender, Text::hint_mail_no_sender);
    std::optional<Mailbox> mailbox = parse_mailbox(written);
    if (!mailbox) return fail({Text::err_not_a_mailbox, {written}}, Text::hint_mailbox);
    if (mailbox->name.empty()) mailbox->name = session.settings().shop_name;
    return *mailbox;
}

// Whom a letter that comes with the program is for, where nobody is named.
void narrow(const Session& session, const Args& args, CustomerFilter& filter) {
    const std::string& name = args.words[0];
    if (name == "birthday" && !filter.birthday) filter.birthday = Period{session.today(), session.today() + 1};
    if (name == "reminder" && !filter.owes) filter.overdue = true;
    if (name == "thanks" && !filter.since) filter.since = session.today() - 7;
}

LetterValues values_of(const Session& session, const Mailbox& from, const Entries& entries, const Customer& customer) {
    const PartyCard& card = *customer.card;
    const int decimals = session.settings().books.currency.decimals;
    const auto day = [](const std::optional<Date>& date) { return date ? to_text(*date) : std::string(); };
    const auto amount = [&](Money value) {
        return value ? to_text(value, decimals) : std::string();
    };  // a section about nothing is left out
    const std::string& code = session.settings().books.currency.code;
    LetterValues values;
    values.words = {{"name", shown_name(entries, customer)},
                    {"customer", party_name(entries, customer.id)},
                    {"level", word(entries, card.level)},
                    {"birthday", card.birthday ? to_text(*card.birthday) : std::string()},
                    {"phone", word(entries, card.phone())},
                    {"email", word(entries, card.email())},
                    {"address", word(entries, card.address())},
                    {"points", customer.points ? std::to_string(customer.points) : std::string()},
                    {"stored", amount(customer.stored)},
                    {"orders", std::to_string(customer.orders)},
                    {"revenue", to_text(customer.revenue, decimals)},
                    {"last_order", day(customer.last_order)},
                    {"owed", amount(customer.owed)},
                    {"overdue", amount(customer.overdue)},
                    {"due", day(customer.due)},
                    {"shop", session.settings().shop_name},
                    {"shop_email", from.address},
                    {"currency", code == "CNY" ? say(Text::letter_yuan, session.lang()) : code},
                    {"today", to_text(session.today())}};
    for (const OpenDocument& one : customer.open) {
        const Entry& entry = entries.entries[one.entry];
        const int32_t days = std::max(0, session.today().days - one.due.days);
        values.documents.push_back({{"ref", ref_text(entries, entry)},
                                    {"date", to_text(entry.date)},
                                    {"due", to_text(one.due)},
                                    {"days", days ? std::to_string(days) : std::string()},
                                    {"amount", to_text(one.amount, decimals)},
                                    {"open", to_text(one.open, decimals)}});
    }
    return values;
}

// Who is left out, and why: said, so that nobody is forgotten unawares.
struct LeftOut {
    std::string opted_out, no_email, bad_email;

    void add(std::string& list, std::string_view name) { list.append(list.empty() ? "" : ", ").append(name); }
    void say(const Session& session) const {
        if (!opted_out.empty()) session.warn_line({Text::left_out_opted, {opted_out}});
        if (!no_email.empty()) session.warn_line({Text::left_out_lacking, {Text::col_email, no_email}});
        if (!bad_email.empty()) session.warn_line({Text::left_out_bad_email, {bad_email}});
    }
};

std::vector<Letter> write_letters(const Session& session, const Args& args, const Mailbox& from, const LetterTemplate& letter,
                                  const Entries& entries, const std::vector<Customer>& customers) {
    std::vector<Letter> letters;
    LeftOut out;
    const std::string time = args.has("today") ? "12:00:00 +0000" : local_time();  // a day that is made up has no time of its own
    for (const Customer& customer : customers) {
        const std::string_view name = entries.parties.text(customer.id);
        const std::string address = word(entries, customer.card->email());
        if (customer.card->opt_out)
            out.add(out.opted_out, name);
        else if (address.empty())
            out.add(out.no_email, name);
        else if (!is_mail_address(address))
            out.add(out.bad_email, fmt::format("{} ({})", name, address));
        else {
            const LetterValues values = values_of(session, from, entries, customer);
            letters.push_back(
                {from, {shown_name(entries, customer), address}, letter.subject(values), letter.body(values), session.today(), time});
        }
    }
    out.say(session);
    return letters;
}

// What may stand in a file's name everywhere, and not be long.
std::string file_part(std::string_view text) {
    std::string out;
    while (!text.empty() && out.size() < 60) {
        const std::string_view character = first_character(text).bytes;
        text.remove_prefix(character.size());
        const bool odd = character.size() == 1 && (std::string_view("/\\:*?\"<>|.").find(character[0]) != std::string_view::npos ||
                                                   static_cast<unsigned char>(character[0]) <= ' ');
        out += odd ? "-" : character;
    }
    return out;
}

struct NewFile {
    std::string path, text;
};

std::vector<NewFile> files_of(const Session& session, const Args& args, const std::vector<Letter>& letters) {
    std::vector<NewFile> files;
    if (args.has("mbox")) {
        NewFile& mbox = files.emplace_back(NewFile{args.get("mbox"), {}});
        for (const Letter& letter : letters) mbox.text += mbox_entry(letter);
        return files;
    }
    const std::string name = file_part(fs::path(args.words[0]).stem().string());
    for (const Letter& letter : letters)
        files.push_back({(fs::path(args.get("folder")) /
                          fmt::format("{}-{}-{:03}-{}.eml", to_text(session.today()), name, files.size() + 1, file_part(letter.to.name)))
                             .string(),
                         message_file(letter)});
    return files;
}

// All of the files, or none.
Result<void> create_files(const Args& args, const std::vector<NewFile>& files) {
    std::error_code error;
    for (const NewFile& file : files)
        if (fs::exists(file.path, error)) return fail({Text::err_exists, {file.path}}, Text::hint_letter_exists);
    if (args.has("folder")) fs::create_directories(args.get("folder"), error);  // what fails is said of the first file
    for (size_t i = 0; i < files.size(); ++i) {
        if (const auto made = create_file(files[i].path, files[i].text))
            continue;
        else {
            for (size_t j = 0; j < i; ++j) fs::remove(files[j].path, error);
            return made;
        }
    }
    return {};
}

void show_letters(const Session& session, const std::vector<Letter>& letters) {
    for (const Letter& letter : letters) {
        session.say_line({Text::mail_to, {fmt::format("{} <{}>", letter.to.name, letter.to.address)}});
        session.say_line({Text::mail_subject, {letter.subject}});
        fmt::print("\n");
        for (std::string_view body = letter.body; !body.empty();) {
            const std::string_view line = body.substr(0, body.find('\n'));
            fmt::print("{}\n", printable(line));
            body.remove_prefix(std::min(line.size() + 1, body.size()));
        }
        fmt::print("\n");
    }
}

int mail_to(Session& session, const Args& args, const LetterTemplate& letter, const Mailbox& from) {
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    Result<CustomerFilter> filter = read_customer_filter(session, args, journal);
    if (!filter) return session.say_error(filter.error());
    for (size_t i = 1; i < args.words.size(); ++i) {
        const Result<PartyId> customer = session.party(journal, args.words[i]);
        if (!customer) return session.say_error(customer.error());
        filter->only.push_back(*customer);
    }
    if (filter->only.empty()) narrow(session, args, *filter);
    const Question question{journal.entries(), session.settings().books, {}, session.today()};
    Customers customers(question);
    if (const auto found = find_customers(question, *filter, session.settings().cycle_days, customers); !found)
        return session.say_problems(journal, found.error());
    const std::vector<Letter> letters = write_letters(session, args, from, letter, journal.entries(), customers.list);
    if (letters.empty()) {
        session.say_line(Text::mail_nobody);
        return done;
    }
    if (args.has("dry-run")) {
        show_letters(session, letters);
        session.say_line({Text::mail_shown, {std::to_string(letters.size())}});
        return done;
    }
    if (const auto made = create_files(args, files_of(session, args, letters)); !made) return session.say_error(made.error());
    session.say_line({Text::mail_written, {std::to_string(letters.size()), args.get(args.has("mbox") ? "mbox" : "folder")}});
    return done;
}

int mail(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    const Result<std::string> text = template_text(session, args.words[0]);
    if (!text) return session.say_error(text.error());
    if (args.has("show")) {
        fmt::print("{}", *text);
        return done;
    }
    Errors errors;
    const std::optional<LetterTemplate> letter = LetterTemplate::read(args.words[0], *text, errors);
    if (!letter) return session.say_errors(errors);
    if (args.has("mbox") && args.has("folder"))
        return session.say_error(Error({Text::err_one_list_only, {"--mbox", "--folder"}}, Text::hint_mail_where), bad_usage);
    if (!args.has("mbox") && !args.has("folder") && !args.has("dry-run"))
        return session.say_error(Error(Text::err_mail_where, Text::hint_mail_where), bad_usage);
    const Result<Mailbox> from = sender(session, args);
    if (!from) return session.say_error(from.error());
    return mail_to(session, args, *letter, *from);
}

}  // namespace

Command mail_command() {
    const auto letters = letter_names();
    return {"mail,信件",
            Text::cmd_mail,
            {{"TEMPLATE", Text::arg_template, 1, 1, {letters.begin(), letters.end()}, true}, {"CUSTOMER", Text::arg_mail_customers, 0, -1}},
            std::vector<Option>{{"--mbox,--信件文件", "FILE", Text::opt_mbox},
                                {"--folder,--目录", "FOLDER", Text::opt_mail_folder},
                                {"--from,--发件人", "SENDER", Text::opt_mail_from},
                                {"--dry-run,--预览", "", Text::opt_mail_dry_run},
                                {"--show,--显示", "", Text::opt_mail_show}} +
                customer_filter_options(),
            mail,
            {"daybook customer mail birthday --birthday this-month --dry-run", "daybook customer mail reminder --mbox reminders.mbox",
             "daybook customer mail birthday --show > new-tea.txt",
             "daybook customer mail new-tea.txt --level VIP --bought TEA --folder letters"},
            {}};
}

}  // namespace daybook
