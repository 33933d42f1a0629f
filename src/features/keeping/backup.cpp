#include <algorithm>

#include "features/documents/documents.hpp"
#include "features/keeping/backups.hpp"
#include "features/keeping/database_copy.hpp"
#include "features/keeping/folders.hpp"
#include "platform/json/json.hpp"

namespace motcua::keeping {

namespace {

// "20260901T021500Z": sorts by time and has no character that a file system minds.
std::string name_at(Instant now)
{
    auto text = to_iso(std::chrono::floor<std::chrono::seconds>(now));
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

void remove_unfinished(const std::filesystem::path& to)
{
    for (const auto& entry : std::filesystem::directory_iterator(to))
        if (entry.path().extension() == documents::unfinished_suffix) std::filesystem::remove_all(entry.path());
}

// Adds what the list names and the backups have not yet.
void copy_files(const Place& place, const std::filesystem::path& list, const std::string& pool, BackupReport& report, const Progress& progress)
{
    FileListReader reader(list.string());
    auto& files = report.manifest.files;
    while (const auto* file = reader.next()) {
        ++files.count;
        files.bytes += file->size;
        if (soundness_of(pool, *file, false) == Soundness::sound) continue;
        auto copied = copy_file(place.files, pool, *file);
        if (copied == Copied::copied) {
            ++report.copied_files;
            report.copied_bytes += file->size;
        } else {
            report.faults.push_back({file->digest, copied == Copied::missing ? FileFault::Kind::missing : FileFault::Kind::changed});
            files.missing.push_back(file->digest);
        }
        if (report.copied_files % 100 == 0) progress("Chép tệp: " + std::to_string(files.count), -1);
    }
    files.digest = crypto::sha256_hex_of_file(list.string());
}

// Two digits at a time, so that a city's ten million files need no memory.
void remove_files_of_no_backup(const std::filesystem::path& to)
{
    std::vector<FileListReader> readers;
    std::vector<const ListedFile*> heads;
    for (const auto& name : backups_in(to.string())) readers.emplace_back((to / name / "files.txt").string());
    for (auto& reader : readers) heads.push_back(reader.next());
    for (int group = 0; group < 256; ++group) {
        auto digits = crypto::to_hex(std::string(1, static_cast<char>(group)));
        std::vector<std::string> kept;
        for (std::size_t i = 0; i < readers.size(); ++i)
            for (; heads[i] && heads[i]->digest.starts_with(digits); heads[i] = readers[i].next()) kept.push_back(heads[i]->digest);
        std::ranges::sort(kept);
        auto folder = to / "files" / digits;
        if (!std::filesystem::is_directory(folder)) continue;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (!std::ranges::binary_search(kept, entry.path().filename().string())) std::filesystem::remove(entry.path());
    }
}

void remove_older(const std::filesystem::path& to, int keep, BackupReport& report)
{
    auto names = backups_in(to.string());
    if (keep <= 0 || names.size() <= static_cast<std::size_t>(keep)) return;
    names.resize(names.size() - static_cast<std::size_t>(keep));
    for (const auto& name : names) {
        std::filesystem::remove(to / name / manifest_name);  // Without it the rest is no backup any more, should we be stopped here.
        std::filesystem::remove_all(to / name);
        report.removed.push_back(name);
    }
    remove_files_of_no_backup(to);
}

void make_folder(const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw Failure("Không tạo được thư mục " + folder.string() + " (" + error.message() + "). Xin xem quyền ghi và chỗ trống.");
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
}

}  // namespace

BackupReport back_up(const Place& place, const crypto::Vault& vault, const Clock& clock, const BackupOptions& options, const Progress& told)
{
    Progress progress = told ? told : [](const std::string&, int) {};
    std::filesystem::path to(options.to);
    make_folder(to);
    FolderLock lock(to);
    remove_unfinished(to);
    BackupReport report;
    report.manifest.made_at = clock.now();
    report.name = name_at(report.manifest.made_at);
    report.manifest.program = options.program;
    report.manifest.key = fingerprint_of(vault);
    if (std::filesystem::exists(to / report.name)) throw Failure("Đã có bản sao lưu " + report.name + ". Xin đợi một giây rồi chạy lại.");

    auto part = to / (report.name + std::string(documents::unfinished_suffix));
    make_folder(part);
    try {
        report.manifest.database = copy_database(place.database, part, progress);
        copy_files(place, part / "files.txt", (to / "files").string(), report, progress);
        write_whole(part / manifest_name, json::write(report.manifest) + "\n");
        std::filesystem::rename(part, to / report.name);
        flush(to);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove_all(part, ignored);
        throw;
    }
    remove_older(to, options.keep, report);
    return report;
}

}  // namespace motcua::keeping
