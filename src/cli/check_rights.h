// daybook check --rights: for a git server's hook.
#pragma once

#include "cli/session.h"

namespace daybook {

// Whether each commit of OLD..NEW (OLD alone: up to HEAD) enters only what its author may, by the settings at OLD.
int check_rights(Session& session, const Args& args);

}  // namespace daybook
