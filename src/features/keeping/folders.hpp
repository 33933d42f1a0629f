#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "features/keeping/file_list.hpp"

// Files on the disk: written under another name, flushed, renamed.
namespace motcua::keeping {

// Flushes a file or a folder. Throws Failure.
void flush(const std::filesystem::path&);

// A small file, whole or not there. Throws Failure.
void write_whole(const std::filesystem::path&, std::string_view text);

enum class Copied { copied, missing, changed };

// Copies a stored file into another folder of files, where its bytes have the digest; changed when they have another.
// Throws Failure when the target cannot be written.
Copied copy_file(const std::string& from_folder, const std::string& to_folder, const ListedFile&);

enum class Soundness { sound, missing, changed };

// Whether the file lies in the folder with its size and, when `by_digest`, its digest.
Soundness soundness_of(const std::string& folder, const ListedFile&, bool by_digest);

// Throws Failure when less than so many bytes, and a little more, are free where the folder lies.
void require_room(const std::filesystem::path& folder, std::int64_t bytes);

// Held while the folder is worked on. Throws Failure when another program does.
class FolderLock {
public:
    explicit FolderLock(const std::filesystem::path& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int m_file;
};

}  // namespace motcua::keeping
