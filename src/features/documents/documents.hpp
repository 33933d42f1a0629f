#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "platform/clock.hpp"
#include "platform/db/db.hpp"

// Files that are handed in or issued: kept once under the SHA-256 of their bytes.
namespace motcua::documents {

struct StoredFile {
    std::string digest;          // 64 hexadecimal characters
    std::int64_t size = 0;       // Bytes
    std::string media_type;      // As the bytes say
    std::string name;            // Of the first upload
};
BOOST_DESCRIBE_STRUCT(StoredFile, (), (digest, size, media_type, name))

std::optional<StoredFile> find(db::Connection&, std::string_view digest);

// Every file with a digest from `from` up to, not with, `until` in the order of digests. "" and "g" are all.
void each_between(db::Connection&, std::string_view from, std::string_view until, const std::function<void(const StoredFile&)>&);

// Where the bytes lie in a folder of files.
std::filesystem::path path_in(const std::string& folder, std::string_view digest);
// The suffix under which a file is written before it is whole. What is left of a server that was killed may be removed.
inline constexpr std::string_view unfinished_suffix = ".part";

// What the bytes are: "application/pdf", "image/jpeg", "image/png", "image/tiff", "image/heic", the office formats; "" for what is
// not taken in.
std::string_view sniffed_media_type(std::string_view bytes);

struct Settings {
    std::string folder;                           // Where the files lie: <folder>/ab/abcdef…
    std::size_t largest = 20 * 1024 * 1024;       // Bytes
    std::string scanner = {};                     // clamd: "host:port" or "unix:/path"; "" for none
};

class Documents {
public:
    // Makes the folder when it is not there. Throws std::runtime_error when it cannot be written to.
    Documents(db::Database&, const Clock&, Settings);

    // Writes the bytes (flushed to the disk before it returns) and remembers them; the same bytes again are the same file.
    // Refusals: file_empty, file_too_large{max}, file_type_not_taken, file_infected, scanner_unavailable, file_name_missing.
    StoredFile store(const Actor&, std::string_view name, std::string_view bytes);

    // Where the bytes lie on the disk.
    std::string path_of(const StoredFile&) const;
    std::string read(std::string_view digest);     // Throws std::runtime_error when the bytes do not have the digest any more.

    const Settings& settings() const { return m_settings; }

private:
    db::Database& m_db;
    const Clock& m_clock;
    Settings m_settings;
};

}  // namespace motcua::documents
