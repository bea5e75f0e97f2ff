// The filters that lists of customers, segments and letters share: their options, and what was typed for them.
#pragma once

#include <vector>

#include "cli/session.h"
#include "reports/customers.h"

namespace daybook {

std::vector<Option> customer_filter_options();

// Names that the journal does not know are errors with "did you mean".
Result<CustomerFilter> read_customer_filter(const Session& session, const Args& args, const Journal& journal);

// --addresses, --emails, --phones: one a line in place of a table.
std::vector<Option> customer_line_options();
// Shows these lines if one of the options was given: nothing where none was.
std::optional<int> show_customer_lines(const Session& session, const Args& args, const Journal& journal, const CustomerFilter& filter);

}  // namespace daybook
