// The renderers behind render(), one a file.
#pragma once

#include <string>

#include "render/render.h"

namespace daybook {

std::string text_table(const Report& report, const Look& look);
std::string csv(const Report& report);
std::string json(const Report& report);
std::string html(const Report& report, Lang lang);
std::string markdown(const Report& report, Lang lang);

}  // namespace daybook
