// Months that are closed: daybook.toml says until when, in [books] closed_until, and why one was opened again.
#pragma once

#include <string>

#include "cli/session.h"
#include "cli/write.h"

namespace daybook {

// The month (quarter, year) that was typed, of whole months; an error where it is none.
Result<Period> closing_period(const Session& session, const std::string& typed);

// "2026-10": how it is called from then on.
std::string period_name(const Session& session, const Period& period);

// Puts the day into daybook.toml, with a comment beside it where one is given, and commits that where the settings say so. The ledger is
// locked. False after saying why not; then nothing is written.
bool set_closed_until(const Session& session, Date until, const std::string& comment, const Message& commit_message);

}  // namespace daybook
