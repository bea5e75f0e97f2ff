// Complaints, enquiries, repairs and follow-ups: what is open, and what was said with one customer.
#pragma once

#include "reports/report.h"

namespace daybook {

// What is open on an evening, the first due first; of one party only where one is named.
Table open_cases_table(const Books& books, Date evening, PartyId only);

Answer open_cases_report(const Question& question);

// All that is noted of one customer, in order: amendments, service records, points, stored value.
Answer customer_log_report(const Question& question, PartyId customer);

}  // namespace daybook
