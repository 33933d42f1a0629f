#include "features/documents/documents.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <unistd.h>

#include "domain/refusal.hpp"
#include "features/documents/scanner.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/file.hpp"
#include "platform/log.hpp"
#include "platform/text/text.hpp"

namespace motcua::documents {

namespace {

void sync_folder(const std::filesystem::path& folder)
{
    if (File opened(folder.c_str(), O_RDONLY | O_DIRECTORY); opened) opened.flush();
}

// Whether the folder was made now.
bool make_folder(const std::filesystem::path& folder)
{
    std::error_code error;
    bool made = std::filesystem::create_directories(folder, error);
    if (error) throw db::Unavailable("the files folder cannot be written to: " + error.message());
    return made;
}

// Written under another name, flushed, renamed: a file that is there is whole.
void write_durably(const std::filesystem::path& path, std::string_view bytes)
{
    if (make_folder(path.parent_path())) sync_folder(path.parent_path().parent_path());
    auto part = path.string() + "." + crypto::random_token(6) + std::string(unfinished_suffix);
    bool ok;
    {
        File file(part.c_str(), O_WRONLY | O_CREAT | O_EXCL);
        ok = file && file.write(bytes) && file.flush();
    }
    ok = ok && rename(part.c_str(), path.c_str()) == 0;
    if (!ok) {
        unlink(part.c_str());
        throw db::Unavailable("a file cannot be written: no room or no right in the files folder");
    }
    sync_folder(path.parent_path());
}

// What can be read of it.
std::string read_bytes(const std::filesystem::path& path)
{
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return std::move(bytes).str();
}

// Without what a path, a header or a screen would take for something else than a name.
std::string harmless(std::string_view wanted)
{
    auto typed = text::trimmed(text::nfc(wanted));
    std::string name;
    for (std::string_view rest = typed; !rest.empty();) {
        auto sign = text::clipped(rest, 1);
        bool harms = static_cast<unsigned char>(sign[0]) < 0x20 || sign == "/" || sign == "\\" || sign == "\"" || text::has_control_characters(sign);
        name += harms ? "_" : sign;
        rest.remove_prefix(sign.size());
    }
    return std::string(text::clipped(name, 200));
}

}  // namespace

std::filesystem::path path_in(const std::string& folder, std::string_view digest)
{
    return std::filesystem::path(folder) / digest.substr(0, 2) / digest;
}

std::optional<StoredFile> find(db::Connection& c, std::string_view digest)
{
    return db::first<StoredFile>(c, "SELECT digest, size, media_type, name FROM stored_file WHERE digest = $1", digest);
}

void each_between(db::Connection& c, std::string_view from, std::string_view until, const std::function<void(const StoredFile&)>& work)
{
    db::each<StoredFile>(c, "SELECT digest, size, media_type, name FROM stored_file WHERE digest >= $1 AND digest < $2 ORDER BY digest", work,
                         from, until);
}

Documents::Documents(db::Database& db, const Clock& clock, Settings settings) : m_db(db), m_clock(clock), m_settings(std::move(settings))
{
    std::error_code error;
    std::filesystem::create_directories(m_settings.folder, error);
    if (error || access(m_settings.folder.c_str(), W_OK) != 0)
        throw std::runtime_error("the files folder cannot be written to: " + m_settings.folder);
}

StoredFile Documents::store(const Actor& actor, std::string_view wanted_name, std::string_view bytes)
{
    auto name = text::is_valid_utf8(wanted_name) ? harmless(wanted_name) : "";
    if (name.empty()) throw bad_field("name", "file_name_missing");
    if (bytes.empty()) throw Refusal(Reason::invalid_input, "file_empty");
    if (bytes.size() > m_settings.largest)
        throw Refusal(Reason::too_large, "file_too_large", {{"max", std::to_string(m_settings.largest / (1024 * 1024)) + " MB"}});
    auto media_type = sniffed_media_type(bytes);
    if (media_type.empty()) throw Refusal(Reason::invalid_input, "file_type_not_taken");
    std::optional<Instant> scanned_at;
    if (!m_settings.scanner.empty()) {
        std::string infection;
        try {
            infection = infection_in(bytes, m_settings.scanner);
        } catch (const std::runtime_error& error) {
            log::error("virus scanner", {{"error", error.what()}});
            throw Refusal(Reason::unavailable, "scanner_unavailable");
        }
        if (!infection.empty()) throw Refusal(Reason::invalid_input, "file_infected", {{"found", infection}});
        scanned_at = m_clock.now();
    }

    StoredFile file{crypto::sha256_hex(bytes), static_cast<std::int64_t>(bytes.size()), std::string(media_type), std::move(name)};
    auto path = path_in(m_settings.folder, file.digest);
    if (crypto::sha256_hex(read_bytes(path)) != file.digest) write_durably(path, bytes);
    std::optional<OfficerId> officer;
    if (actor.officer) officer = actor.officer;
    return m_db.write([&](db::Connection& c) {
        return db::one<StoredFile>(c, R"(
            INSERT INTO stored_file (digest, size, media_type, name, stored_by, stored_at, scanned_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (digest) DO UPDATE SET scanned_at = COALESCE(excluded.scanned_at, stored_file.scanned_at)
            RETURNING digest, size, media_type, name)",
            file.digest, file.size, file.media_type, file.name, officer, m_clock.now(), scanned_at);
    });
}

std::string Documents::path_of(const StoredFile& file) const
{
    return path_in(m_settings.folder, file.digest).string();
}

std::string Documents::read(std::string_view digest)
{
    auto bytes = read_bytes(path_in(m_settings.folder, digest));
    if (crypto::sha256_hex(bytes) != digest) throw std::runtime_error("stored file is missing or was changed: " + std::string(digest));
    return bytes;
}

}  // namespace motcua::documents
