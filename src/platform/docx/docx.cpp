#include "platform/docx/docx.hpp"

#include <array>
#include <cmath>
#include <cstdint>

#include "platform/text/text.hpp"

namespace motcua::docx {

namespace {

using pdf::Align;
using pdf::Block;

constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view face = "Times New Roman";

std::string escaped(std::string_view text)
{
    std::string result;
    for (char c : text) {
        if (c == '&') result += "&amp;";
        else if (c == '<') result += "&lt;";
        else if (c == '>') result += "&gt;";
        else if (c == '"') result += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') result += c;
    }
    return result;
}

// Twentieths of a point.
std::string twips(double points) { return std::to_string(std::lround(points * 20)); }

std::string run(std::string_view text, bool bold, bool italic, double size)
{
    const auto halves = std::to_string(std::lround(size * 2));
    std::string xml = "<w:r><w:rPr><w:rFonts w:ascii=\"" + std::string(face) + "\" w:hAnsi=\"" + std::string(face) + "\" w:cs=\"" + std::string(face) + "\"/>";
    if (bold) xml += "<w:b/>";
    if (italic) xml += "<w:i/>";
    xml += "<w:sz w:val=\"" + halves + "\"/><w:szCs w:val=\"" + halves + "\"/></w:rPr>";
    for (std::size_t from = 0, line = 0; from <= text.size(); ++line) {
        const auto end = std::min(text.find('\n', from), text.size());
        if (line > 0) xml += "<w:br/>";
        xml += "<w:t xml:space=\"preserve\">" + escaped(text.substr(from, end - from)) + "</w:t>";
        from = end + 1;
    }
    return xml + "</w:r>";
}

std::string_view name_of(Align align)
{
    switch (align) {
    case Align::centre: return "center";
    case Align::right: return "right";
    case Align::justified: return "both";
    case Align::left: break;
    }
    return "left";
}

std::string paragraph(const Block& block)
{
    const auto& style = block.style;
    std::string xml = "<w:p><w:pPr><w:spacing w:before=\"" + twips(style.before) + "\" w:after=\"0\" w:line=\"" + std::to_string(std::lround(240 * style.line_spacing))
        + "\" w:lineRule=\"auto\"/><w:ind w:left=\"" + twips(style.indent) + "\" w:" + (style.first_indent < 0 ? "hanging" : "firstLine") + "=\""
        + twips(std::abs(style.first_indent)) + "\"/><w:jc w:val=\"" + std::string(name_of(style.align)) + "\"/></w:pPr>";
    for (const auto& one : block.text.runs) xml += run(one.text, one.bold, one.italic, style.size);
    return xml + "</w:p>";
}

// A line below the paragraph before, as wide as a share of the column.
std::string rule(double width, double column)
{
    const auto side = twips(std::max(0.0, (column - width) / 2));
    return "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr><w:spacing w:before=\"20\" w:after=\"0\" w:line=\"60\" w:lineRule=\"exact\"/>"
           "<w:ind w:left=\"" + side + "\" w:right=\"" + side + "\"/></w:pPr></w:p>";
}

std::string gap(double height)
{
    return "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"" + twips(std::max(1.0, height)) + "\" w:lineRule=\"exact\"/></w:pPr></w:p>";
}

// About as wide as the text is when printed: letters of this face are half as wide as they are high.
double width_of(const Block& block)
{
    std::size_t letters = 0;
    for (const auto& one : block.text.runs) letters += text::length(one.text);
    return static_cast<double>(letters) * block.style.size * 0.52;
}

std::string blocks_xml(const std::vector<Block>& blocks, double width);

std::string table(const Block& block)
{
    std::string xml = "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblLayout w:type=\"fixed\"/>"
                      "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>";
    for (const auto& column : block.columns) xml += "<w:gridCol w:w=\"" + twips(column.width) + "\"/>";
    xml += "</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (const auto& column : block.columns) {
        auto inside = blocks_xml(column.blocks, column.width);
        if (!inside.ends_with("</w:p>")) inside += gap(1);   // A cell ends in a paragraph.
        xml += "<w:tc><w:tcPr><w:tcW w:w=\"" + twips(column.width) + "\" w:type=\"dxa\"/></w:tcPr>" + inside + "</w:tc>";
    }
    return xml + "</w:tr></w:tbl>";
}

std::string blocks_xml(const std::vector<Block>& blocks, double width)
{
    std::string xml;
    for (const auto& block : blocks) {
        switch (block.kind) {
        case Block::Kind::text:
            xml += paragraph(block);
            if (block.style.rule_share > 0) xml += rule(std::min(width, width_of(block)) * block.style.rule_share, width);
            break;
        case Block::Kind::gap: xml += gap(block.length); break;
        case Block::Kind::rule: xml += rule(block.length, width); break;
        case Block::Kind::columns: xml += table(block); break;
        case Block::Kind::code: break;
        }
    }
    return xml;
}

std::string document_xml(const pdf::Settings& settings, const std::vector<Block>& blocks)
{
    constexpr double paper_width = pdf::mm(210), paper_height = pdf::mm(297);
    const auto& m = settings.margins;
    return std::string(head) + R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
        R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>)" + blocks_xml(blocks, paper_width - m.left - m.right)
        + R"(<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:pgSz w:w=")" + twips(paper_width) + "\" w:h=\"" + twips(paper_height) + "\"/><w:pgMar w:top=\""
        + twips(m.top) + "\" w:right=\"" + twips(m.right) + "\" w:bottom=\"" + twips(m.bottom) + "\" w:left=\"" + twips(m.left)
        + R"(" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>)";
}

// CRC-32 of ISO 3309, as ZIP wants it.
std::uint32_t checksum(std::string_view bytes)
{
    static const auto table = [] {
        std::array<std::uint32_t, 256> made{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            auto value = i;
            for (int bit = 0; bit < 8; ++bit) value = value & 1 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
            made[i] = value;
        }
        return made;
    }();
    std::uint32_t sum = 0xFFFFFFFFu;
    for (char c : bytes) sum = table[(sum ^ static_cast<unsigned char>(c)) & 0xFF] ^ (sum >> 8);
    return ~sum;
}

// A ZIP archive whose members are stored as they are.
class Archive {
public:
    void add(std::string_view name, std::string_view content)
    {
        const auto at = static_cast<std::uint32_t>(m_bytes.size());
        std::string common;
        put16(common, 20), put16(common, 0x0800), put16(common, 0), put16(common, 0), put16(common, 0x21);   // Names in UTF-8; stored; 1/1/1980
        put32(common, checksum(content)), put32(common, static_cast<std::uint32_t>(content.size())), put32(common, static_cast<std::uint32_t>(content.size()));
        put16(common, static_cast<std::uint16_t>(name.size())), put16(common, 0);
        put32(m_bytes, 0x04034b50);
        m_bytes.append(common).append(name).append(content);
        put32(m_directory, 0x02014b50), put16(m_directory, 20);
        m_directory += common;
        put16(m_directory, 0), put16(m_directory, 0), put16(m_directory, 0), put32(m_directory, 0), put32(m_directory, at);
        m_directory += name;
        ++m_members;
    }

    std::string finish()
    {
        const auto at = static_cast<std::uint32_t>(m_bytes.size()), length = static_cast<std::uint32_t>(m_directory.size());
        m_bytes += m_directory;
        put32(m_bytes, 0x06054b50), put16(m_bytes, 0), put16(m_bytes, 0), put16(m_bytes, m_members), put16(m_bytes, m_members);
        put32(m_bytes, length), put32(m_bytes, at), put16(m_bytes, 0);
        return std::move(m_bytes);
    }

private:
    static void put16(std::string& to, std::uint32_t value)
    {
        to += static_cast<char>(value & 0xFF);
        to += static_cast<char>((value >> 8) & 0xFF);
    }
    static void put32(std::string& to, std::uint32_t value) { put16(to, value & 0xFFFF), put16(to, value >> 16); }

    std::string m_bytes;
    std::string m_directory;
    std::uint16_t m_members = 0;
};

}  // namespace

std::string write(const pdf::Settings& settings, const std::vector<Block>& blocks)
{
    Archive archive;
    archive.add("[Content_Types].xml", std::string(head) + R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
        R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>)"
        R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>)"
        R"(<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>)"
        R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>)");
    archive.add("_rels/.rels", std::string(head) + R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
        R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>)"
        R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>)");
    archive.add("docProps/core.xml", std::string(head) + R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" )"
        R"(xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>)" + escaped(settings.title) + "</dc:title><dc:creator>" + escaped(settings.author)
        + "</dc:creator></cp:coreProperties>");
    archive.add("word/document.xml", document_xml(settings, blocks));
    archive.add("word/_rels/document.xml.rels", std::string(head) + R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
        R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>)");
    archive.add("word/header1.xml", std::string(head) + R"(<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>)"
        R"(<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>)");
    return archive.finish();
}

}  // namespace motcua::docx
