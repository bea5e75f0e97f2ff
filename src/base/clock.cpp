#include "base/clock.h"

#include <fmt/format.h>

#include <ctime>

namespace daybook {

std::string local_date() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    localtime_r(&now, &parts);
    return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

std::string local_time() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    localtime_r(&now, &parts);
    const long minutes = parts.tm_gmtoff / 60;
    const long distance = minutes < 0 ? -minutes : minutes;
    return fmt::format("{:02}:{:02}:{:02} {}{:02}{:02}", parts.tm_hour, parts.tm_min, parts.tm_sec, minutes < 0 ? '-' : '+', distance / 60,
                       distance % 60);
}

}  // namespace daybook
