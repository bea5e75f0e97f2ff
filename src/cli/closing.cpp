#include "cli/closing.h"

#include "base/files.h"
#include "cli/git.h"
#include "journal/settings_edit.h"
#include "model/period_text.h"

namespace daybook {

Result<Period> closing_period(const Session& session, const std::string& typed) {
    const auto period = parse_period(typed, session.today());
    const bool whole =
        period && period->has_begin() && period->has_end() && to_civil(period->begin).day == 1 && to_civil(period->end).day == 1;
    if (!whole) return fail({Text::err_not_a_month, {typed}}, Text::hint_month);
    return *period;
}

std::string period_name(const Session& session, const Period& period) { return say(period_text(period), session.lang()); }

bool set_closed_until(const Session& session, Date until, const std::string& comment, const Message& commit_message) {
    const std::string& path = session.settings_path();
    const auto refuse = [&](const Error& error) {
        session.say_error(error);
        session.warn_line(Text::nothing_written);
        return false;
    };
    const Result<std::string> text = with_closed_until(path, session.settings_text(), until, comment);
    if (!text) return refuse(text.error());
    if (const auto written = write_file(path, *text); !written) {
        if (written.error().what.id != Text::err_unconfirmed) return refuse(written.error());
        session.say_error(written.error());
    }
    commit_settings(session, commit_message);
    return true;
}

}  // namespace daybook
