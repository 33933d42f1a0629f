#include <algorithm>
#include <cstdint>
#include <vector>

#include "features/documents/documents.hpp"

namespace motcua::documents {

namespace {

using namespace std::string_view_literals;

bool starts(std::string_view bytes, std::string_view magic, std::size_t at = 0)
{
    return bytes.size() >= at + magic.size() && bytes.substr(at, magic.size()) == magic;
}

// A number of a ZIP file, its lowest byte first. The bytes must be there.
std::size_t number(std::string_view bytes, std::size_t at, int length)
{
    std::size_t value = 0;
    for (int i = length; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

struct Part {
    std::string_view name;
    std::size_t at = 0;       // Of its header
    std::size_t size = 0;     // As it is stored
    bool packed = false;
};

// Where the end record of a ZIP file begins: it and its comment reach to the last byte.
std::size_t end_record(std::string_view bytes)
{
    constexpr std::size_t size = 22, longest_comment = 65535;
    if (bytes.size() < size) return std::string_view::npos;
    auto first = bytes.size() - std::min(bytes.size(), size + longest_comment);
    for (auto at = bytes.size() - size + 1; at-- > first;)
        if (starts(bytes, "PK\x05\x06"sv, at) && at + size + number(bytes, at + 20, 2) == bytes.size()) return at;
    return std::string_view::npos;
}

// The parts of a ZIP file as its directory lists them; none when it is not whole.
std::vector<Part> parts_of(std::string_view bytes)
{
    auto end = end_record(bytes);
    if (end == std::string_view::npos) return {};
    auto count = number(bytes, end + 10, 2);
    auto at = number(bytes, end + 16, 4);
    std::vector<Part> parts;
    for (std::size_t i = 0; i < count; ++i) {
        constexpr std::size_t size = 46;
        if (at > end || end - at < size || !starts(bytes, "PK\x01\x02"sv, at)) return {};
        auto name_length = number(bytes, at + 28, 2);
        auto length = size + name_length + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
        if (end - at < length) return {};
        parts.push_back({bytes.substr(at + size, name_length), number(bytes, at + 42, 4), number(bytes, at + 20, 4), number(bytes, at + 10, 2) != 0});
        at += length;
    }
    return parts;
}

// The bytes of a part that is not packed; "" when they are not there.
std::string_view stored_bytes(std::string_view bytes, const Part& part)
{
    constexpr std::size_t size = 30;
    if (part.packed || bytes.size() < size || part.at > bytes.size() - size || !starts(bytes, "PK\x03\x04"sv, part.at)) return "";
    auto begin = part.at + size + number(bytes, part.at + 26, 2) + number(bytes, part.at + 28, 2);
    if (begin > bytes.size() || part.size > bytes.size() - begin) return "";
    return bytes.substr(begin, part.size);
}

// Programs inside of documents: macros of the office formats and of OpenDocument.
bool is_program(const Part& part)
{
    std::string name(part.name);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
    return name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/");
}

// Which office format a ZIP file is; "" for any other archive and for documents with programs in them.
std::string_view office_type(std::string_view bytes)
{
    constexpr std::string_view odt = "application/vnd.oasis.opendocument.text";
    auto parts = parts_of(bytes);
    if (parts.empty() || std::any_of(parts.begin(), parts.end(), is_program)) return "";
    if (parts[0].name == "mimetype" && stored_bytes(bytes, parts[0]) == odt) return odt;
    auto has = [&](auto wanted) { return std::any_of(parts.begin(), parts.end(), wanted); };
    if (!has([](const Part& part) { return part.name == "[Content_Types].xml"; })) return "";
    if (has([](const Part& part) { return part.name.starts_with("word/"); }))
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    if (has([](const Part& part) { return part.name.starts_with("xl/"); })) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return "";
}

}  // namespace

std::string_view sniffed_media_type(std::string_view bytes)
{
    if (starts(bytes, "%PDF-"sv)) return "application/pdf";
    if (starts(bytes, "\xff\xd8\xff"sv)) return "image/jpeg";
    if (starts(bytes, "\x89PNG\r\n\x1a\n"sv)) return "image/png";
    if (starts(bytes, "II*\0"sv) || starts(bytes, "MM\0*"sv)) return "image/tiff";
    if (starts(bytes, "RIFF"sv) && starts(bytes, "WEBP"sv, 8)) return "image/webp";
    if (starts(bytes, "ftyp"sv, 4) && (starts(bytes, "heic"sv, 8) || starts(bytes, "heix"sv, 8) || starts(bytes, "mif1"sv, 8))) return "image/heic";
    if (starts(bytes, "PK\x03\x04"sv)) return office_type(bytes);
    return "";
}

}  // namespace motcua::documents
