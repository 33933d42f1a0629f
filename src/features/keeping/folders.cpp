#include "features/keeping/folders.hpp"

#include <cerrno>
#include <cstring>

#include <sys/file.h>
#include <unistd.h>

#include "features/documents/documents.hpp"
#include "features/keeping/keeping.hpp"
#include "platform/file.hpp"

namespace motcua::keeping {

namespace {

constexpr std::int64_t spare_room = 64 << 20;
constexpr std::size_t bytes_at_once = 1 << 18;

[[noreturn]] void fail_to_write(const std::filesystem::path& path)
{
    throw Failure("Không ghi được " + path.string() + " (" + std::strerror(errno) + "). Xin xem ổ đĩa còn chỗ không và thư mục có cho phép ghi không.");
}

// Returns the digest of what was copied; "" when the source cannot be read. Throws Failure when the target cannot be written.
std::string copy_bytes(const File& source, const File& target, const std::filesystem::path& name)
{
    crypto::Sha256 digest;
    std::string part(bytes_at_once, '\0');
    for (;;) {
        auto length = ::read(source.descriptor(), part.data(), part.size());
        if (length < 0) return "";
        if (length == 0) break;
        std::string_view bytes(part.data(), static_cast<std::size_t>(length));
        digest.add(bytes);
        if (!target.write(bytes)) fail_to_write(name);
    }
    if (!target.flush()) fail_to_write(name);
    return digest.hex();
}

}  // namespace

void flush(const std::filesystem::path& path)
{
    File file(path.empty() ? "." : path.c_str(), O_RDONLY);
    if (!file || !file.flush()) fail_to_write(path);
}

void write_whole(const std::filesystem::path& path, std::string_view text)
{
    auto part = path.string() + std::string(documents::unfinished_suffix);
    {
        File file(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
        if (!file || !file.write(text) || !file.flush()) fail_to_write(path);
    }
    if (::rename(part.c_str(), path.c_str()) != 0) fail_to_write(path);
    flush(path.parent_path());
}

Copied copy_file(const std::string& from_folder, const std::string& to_folder, const ListedFile& listed)
{
    auto target_path = documents::path_in(to_folder, listed.digest);
    File source(documents::path_in(from_folder, listed.digest).c_str(), O_RDONLY);
    if (!source) return Copied::missing;
    std::error_code error;
    std::filesystem::create_directories(target_path.parent_path(), error);
    auto part = target_path.string() + "." + crypto::random_token(6) + std::string(documents::unfinished_suffix);
    struct Remove {
        const std::string& path;
        ~Remove() { ::unlink(path.c_str()); }
    } remove_part{part};
    File target(part.c_str(), O_WRONLY | O_CREAT | O_EXCL);
    if (!target) fail_to_write(target_path);
    if (copy_bytes(source, target, target_path) != listed.digest) return Copied::changed;
    if (::rename(part.c_str(), target_path.c_str()) != 0) fail_to_write(target_path);
    flush(target_path.parent_path());
    return Copied::copied;
}

Soundness soundness_of(const std::string& folder, const ListedFile& listed, bool by_digest)
{
    auto path = documents::path_in(folder, listed.digest);
    std::error_code error;
    auto size = std::filesystem::file_size(path, error);
    if (error) return Soundness::missing;
    if (static_cast<std::int64_t>(size) != listed.size) return Soundness::changed;
    if (!by_digest) return Soundness::sound;
    try {
        return crypto::sha256_hex_of_file(path.string()) == listed.digest ? Soundness::sound : Soundness::changed;
    } catch (const std::runtime_error&) {  // A sector that cannot be read.
        return Soundness::changed;
    }
}

void require_room(const std::filesystem::path& folder, std::int64_t bytes)
{
    std::error_code error;
    auto space = std::filesystem::space(folder, error);
    if (error || static_cast<std::int64_t>(space.available) >= bytes + spare_room) return;
    auto in_megabytes = [](std::int64_t count) { return std::to_string((count + (1 << 20) - 1) >> 20) + " MB"; };
    throw Failure("Không đủ chỗ trong " + folder.string() + ": cần " + in_megabytes(bytes + spare_room) + ", còn "
                  + in_megabytes(static_cast<std::int64_t>(space.available)) + ". Xin dọn bớt hoặc chọn ổ đĩa khác rồi chạy lại.");
}

FolderLock::FolderLock(const std::filesystem::path& folder) : m_file(::open((folder / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
{
    if (m_file < 0) fail_to_write(folder / ".lock");
    if (::flock(m_file, LOCK_EX | LOCK_NB) == 0) return;
    ::close(m_file);
    throw Failure("Một lần sao lưu khác đang chạy trong " + folder.string() + ". Xin đợi lần đó xong rồi chạy lại.");
}

FolderLock::~FolderLock()
{
    ::close(m_file);
}

}  // namespace motcua::keeping
