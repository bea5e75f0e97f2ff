#include "paper/mail.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"

namespace daybook {

namespace {

constexpr size_t line_length = 76;  // of a header's line with encoded words, and of base64

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

// RFC 5322's atext.
bool is_atom_character(char c) {
    return is_letter_or_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

// Parts between dots, none of them empty, of such characters only.
template <class Allowed>
bool is_dotted(std::string_view text, const Allowed& allowed) {
    bool at_start = true;
    for (char c : text) {
        if (c == '.' ? at_start : !allowed(c)) return false;
        at_start = c == '.';
    }
    return !at_start;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (size_t i = 0; i < bytes.size(); i += 3) {
        const size_t n = std::min<size_t>(3, bytes.size() - i);
        uint32_t three = 0;
        for (size_t j = 0; j < 3; ++j) three = three << 8 | (j < n ? static_cast<unsigned char>(bytes[i + j]) : 0u);
        for (size_t j = 0; j < 4; ++j) out += j <= n ? digits[three >> (18 - 6 * j) & 63u] : '=';
    }
    return out;
}

// The text as encoded words, one a line; none cuts a character. `used` is what stands before it on the first line.
std::string encoded_words(std::string_view text, size_t used) {
    constexpr std::string_view opening = "=?UTF-8?B?", closing = "?=";
    std::string out;
    while (!text.empty()) {
        const size_t room = (line_length - used - opening.size() - closing.size()) / 4 * 3;
        size_t size = 0;
        while (size < text.size()) {
            const size_t next = first_character(text.substr(size)).bytes.size();
            if (size + next > room) break;
            size += next;
        }
        if (!out.empty()) out += "\n ";
        out.append(opening).append(base64(text.substr(0, size))).append(closing);
        text.remove_prefix(size);
        used = 1;
    }
    return out;
}

bool fits_as_it_is(std::string_view text, size_t used) {
    return is_ascii(text) && text.find("=?") == std::string_view::npos && used + text.size() <= line_length && !text.starts_with(' ') &&
           !text.ends_with(' ');
}

std::string subject_line(std::string_view subject) {
    constexpr std::string_view field = "Subject: ";
    return std::string(field) + (fits_as_it_is(subject, field.size()) ? std::string(subject) : encoded_words(subject, field.size())) + "\n";
}

std::string quoted(std::string_view name) {
    if (std::all_of(name.begin(), name.end(), [](char c) { return is_atom_character(c) || c == ' '; })) return std::string(name);
    std::string out = "\"";
    for (char c : name) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string mailbox_line(std::string_view field, const Mailbox& mailbox) {
    std::string out(field);
    if (mailbox.name.empty()) return out + mailbox.address + "\n";
    const std::string plain = quoted(mailbox.name);
    out += fits_as_it_is(plain, field.size()) ? plain : encoded_words(mailbox.name, field.size());
    const size_t line = out.size() - (out.rfind('\n') + 1);
    out += line + mailbox.address.size() + 3 <= line_length ? " <" : "\n <";
    return out + mailbox.address + ">\n";
}

// FNV-1a: tells letters apart, and keeps nothing secret.
uint64_t hash_of(std::initializer_list<std::string_view> texts) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (std::string_view text : texts) {
        for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
        hash = (hash ^ 0xffu) * 0x100000001b3u;  // no byte of UTF-8: parts the texts
    }
    return hash;
}

std::string with_crlf(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '\n') out += '\r';
        out += c;
    }
    return out;
}

bool goes_as_it_is(std::string_view body) {
    if (!is_ascii(body)) return false;
    for (size_t at = 0; at < body.size();) {
        const size_t end = std::min(body.find('\n', at), body.size());
        if (end - at > line_length) return false;
        at = end + 1;
    }
    return true;
}

std::string encoded_body(std::string_view body) {
    const std::string digits = base64(with_crlf(body));
    std::string out;
    for (size_t at = 0; at < digits.size(); at += line_length) out.append(digits, at, line_length).append("\n");
    return out;
}

constexpr std::string_view day_names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::string_view month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

bool is_mail_address(std::string_view address) {
    const size_t at = address.find('@');
    if (at == std::string_view::npos || address.size() > 254) return false;
    const std::string_view name = address.substr(0, at), domain = address.substr(at + 1);
    return name.size() <= 64 && is_dotted(name, is_atom_character) && !domain.starts_with('-') && !domain.ends_with('-') &&
           is_dotted(domain, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

std::optional<Mailbox> parse_mailbox(std::string_view text) {
    Mailbox out;
    const size_t open = text.find('<');
    if (open == std::string_view::npos) {
        out.address = text;
    } else {
        if (!text.ends_with('>')) return std::nullopt;
        out.address = text.substr(open + 1, text.size() - open - 2);
        std::string_view name = text.substr(0, open);
        while (name.ends_with(' ')) name.remove_suffix(1);
        while (name.starts_with(' ')) name.remove_prefix(1);
        if (name.size() > 1 && name.starts_with('"') && name.ends_with('"')) name = name.substr(1, name.size() - 2);
        if (find_fault(name).kind != BadText::none || name.find('\t') != std::string_view::npos) return std::nullopt;
        out.name = name;
    }
    if (!is_mail_address(out.address)) return std::nullopt;
    return out;
}

std::string message_text(const Letter& letter) {
    const Civil day = to_civil(letter.day);
    const bool plain = goes_as_it_is(letter.body);
    std::string out =
        fmt::format("Date: {}, {} {} {} {}\n", day_names[weekday(letter.day)], day.day, month_names[day.month - 1], day.year, letter.time);
    out += mailbox_line("From: ", letter.from);
    out += mailbox_line("To: ", letter.to);
    out += subject_line(letter.subject);
    out += fmt::format("Message-ID: <{}.{:016x}@{}>\n", compact_text(letter.day),
                       hash_of({letter.from.address, letter.to.address, letter.subject, letter.body}),
                       letter.from.address.substr(letter.from.address.find('@') + 1));
    out += "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n";
    out += fmt::format("Content-Transfer-Encoding: {}\n\n", plain ? "7bit" : "base64");
    return out + (plain ? letter.body : encoded_body(letter.body));
}

std::string message_file(const Letter& letter) { return with_crlf(message_text(letter)); }

std::string mbox_entry(const Letter& letter) {
    const Civil day = to_civil(letter.day);
    std::string out = fmt::format("From {} {} {} {:2} {} {}\n", letter.from.address, day_names[weekday(letter.day)],
                                  month_names[day.month - 1], day.day, letter.time.substr(0, 8), day.year);
    const std::string message = message_text(letter);
    for (size_t at = 0; at < message.size();) {
        const size_t end = message.find('\n', at) + 1;  // it ends in one
        const std::string_view line = std::string_view(message).substr(at, end - at);
        const size_t marks = line.find_first_not_of('>');
        if (marks != std::string_view::npos && line.substr(marks).starts_with("From ")) out += '>';
        out += line;
        at = end;
    }
    return out + "\n";
}

}  // namespace daybook
