#include "importing/xlsx/xml_part.h"

#include <expat.h>

#include <algorithm>
#include <charconv>

namespace daybook {

namespace {

constexpr int deepest = 100;
// Of a tag or a comment. Expat 2.5 looks at all of one again with each piece that does not end it.
constexpr uint64_t longest_tag = uint64_t{2} << 20;

std::string_view without_prefix(std::string_view name) {
    const size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
    for (const char* const* at = list_; *at; at += 2)
        if (without_prefix(at[0]) == name) return at[1];
    return {};
}

bool read_count(std::string_view text, uint32_t& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

void XmlPart::Free::operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }

XmlPart::XmlPart(ZipPart part, XmlSink& sink) : part_(std::move(part)), sink_(sink), parser_(XML_ParserCreate(nullptr)) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
}

void XmlPart::on_start(void* self, const char* name, const char** attributes) {
    XmlPart& part = *static_cast<XmlPart*>(self);
    if (++part.depth_ > deepest)
        XML_StopParser(part.parser_.get(), XML_FALSE);
    else if (!part.sink_.fault)
        part.sink_.start(without_prefix(name), XmlAttributes(attributes));
}

void XmlPart::on_end(void* self, const char* name) {
    XmlPart& part = *static_cast<XmlPart*>(self);
    --part.depth_;
    if (!part.sink_.fault) part.sink_.end(without_prefix(name));
}

void XmlPart::on_text(void* self, const char* text, int size) {
    XmlPart& part = *static_cast<XmlPart*>(self);
    if (!part.sink_.fault) part.sink_.text({text, static_cast<size_t>(size)});
}

// Entities are declared in one, and nowhere else: there is nothing to expand without it.
void XmlPart::on_doctype(void* self, const char*, const char*, const char*, int) {
    XmlPart& part = *static_cast<XmlPart*>(self);
    part.doctype_ = true;
    XML_StopParser(part.parser_.get(), XML_FALSE);
}

Error XmlPart::fault() const {
    if (doctype_) return Error({Text::import_book_doctype, {part_.name()}}, Text::import_distrust);
    if (sink_.fault.id == Text::import_book_too_large) return Error(sink_.fault, Text::import_split_book);
    return broken_part(part_.name()).value();
}

Result<bool> XmlPart::more() {
    const auto piece = part_.next();
    if (!piece) return tl::unexpected(piece.error());
    const bool last = piece->empty();
    const auto status = XML_Parse(parser_.get(), piece->data(), static_cast<int>(piece->size()), last);
    fed_ += piece->size();
    const auto begun = static_cast<uint64_t>(std::max<XML_Index>(XML_GetCurrentByteIndex(parser_.get()), 0));
    if (status != XML_STATUS_OK || sink_.fault || fed_ - std::min(fed_, begun) > longest_tag) return tl::unexpected(fault());
    return !last;
}

Result<void> XmlPart::all() {
    for (;;) {
        const auto some = more();
        if (!some) return tl::unexpected(some.error());
        if (!*some) return {};
    }
}

}  // namespace daybook
