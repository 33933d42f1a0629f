#include <filesystem>

#include "features/keeping/backups.hpp"
#include "features/keeping/database_copy.hpp"
#include "features/keeping/folders.hpp"

namespace motcua::keeping {

namespace {

void require_key(const Manifest& manifest, const std::string& key_file)
{
    if (!std::filesystem::exists(key_file))
        throw Failure("Chưa có khóa chính " + key_file + ". Bản sao lưu không chứa khóa: xin lấy bản khóa đã cất riêng, chép vào đúng tên đó "
                      "(chmod 600) rồi chạy lại. Không có khóa thì không đọc được dữ liệu cá nhân.");
    if (fingerprint_of(crypto::Vault::from_file(key_file)) != manifest.key)
        throw Failure("Khóa chính " + key_file + " không phải khóa của bản sao lưu này. Xin tìm đúng khóa đã cất khi sao lưu rồi chạy lại.");
}

void require_sound_database(const std::filesystem::path& folder, const DatabaseCopy& copy)
{
    auto path = folder / copy.file;
    if (!std::filesystem::exists(path) || crypto::sha256_hex_of_file(path.string()) != copy.digest)
        throw Failure("Tệp " + path.string() + " thiếu hoặc đã bị thay đổi. Xin dùng bản sao lưu khác.");
}

}  // namespace

RestoreReport restore(const Place& place, const RestoreOptions& options, const Progress& told)
{
    Progress progress = told ? told : [](const std::string&, int) {};
    RestoreReport report;
    report.name = choose_backup(options.from, options.backup);
    report.manifest = read_manifest(options.from, report.name);
    auto own = std::filesystem::path(options.from) / report.name;
    require_key(report.manifest, options.key_file);
    require_nothing_at(place.database);
    progress("Kiểm tra bản sao lưu", -1);
    require_sound_database(own, report.manifest.database);

    std::error_code error;
    std::filesystem::create_directories(place.files, error);
    if (error) throw Failure("Không tạo được thư mục tệp " + place.files + " (" + error.message() + "). Xin xem quyền ghi.");
    auto pool = (std::filesystem::path(options.from) / "files").string();
    FileListReader reader((own / "files.txt").string());
    while (const auto* file = reader.next()) {
        if (soundness_of(place.files, *file, true) == Soundness::sound) {
            ++report.kept_files;
            continue;
        }
        auto copied = copy_file(pool, place.files, *file);
        if (copied != Copied::copied) report.faults.push_back({file->digest, copied == Copied::missing ? FileFault::Kind::missing : FileFault::Kind::changed});
        else if (++report.copied_files % 100 == 0) progress("Chép tệp: " + std::to_string(report.copied_files), -1);
    }
    restore_database(report.manifest.database, own, place.database, progress);
    return report;
}

std::vector<FileFault> mend_files(db::Database& database, const std::string& folder, const RestoreOptions& options, Instant now,
                                  const Progress& progress)
{
    auto pool = (std::filesystem::path(options.from) / "files").string();
    if (!std::filesystem::is_directory(pool)) throw Failure("Không có tệp sao lưu nào trong " + options.from + ". Xin xem lại thư mục (--from).");
    std::vector<FileFault> left;
    for (const auto& fault : check_files(database, folder, now, progress).faults)
        if (copy_file(pool, folder, {fault.digest, 0}) != Copied::copied) left.push_back(fault);
    return left;
}

}  // namespace motcua::keeping
