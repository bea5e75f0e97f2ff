// daybook show: one entry as it stands, and what it does to the books.
#include "cli/show.h"

namespace daybook {

namespace {

const Listed listed(110, show_command);

}  // namespace

}  // namespace daybook
