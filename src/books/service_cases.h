// What service records come to: each complaint, enquiry, repair or follow-up with all that is `of` it, and whether it is open.
#pragma once

#include <vector>

#include "books/books.h"

namespace daybook {

struct ServiceCase {
    std::vector<uint32_t> entries;  // the first opens it
    PartyId party = PartyId::none;
    Purpose purpose = Purpose::complaint;
    std::optional<Date> due;
    bool open = false;
};

// As of the evening before `end`, in the order in which they were opened. Voided records are not there.
std::vector<ServiceCase> service_cases(const Books& books, Date end);

}  // namespace daybook
