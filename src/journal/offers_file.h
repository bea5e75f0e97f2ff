// The sections [levels.NAME], [points] and [promotions.NAME] of daybook.toml.
#pragma once

#include "journal/toml_reader.h"
#include "model/offers.h"

namespace daybook {

void read_offers(TomlReader& file, int money_decimals, OfferSettings& offers);

}  // namespace daybook
