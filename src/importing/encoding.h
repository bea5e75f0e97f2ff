// The bytes of a file as UTF-8 text without a byte order mark.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace daybook {

// The encodings' names as the import rules spell them: utf-8, gbk, latin-1, utf-16.
std::span<const std::string_view> encoding_names();

// Those that a file whose encoding nobody has said may be in, the likeliest first.
std::vector<std::string_view> likely_encodings(std::string_view bytes);

// Bytes that begin with the mark of UTF-8 or UTF-16 are taken as that, whatever `encoding` says: the mark is the file's own word; so are
// zero bytes in every other place, which UTF-16 without a mark has. Bytes that are not of the encoding are an Error with their line and
// offset; it has no file name.
Result<std::string> to_utf8(std::string bytes, std::string_view encoding);

}  // namespace daybook
