// What import rules say of the file as a whole: how it is read, what its columns are called and say of a document of several rows.
#pragma once

#include <span>

#include "importing/import_rules.h"

namespace daybook {

// What the first table says goes before what the second says; what is wrong goes to the source's errors. Columns are those of the source.
void read_import_settings(RulesSource& source, std::span<const toml::table* const> tables, ImportRules& rules);

// Once all columns are known: puts into the rules what follows of those of the source, and takes them over.
void finish_rules(RulesSource& source, ImportRules& rules);

}  // namespace daybook
