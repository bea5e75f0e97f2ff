// The day and the time, real or given by --today.
#pragma once

#include <string>

namespace daybook {

// Today's date in the machine's time zone, as YYYY-MM-DD.
std::string local_date();

}  // namespace daybook
