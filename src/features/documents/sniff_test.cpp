#include <doctest/doctest.h>

#include "features/documents/documents.hpp"

using namespace motcua::documents;
using namespace std::string_literals;

namespace {

std::string little_endian(std::uint32_t value, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
    return text;
}

struct Part {
    std::string name;
    std::string bytes = "x";
};

// A ZIP file with these parts, stored as they are; `comment` stands at its end.
std::string zip_of(const std::vector<Part>& parts, const std::string& comment = "")
{
    std::string file, directory;
    for (const auto& part : parts) {
        auto offset = static_cast<std::uint32_t>(file.size());
        auto size = little_endian(static_cast<std::uint32_t>(part.bytes.size()), 4);
        auto common = "\x14\0\0\0\0\0\0\0\0\0"s + "\0\0\0\0"s + size + size + little_endian(static_cast<std::uint32_t>(part.name.size()), 2) + "\0\0"s;
        file += "PK\x03\x04"s + common + part.name + part.bytes;
        directory += "PK\x01\x02\x14\0"s + common + "\0\0\0\0\0\0\0\0\0\0"s + little_endian(offset, 4) + part.name;
    }
    auto count = little_endian(static_cast<std::uint32_t>(parts.size()), 2);
    auto end = "PK\x05\x06\0\0\0\0"s + count + count + little_endian(static_cast<std::uint32_t>(directory.size()), 4) +
               little_endian(static_cast<std::uint32_t>(file.size()), 4) + little_endian(static_cast<std::uint32_t>(comment.size()), 2) + comment;
    return file + directory + end;
}

std::string word(std::vector<Part> more = {})
{
    std::vector<Part> parts{{"[Content_Types].xml"}, {"_rels/.rels"}, {"word/document.xml"}};
    parts.insert(parts.end(), more.begin(), more.end());
    return zip_of(parts);
}

constexpr std::string_view docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view odt = "application/vnd.oasis.opendocument.text";

}  // namespace

TEST_CASE("each type that is taken in is known by its bytes")
{
    CHECK(sniffed_media_type("%PDF-1.7\n…") == "application/pdf");
    CHECK(sniffed_media_type("\xff\xd8\xff\xe0 JFIF") == "image/jpeg");
    CHECK(sniffed_media_type("\x89PNG\r\n\x1a\n…") == "image/png");
    CHECK(sniffed_media_type("II*\0…"s) == "image/tiff");
    CHECK(sniffed_media_type("MM\0*…"s) == "image/tiff");
    CHECK(sniffed_media_type("RIFF\x10\0\0\0WEBPVP8 "s) == "image/webp");
    for (const auto* brand : {"heic", "heix", "mif1"}) CHECK(sniffed_media_type("\0\0\0\x18" "ftyp"s + brand + "…") == "image/heic");
    CHECK(sniffed_media_type(word()) == docx);
    CHECK(sniffed_media_type(zip_of({{"[Content_Types].xml"}, {"xl/workbook.xml"}})) == xlsx);
    CHECK(sniffed_media_type(zip_of({{"mimetype", std::string(odt)}, {"content.xml"}})) == odt);
}

TEST_CASE("what only looks like a type that is taken in is refused")
{
    const std::string disguised[] = {
        "", "%PDF", " %PDF-1.7", "PK", "PK\x03\x04", "MZ\x90\0"s, "\x7f" "ELF", "<html><script>", "GIF89a", "\xff\xd8", "\x89PNG",
        "RIFF\x10\0\0\0WAVE"s, "\0\0\0\x18" "ftypmp42"s, "#!/bin/sh\n", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"};
    for (const auto& bytes : disguised) {
        INFO(bytes);
        CHECK(sniffed_media_type(bytes) == "");
    }
}

TEST_CASE("an archive is an office document only by its own parts")
{
    CHECK(sniffed_media_type(zip_of({{"virus.exe", "MZ"}})) == "");
    CHECK(sniffed_media_type(zip_of({{"password/setup.exe"}})) == "");
    CHECK(sniffed_media_type(zip_of({{"note.txt", "see word/document.xml"}})) == "");
    CHECK(sniffed_media_type(zip_of({{"word/document.xml"}})) == "");           // No list of contents
    CHECK(sniffed_media_type(zip_of({{"META-INF/MANIFEST.MF"}, {"xl/Main.class"}})) == "");
    CHECK(sniffed_media_type(zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})) == "");
    CHECK(sniffed_media_type(zip_of({{"mimetype", std::string(odt) + "-template"}})) == "");
    CHECK(sniffed_media_type(zip_of({{"a"}, {"mimetype", std::string(odt)}})) == "");
    auto whole = word();
    for (std::size_t cut : {whole.size() - 1, whole.size() / 2, std::size_t{40}}) CHECK(sniffed_media_type(whole.substr(0, cut)) == "");
}

TEST_CASE("office documents with programs in them are refused")
{
    CHECK(sniffed_media_type(word({{"word/vbaProject.bin"}})) == "");
    CHECK(sniffed_media_type(word({{"word/vbaproject.BIN"}})) == "");
    CHECK(sniffed_media_type(zip_of({{"[Content_Types].xml"}, {"xl/workbook.xml"}, {"xl/vbaProject.bin"}})) == "");
}

TEST_CASE("an office document is known however large its first parts are and with a comment at its end")
{
    CHECK(sniffed_media_type(zip_of({{"[Content_Types].xml"}, {"docProps/thumbnail.jpeg", std::string(100'000, 'j')}, {"word/document.xml"}})) == docx);
    CHECK(sniffed_media_type(zip_of({{"[Content_Types].xml"}, {"word/document.xml"}}, std::string(65'535, 'c'))) == docx);
}

TEST_CASE("no archive makes the reader go astray")
{
    auto whole = word();
    for (std::size_t i = 0; i < whole.size(); ++i)
        for (char byte : {'\0', '\x7f', '\xff'}) {
            auto broken = whole;
            broken[i] = byte;
            auto type = sniffed_media_type(broken);
            CHECK((type == "" || type == docx));
        }
}
