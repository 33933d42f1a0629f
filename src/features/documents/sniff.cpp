#include "features/documents/documents.hpp"

namespace motcua::documents {

namespace {

using namespace std::string_view_literals;

bool starts(std::string_view bytes, std::string_view magic, std::size_t at = 0)
{
    return bytes.size() >= at + magic.size() && bytes.substr(at, magic.size()) == magic;
}

// Which office format a ZIP file is, by the first part that names it.
std::string_view office_type(std::string_view bytes)
{
    auto head = bytes.substr(0, 8192);
    if (head.find("word/"sv) != std::string_view::npos) return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    if (head.find("xl/"sv) != std::string_view::npos) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    if (head.find("mimetypeapplication/vnd.oasis.opendocument.text"sv) != std::string_view::npos) return "application/vnd.oasis.opendocument.text";
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
