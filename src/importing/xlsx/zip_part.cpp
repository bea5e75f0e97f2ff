#include "importing/xlsx/zip_part.h"

#include <minizip/unzip.h>

#include <algorithm>
#include <cstring>

namespace daybook {

namespace {

constexpr size_t piece_size = 65536;
constexpr uint64_t most_parts = 10'000;
// Deflate can have 1 stand for 1000; sheets come to 40 at most, blank ones with formats to 100.
constexpr uint64_t most_times = 250, let_be = uint64_t{32} << 20;

// The archive as minizip reads it: out of memory.
struct Source {
    std::string_view bytes;
    uint64_t at = 0;
};

Source& source_of(voidpf stream) { return *static_cast<Source*>(stream); }

voidpf open_source(voidpf source, const void*, int) { return source; }
uLong read_source(voidpf, voidpf stream, void* into, uLong size) {
    Source& source = source_of(stream);
    const uint64_t count = std::min<uint64_t>(size, source.bytes.size() - source.at);
    std::memcpy(into, source.bytes.data() + source.at, count);
    source.at += count;
    return count;
}
uLong write_nothing(voidpf, voidpf, const void*, uLong) { return 0; }
ZPOS64_T tell_source(voidpf, voidpf stream) { return source_of(stream).at; }
long seek_source(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
    Source& source = source_of(stream);
    const uint64_t size = source.bytes.size();
    const uint64_t from = origin == ZLIB_FILEFUNC_SEEK_SET ? 0 : origin == ZLIB_FILEFUNC_SEEK_CUR ? source.at : size;
    if (offset > size - from) return -1;
    source.at = from + offset;
    return 0;
}
int close_source(voidpf, voidpf) { return 0; }

}  // namespace

struct ZipPart::Unpacking {
    Source source;
    unzFile file = nullptr;

    explicit Unpacking(std::string_view archive) : source{archive} {
        zlib_filefunc64_def calls = {open_source, read_source,  write_nothing, tell_source,
                                     seek_source, close_source, close_source,  &source};
        file = unzOpen2_64(&source, &calls);
    }
    Unpacking(const Unpacking&) = delete;
    Unpacking& operator=(const Unpacking&) = delete;
    ~Unpacking() {
        if (!file) return;
        unzCloseCurrentFile(file);
        unzClose(file);
    }
};

void ZipPart::Close::operator()(Unpacking* unpacking) const { delete unpacking; }

bool is_zip(std::string_view bytes) { return bytes.substr(0, 4) == "PK\x03\x04" || bytes.substr(0, 4) == "PK\x05\x06"; }

tl::unexpected<Error> broken_part(const std::string& name) { return fail({Text::import_part_broken, {name}}, Text::import_get_anew); }

Result<std::vector<std::string>> zip_names(std::string_view archive) {
    Source source{archive};
    zlib_filefunc64_def calls = {open_source, read_source, write_nothing, tell_source, seek_source, close_source, close_source, &source};
    const std::unique_ptr<void, int (*)(unzFile)> file(unzOpen2_64(&source, &calls), unzClose);
    const auto broken = [] { return fail(Text::import_book_cut, Text::import_get_anew); };
    unz_global_info64 info;
    if (!file || unzGetGlobalInfo64(file.get(), &info) != UNZ_OK || info.number_entry > most_parts) return broken();
    std::vector<std::string> out;
    int status = info.number_entry == 0 ? UNZ_END_OF_LIST_OF_FILE : unzGoToFirstFile(file.get());
    for (; status == UNZ_OK; status = unzGoToNextFile(file.get())) {
        char name[512];
        if (unzGetCurrentFileInfo64(file.get(), nullptr, name, sizeof name - 1, nullptr, 0, nullptr, 0) != UNZ_OK) return broken();
        name[sizeof name - 1] = '\0';  // a longer one is not terminated
        out.emplace_back(name);
    }
    if (status != UNZ_END_OF_LIST_OF_FILE) return broken();
    return out;
}

Result<ZipPart> ZipPart::open(std::string_view archive, const std::string& name, UnpackBudget& budget) {
    constexpr int any_case = 2;
    ZipPart out(name);
    out.unpacking_.reset(new Unpacking(archive));
    const unzFile file = out.unpacking_->file;
    if (!file) return fail(Text::import_book_cut, Text::import_get_anew);
    if (unzLocateFile(file, name.c_str(), any_case) != UNZ_OK) return fail({Text::import_part_missing, {name}}, Text::import_get_anew);
    unz_file_info64 info;
    if (unzGetCurrentFileInfo64(file, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK) return broken_part(name);
    if (info.flag & 1) return fail(Text::import_book_locked, Text::import_unlock_book);
    out.size_ = info.uncompressed_size;  // no more than that is ever unpacked
    if (out.size_ > std::min(budget.part, budget.left))
        return fail({Text::import_book_too_large, {name, std::to_string(budget.part >> 20)}}, Text::import_split_book);
    budget.left -= out.size_;
    const uint64_t packed = std::clamp<uint64_t>(info.compressed_size, 1, archive.size());
    if (out.size_ > let_be && out.size_ / packed > most_times)
        return fail({Text::import_book_bomb, {name, std::to_string(out.size_ / packed)}}, Text::import_distrust);
    if (unzOpenCurrentFile(file) != UNZ_OK) return broken_part(name);
    out.piece_.resize(piece_size);
    return out;
}

Result<std::string_view> ZipPart::next() {
    const int count = unzReadCurrentFile(unpacking_->file, piece_.data(), static_cast<unsigned>(piece_.size()));
    if (count < 0) return broken_part(name_);
    read_ += static_cast<uint64_t>(count);
    if (count == 0 && (read_ != size_ || unzCloseCurrentFile(unpacking_->file) != UNZ_OK)) return broken_part(name_);
    return std::string_view(piece_.data(), static_cast<size_t>(count));
}

uint64_t ZipPart::share(uint64_t whole) const { return read_ >= size_ ? whole : whole * (read_ >> 10) / ((size_ >> 10) + 1); }

}  // namespace daybook
