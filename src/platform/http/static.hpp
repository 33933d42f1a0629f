#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/http.hpp"

namespace motcua::http {

struct StaticOptions {
    std::string folder;                          // What the web build has written; read once, when the program starts.
    std::string mount = "/";                     // The path it is served under: "/", "/can-bo".
    std::string fallback = "index.html";         // For paths without an extension that are no file; "" for none.
    std::size_t largest_in_memory = 512 * 1024;  // Bytes; larger files are sent from the disk.
    // Of an HTML file with the text {{nonce}} in it: both get the same fresh value for each request.
    std::string content_policy =
        "default-src 'self'; script-src 'self' 'nonce-{{nonce}}'; style-src 'self' 'nonce-{{nonce}}'; img-src 'self' data: blob:; "
        "object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
};

// The files of one web application. Only what was in the folder at the start can be asked for, so no path leads out of it.
// `x.js.br` and `x.js.gz` beside `x.js` are sent to those who accept them. Names with a hash (`name.<hash>.js`,
// `name-<hash>.js`) may be kept for a year; everything else is asked for again by its ETag.
class StaticFiles {
public:
    // Throws std::runtime_error when there is no such folder, or no such fallback in it.
    explicit StaticFiles(StaticOptions);

    // For GET and HEAD; nothing when the path is not of this application. Never waits.
    std::optional<Response> answer(const Request&) const;

private:
    struct Variant {
        std::string coding = {};   // "br", "gzip" or "" for the file itself.
        std::string etag = {};
        std::shared_ptr<const std::string> bytes = {};
        std::string path = {};     // When it is not in memory.
    };
    struct File {
        std::string_view content_type;
        bool is_hashed = false;
        bool has_nonce = false;
        std::vector<Variant> variants = {};   // Best compressed first, the file itself last.
    };
    void load();
    Variant load_variant(const std::string& path, std::string_view coding) const;
    const File* find(std::string_view path) const;
    Response with_nonce(const File&) const;

    const StaticOptions m_options;
    std::map<std::string, File, std::less<>> m_files;   // By the path below the mount: "assets/index-3fA9x_Qd.js".
};

}  // namespace motcua::http
