// The day and the time, real or given by --today.
#pragma once

#include <string>

namespace daybook {

// Today's date in the machine's time zone, as YYYY-MM-DD.
std::string local_date();

// The time of day there, with its distance from Greenwich: 10:17:20 +0800.
std::string local_time();

}  // namespace daybook
