// A zip archive of parts as they stand, not packed: workbooks for tests.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zipped {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline void put(std::string& out, uint64_t number, int bytes) {
    for (; bytes > 0; --bytes, number >>= 8) out += static_cast<char>(number & 0xff);
}

inline std::string archive(const Parts& parts) {
    std::string out, directory;
    for (const auto& [name, text] : parts) {
        std::string common;
        put(common, 20, 2);
        put(common, 0, 2 + 2 + 2 + 2);  // flags, stored, time, day
        put(common, crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())), 4);
        put(common, text.size(), 4);
        put(common, text.size(), 4);
        put(common, name.size(), 2);
        put(common, 0, 2);  // extra field
        directory += "PK\x01\x02";
        put(directory, 20, 2);
        directory += common;
        put(directory, 0, 2 + 2 + 2 + 4);  // comment, disk, attributes
        put(directory, out.size(), 4);
        directory += name;
        out.append("PK\x03\x04").append(common).append(name).append(text);
    }
    const size_t at = out.size();
    out.append(directory).append("PK\x05\x06");
    put(out, 0, 4);
    put(out, parts.size(), 2);
    put(out, parts.size(), 2);
    put(out, directory.size(), 4);
    put(out, at, 4);
    put(out, 0, 2);
    return out;
}

// A workbook of one sheet. Empty: it has no such part.
struct Book {
    std::string rows;             // what stands in <sheetData>
    std::string behind = {};      // and behind it: <mergeCells>
    std::string texts = {};       // in <sst>
    std::string styles = {};      // in <styleSheet>
    std::string properties = {};  // before <sheets> in <workbook>: date1904

    Parts parts() const {
        const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        const auto relation = [&](const std::string& id, const std::string& type, const std::string& target) {
            return "<Relationship Id=\"" + id + "\" Type=\"" + types + type + "\" Target=\"" + target + "\"/>";
        };
        std::string relations = relation("rId1", "worksheet", "worksheets/sheet1.xml");
        if (!texts.empty()) relations += relation("rId2", "sharedStrings", "/xl/sharedStrings.xml");
        if (!styles.empty()) relations += relation("rId3", "styles", "styles.xml");
        Parts out = {{"[Content_Types].xml", head + "<Types/>"},
                     {"_rels/.rels", head + "<Relationships>" + relation("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
                     {"xl/workbook.xml", head + "<workbook xmlns:r=\"r\">" + properties +
                                             "<sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
                     {"xl/_rels/workbook.xml.rels", head + "<Relationships>" + relations + "</Relationships>"},
                     {"xl/worksheets/sheet1.xml", head + "<worksheet><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>"}};
        if (!texts.empty()) out.emplace_back("xl/sharedStrings.xml", head + "<sst>" + texts + "</sst>");
        if (!styles.empty()) out.emplace_back("xl/styles.xml", head + "<styleSheet>" + styles + "</styleSheet>");
        return out;
    }
    std::string bytes() const { return archive(parts()); }
};

}  // namespace zipped
