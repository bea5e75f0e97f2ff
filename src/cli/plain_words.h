// The words of a command line as the shell hands them over, made such that they can be taken apart: option names in full width
// (－－客户＝王芳) and days (－３ｄ) in their plain form, and words apart that only an ideographic space parts, which no shell does.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace daybook {

std::vector<std::string> plain_words(const Command& root, const std::vector<std::string>& words);

// The command that the words seem to mean, where they cannot be taken apart.
std::vector<const Command*> likely_path(const Command& root, const std::vector<std::string>& words);

// "--begin" and "--开始" of every option that may stand there.
std::vector<std::string> option_names(const std::vector<const Command*>& path);

// The option that a name misspelt likely means; empty where none is near. A Chinese name is held against Chinese ones.
std::string nearest_option(const std::string& name, const std::vector<std::string>& names);

// Goods hold a colon, of either width, and a number behind it: TEA:2, or a list of a style's items, TSHIRT-红:S2,M3.
bool looks_like_goods(const std::string& word);

// `-3d` and `-300` would be taken for options.
bool is_below_zero(const std::string& word);

}  // namespace daybook
