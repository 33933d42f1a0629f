#include <algorithm>
#include <filesystem>

#include <sys/stat.h>

#include "features/documents/documents.hpp"
#include "features/keeping/backups.hpp"
#include "features/keeping/folders.hpp"

namespace motcua::keeping {

namespace {

constexpr std::size_t most_sentences = 100;
constexpr auto time_of_an_upload = std::chrono::hours(24);

void add(std::vector<std::string>& sentences, std::string sentence)
{
    if (sentences.size() < most_sentences) sentences.push_back(std::move(sentence));
}

void check_database(const std::filesystem::path& folder, const DatabaseCopy& copy, BackupCheck& check)
{
    auto path = folder / copy.file;
    std::error_code error;
    auto size = std::filesystem::file_size(path, error);
    if (error) return add(check.faults, "Thiếu tệp " + copy.file + ".");
    if (static_cast<std::int64_t>(size) != copy.size || crypto::sha256_hex_of_file(path.string()) != copy.digest)
        add(check.faults, "Tệp " + copy.file + " đã bị thay đổi hoặc hỏng.");
}

void check_listed_files(const std::filesystem::path& folder, const std::string& pool, BackupCheck& check, const Progress& progress)
{
    auto list = folder / "files.txt";
    if (!std::filesystem::exists(list)) return add(check.faults, "Thiếu danh sách files.txt.");
    if (crypto::sha256_hex_of_file(list.string()) != check.manifest.files.digest) return add(check.faults, "Danh sách files.txt đã bị thay đổi.");
    const auto& missing = check.manifest.files.missing;
    FileListReader reader(list.string());
    while (const auto* file = reader.next()) {
        if (++check.files % 100 == 0) progress("Kiểm tra tệp", static_cast<int>(100 * check.files / std::max<std::int64_t>(1, check.manifest.files.count)));
        auto soundness = soundness_of(pool, *file, true);
        if (soundness != Soundness::sound && std::ranges::find(missing, file->digest) != missing.end()) continue;
        if (soundness == Soundness::missing) add(check.faults, "Thiếu tệp " + file->digest + ".");
        if (soundness == Soundness::changed) add(check.faults, "Tệp " + file->digest + " đã bị thay đổi hoặc hỏng.");
    }
}

bool is_old(const std::filesystem::path& path, Instant now)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return false;
    return now - Instant(std::chrono::seconds(status.st_mtime)) > time_of_an_upload;
}

template <class Work>
void each_leftover(const std::string& files, Instant now, Work work)
{
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator entry(files, error), end; entry != end; entry.increment(error)) {
        if (error) return;
        if (entry->path().extension() == documents::unfinished_suffix && is_old(entry->path(), now)) work(entry->path());
    }
}

// Files of the folder whose digests begin so, and which the database does not know.
std::int64_t unknown_among(const std::filesystem::path& folder, const std::vector<std::string>& known)
{
    std::error_code error;
    std::int64_t unknown = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        auto name = entry.path().filename().string();
        if (name.size() == 64 && !std::ranges::binary_search(known, name)) ++unknown;
    }
    return unknown;
}

}  // namespace

BackupCheck check_backup(const std::string& folder, const std::string& wanted, const Progress& told)
{
    Progress progress = told ? told : [](const std::string&, int) {};
    BackupCheck check;
    check.name = choose_backup(folder, wanted);
    check.manifest = read_manifest(folder, check.name);
    auto own = std::filesystem::path(folder) / check.name;
    progress("Kiểm tra cơ sở dữ liệu", -1);
    check_database(own, check.manifest.database, check);
    check_listed_files(own, (std::filesystem::path(folder) / "files").string(), check, progress);
    return check;
}

FilesCheck check_files(db::Database& database, const std::string& folder, Instant now, const Progress& told)
{
    Progress progress = told ? told : [](const std::string&, int) {};
    FilesCheck check;
    for (int group = 0; group < 256; ++group) {
        progress("Kiểm tra tệp", 100 * group / 256);
        auto digits = crypto::to_hex(std::string(1, static_cast<char>(group)));
        auto until = group == 255 ? "g" : crypto::to_hex(std::string(1, static_cast<char>(group + 1)));
        std::vector<ListedFile> listed;
        database.read([&](db::Connection& c) {
            listed.clear();
            documents::each_between(c, digits, until, [&](const documents::StoredFile& file) { listed.push_back({file.digest, file.size}); });
        });
        std::vector<std::string> known;
        for (const auto& file : listed) {
            ++check.files;
            check.bytes += file.size;
            known.push_back(file.digest);
            auto soundness = soundness_of(folder, file, true);
            if (soundness != Soundness::sound)
                check.faults.push_back({file.digest, soundness == Soundness::missing ? FileFault::Kind::missing : FileFault::Kind::changed});
        }
        check.unknown += unknown_among(std::filesystem::path(folder) / digits, known);
    }
    each_leftover(folder, now, [&](const std::filesystem::path& path) { check.leftovers.push_back(path.string()); });
    return check;
}

int remove_leftovers(const std::string& files, Instant now)
{
    std::vector<std::filesystem::path> leftovers;
    each_leftover(files, now, [&](const std::filesystem::path& path) { leftovers.push_back(path); });
    int removed = 0;
    for (const auto& path : leftovers) {
        std::error_code error;
        if (std::filesystem::remove(path, error)) ++removed;
    }
    return removed;
}

}  // namespace motcua::keeping
