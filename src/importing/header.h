// Finds the header row of a file and where the rules' columns stand in it.
#pragma once

#include <vector>

#include "importing/records.h"
#include "importing/rules_source.h"

namespace daybook {

struct Header {
    std::vector<uint32_t> field_of;  // by column of the rules; past all fields where the file lacks it
    size_t width = 0;                // columns that the header has
    std::string raw;
};

// Reads on until the row that holds all of the columns: what stands before it is a preamble. Where there is none, the Error names the first
// column that the likeliest row lacks, and those that it has.
Result<Header> find_header(Records& reader, const std::vector<ImportColumn>& columns);

// Whether there is one. Reads on likewise.
bool has_header(Records& reader, const std::vector<ImportColumn>& columns);

// How much of the columns the record that was just read holds.
struct HeaderFit {
    size_t found = 0;
    size_t missing = 0;  // the first that a file must have, and this one lacks; as many as there are where it lacks none
};
HeaderFit header_fit(const Records& reader, const std::vector<ImportColumn>& columns);

}  // namespace daybook
