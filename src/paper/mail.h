// Letters as mailers take them: RFC 5322 messages with MIME (RFC 2045, 2047), one file each or in an mbox.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/date.h"

namespace daybook {

struct Mailbox {
    std::string name;     // as people read it; may be empty
    std::string address;  // li@example.org
};

// Whether mailers everywhere take the address: ASCII, one @, no quotes, blanks or angle brackets (RFC 5321's Mailbox but for quoted names).
bool is_mail_address(std::string_view address);

// "Shop <me@example.org>", or an address alone. Nothing where it is neither.
std::optional<Mailbox> parse_mailbox(std::string_view text);

// Names and subject are one line each, the body is lines that end in \n; all are UTF-8 without other control characters.
struct Letter {
    Mailbox from, to;
    std::string subject, body;
    Date day;
    std::string time;  // "10:17:20 +0800"
};

// Header and body, with \n at the line ends. The same letter has the same Message-ID, whenever it is made.
std::string message_text(const Letter& letter);

// The same as a file of its own: with CRLF.
std::string message_file(const Letter& letter);

// The same as an entry of an mbox: behind a line that begins with "From ", with such lines of its own marked (mboxrd).
std::string mbox_entry(const Letter& letter);

}  // namespace daybook
