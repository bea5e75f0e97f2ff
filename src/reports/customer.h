// One customer, or one supplier, on one screen.
#pragma once

#include "reports/report.h"

namespace daybook {

// Who they are, what they bought, owe, returned and complained of, points, stored value; the latest of their documents.
Answer customer_report(const Question& question, PartyId customer);
// The same of whom goods are bought from.
Answer supplier_report(const Question& question, PartyId supplier);

}  // namespace daybook
