#include "platform/http/static.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "platform/crypto/crypto.hpp"
#include "platform/http/uri.hpp"

namespace motcua::http {

namespace {

constexpr std::string_view placeholder = "{{nonce}}";

constexpr std::pair<std::string_view, std::string_view> content_types[] = {
    {"html", "text/html; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"json", "application/json"},
    {"map", "application/json"},
    {"webmanifest", "application/manifest+json"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"webp", "image/webp"},
    {"avif", "image/avif"},
    {"ico", "image/x-icon"},
    {"woff2", "font/woff2"},
    {"woff", "font/woff"},
    {"wasm", "application/wasm"},
    {"pdf", "application/pdf"},
    {"txt", "text/plain; charset=utf-8"},
    {"xml", "application/xml"},
    {"mp3", "audio/mpeg"},
    {"ogg", "audio/ogg"},
};

std::string_view content_type_of(std::string_view name)
{
    auto extension = name.substr(name.rfind('.') + 1);
    for (const auto& [known, type] : content_types)
        if (equal_ignoring_case(extension, known)) return type;
    return "application/octet-stream";
}

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// What build tools put into names: eight or more characters that are no word and no size such as 1024x1024.
bool is_hash(std::string_view text)
{
    auto is_hash_character = [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; };
    auto is_no_word = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    return text.size() >= 8 && std::ranges::all_of(text, is_hash_character) && std::ranges::any_of(text, is_no_word) &&
           std::ranges::count_if(text, is_letter) >= 2;
}

bool has_hash(std::string_view name)
{
    auto stem = name.substr(0, name.rfind('.'));
    auto separator = stem.find_last_of(".-");
    // A hash may itself have a "-": then its last eight characters reach over one.
    if (separator != std::string_view::npos && is_hash(stem.substr(separator + 1))) return true;
    if (stem.size() < 10 || stem[stem.size() - 9] != '-') return false;
    std::string tail(stem.substr(stem.size() - 8));
    std::ranges::replace(tail, '-', '_');
    return tail.find('_') != std::string::npos && is_hash(tail);
}

// ".js" and the like; not ".258-260702-0001", the end of a dossier's code.
bool has_extension(std::string_view path)
{
    auto name = path.substr(path.rfind('/') + 1);
    auto dot = name.rfind('.');
    if (dot == std::string_view::npos || name.size() - dot > 12) return false;
    auto extension = name.substr(dot + 1);
    return !extension.empty() && is_letter(extension.front()) &&
           std::ranges::all_of(extension, [](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

std::string read_file(const std::string& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (!stream) throw std::runtime_error("cannot read " + path);
    return bytes;
}

std::string with_value(std::string text, std::string_view value)
{
    for (auto at = text.find(placeholder); at != std::string::npos; at = text.find(placeholder, at + value.size()))
        text.replace(at, placeholder.size(), value);
    return text;
}

bool is_known(std::string_view if_none_match, std::string_view etag)
{
    while (!if_none_match.empty()) {
        auto comma = std::min(if_none_match.find(','), if_none_match.size());
        auto tag = without_spaces(if_none_match.substr(0, comma));
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == etag || tag == "*") return true;
        if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
    }
    return false;
}

int quality_of_coding(std::string_view header, std::string_view coding)
{
    return coding.empty() ? quality_of(header, "identity", 1) : quality_of(header, coding, 0);
}

}  // namespace

StaticFiles::StaticFiles(StaticOptions options) : m_options(std::move(options))
{
    if (!std::filesystem::is_directory(m_options.folder)) throw std::runtime_error("no folder of web files: " + m_options.folder);
    load();
    if (!m_options.fallback.empty() && !m_files.contains(m_options.fallback))
        throw std::runtime_error("no " + m_options.fallback + " in " + m_options.folder);
}

void StaticFiles::load()
{
    for (const auto& entry : std::filesystem::recursive_directory_iterator(m_options.folder)) {
        auto name = entry.path().lexically_relative(m_options.folder).generic_string();
        auto original = entry.path().parent_path() / entry.path().stem();
        bool is_compressed = (name.ends_with(".br") || name.ends_with(".gz")) && std::filesystem::exists(original);
        if (!entry.is_regular_file() || is_compressed || name.find("/.") != std::string::npos || name.starts_with('.')) continue;
        File file{.content_type = content_type_of(name), .is_hashed = has_hash(name.substr(name.rfind('/') + 1))};
        auto path = entry.path().string();
        if (std::filesystem::exists(path + ".br")) file.variants.push_back(load_variant(path + ".br", "br"));
        if (std::filesystem::exists(path + ".gz")) file.variants.push_back(load_variant(path + ".gz", "gzip"));
        file.variants.push_back(load_variant(path, ""));
        const auto& plain = file.variants.back().bytes;
        file.has_nonce = plain && file.content_type.starts_with("text/html") && plain->find(placeholder) != std::string::npos;
        m_files.emplace(std::move(name), std::move(file));
    }
}

StaticFiles::Variant StaticFiles::load_variant(const std::string& path, std::string_view coding) const
{
    auto bytes = read_file(path);
    Variant variant{.coding = std::string(coding), .etag = '"' + crypto::sha256_hex(bytes).substr(0, 32) + '"'};
    if (bytes.size() > m_options.largest_in_memory) variant.path = path;
    else variant.bytes = std::make_shared<const std::string>(std::move(bytes));
    return variant;
}

const StaticFiles::File* StaticFiles::find(std::string_view path) const
{
    auto mount = std::string_view(m_options.mount);
    if (mount.ends_with('/')) mount.remove_suffix(1);
    if (!path.starts_with(mount)) return nullptr;
    path.remove_prefix(mount.size());
    if (!path.empty() && path.front() != '/') return nullptr;
    if (!path.empty()) path.remove_prefix(1);
    auto found = m_files.find(path);
    if (found == m_files.end() && (path.empty() || path.ends_with('/'))) found = m_files.find(std::string(path) + "index.html");
    if (found == m_files.end() && !has_extension(path)) found = m_files.find(m_options.fallback);
    return found == m_files.end() ? nullptr : &found->second;
}

Response StaticFiles::with_nonce(const File& file) const
{
    auto nonce = crypto::random_token(16);
    Response response;
    response.headers.emplace_back("Content-Type", file.content_type);
    response.headers.emplace_back("Cache-Control", "no-cache");
    response.headers.emplace_back("Content-Security-Policy", with_value(m_options.content_policy, nonce));
    response.body = with_value(*file.variants.back().bytes, nonce);
    return response;
}

std::optional<Response> StaticFiles::answer(const Request& request) const
{
    const auto* file = find(request.path);
    if (!file) return std::nullopt;
    if (file->has_nonce) return with_nonce(*file);
    auto accepted = request.header("accept-encoding");
    const auto* variant = &file->variants.back();
    int best = quality_of_coding(accepted, variant->coding);
    for (auto it = file->variants.rbegin(); it != file->variants.rend(); ++it) {
        auto quality = quality_of_coding(accepted, it->coding);
        if (quality > 0 && quality >= best) variant = &*it, best = quality;
    }
    Response response;
    response.headers.emplace_back("ETag", variant->etag);
    response.headers.emplace_back("Cache-Control", file->is_hashed ? "public, max-age=31536000, immutable" : "no-cache");
    if (file->variants.size() > 1) response.headers.emplace_back("Vary", "Accept-Encoding");
    if (is_known(request.header("if-none-match"), variant->etag)) {
        response.status = 304;
        return response;
    }
    response.headers.emplace_back("Content-Type", file->content_type);
    if (!variant->coding.empty()) response.headers.emplace_back("Content-Encoding", variant->coding);
    response.shared_body = variant->bytes;
    response.file = variant->path;
    return response;
}

}  // namespace motcua::http
