// The elements of a workbook's part, as expat finds them while it is unpacked.
#pragma once

#include <memory>
#include <string_view>

#include "importing/xlsx/zip_part.h"

struct XML_ParserStruct;

namespace daybook {

// Of an element. A prefix is no part of a name: r:id is id.
class XmlAttributes {
  public:
    explicit XmlAttributes(const char* const* list) : list_(list) {}
    std::string_view operator[](std::string_view name) const;  // empty where it is not there

  private:
    const char* const* list_;
};

// What is to be done with them.
class XmlSink {
  public:
    virtual ~XmlSink() = default;
    virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view) {}
    virtual void text(std::string_view) {}  // a long one comes in several

    // Set by what makes no sense, or goes beyond a bound: the part is refused at its next piece.
    Message fault;

  protected:
    XmlSink() = default;
    XmlSink(const XmlSink&) = default;
    XmlSink& operator=(const XmlSink&) = default;
};

class XmlPart {
  public:
    XmlPart(ZipPart part, XmlSink& sink);
    XmlPart(const XmlPart&) = delete;
    XmlPart& operator=(const XmlPart&) = delete;

    Result<bool> more();  // reads a piece; false at the end
    Result<void> all();

    const ZipPart& part() const { return part_; }

  private:
    static void on_start(void* self, const char* name, const char** attributes);
    static void on_end(void* self, const char* name);
    static void on_text(void* self, const char* text, int size);
    static void on_doctype(void* self, const char* name, const char* system, const char* open, int internal);
    struct Free {
        void operator()(XML_ParserStruct* parser) const;
    };
    Error fault() const;

    ZipPart part_;
    XmlSink& sink_;
    std::unique_ptr<XML_ParserStruct, Free> parser_;
    uint64_t fed_ = 0;  // bytes
    int depth_ = 0;
    bool doctype_ = false;
};

// True or false, as the format spells them.
inline bool is_true(std::string_view flag) { return flag == "1" || flag == "true" || flag == "on"; }

// A count, or an index; false where it is none.
bool read_count(std::string_view text, uint32_t& value);

}  // namespace daybook
