// Words that tell what a name means, where nothing declares it. Only warnings go by them, never a figure.
#pragma once

#include <string_view>

namespace daybook {

// Whether a category sounds like money that is the owner's or was lent: 提款, owner, 还款. What it costs (提现手续费, 利息) does not.
bool sounds_like_capital(std::string_view category);

// Whether goods of that unit are counted one by one: 件, 盒, box. Of any other unit nothing is known.
bool is_counted(std::string_view unit);

}  // namespace daybook
