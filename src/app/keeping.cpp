#include "features/keeping/keeping.hpp"

#include <cstdio>

#include <unistd.h>

#include "app/commands.hpp"
#include "app/program.hpp"
#include "features/dossiers/verify.hpp"

namespace motcua::app {

namespace {

using keeping::Failure;

void say(const std::string& sentence)
{
    std::printf("%s\n", sentence.c_str());
    std::fflush(stdout);
}

// One line that is written over, for a person who watches.
keeping::Progress watched()
{
    if (!isatty(STDERR_FILENO)) return {};
    return [last = std::string()](const std::string& doing, int percent) mutable {
        auto line = doing + (percent < 0 ? "…" : " " + std::to_string(percent) + " %");
        if (line == last) return;
        std::fprintf(stderr, "\r\033[K%s", line.c_str());
        last = line;
    };
}

void end_of_watching()
{
    if (isatty(STDERR_FILENO)) std::fprintf(stderr, "\r\033[K");
}

std::string size_words(std::int64_t bytes)
{
    char text[32];
    std::snprintf(text, sizeof text, bytes < 10'000'000 ? "%.2f MB" : "%.0f MB", static_cast<double>(bytes) / 1e6);
    return text;
}

std::string count_of(const std::vector<db::TableSize>& tables, std::string_view name)
{
    for (const auto& table : tables)
        if (table.table == name) return std::to_string(table.rows);
    return "0";
}

std::string contents_of(const keeping::Manifest& manifest)
{
    const auto& tables = manifest.database.tables;
    return count_of(tables, "dossier") + " hồ sơ, " + count_of(tables, "journal") + " dòng nhật ký, " + std::to_string(manifest.files.count) + " tệp";
}

void say_about(const std::vector<keeping::FileFault>& faults, db::Database* database)
{
    for (const auto& fault : faults) {
        auto words = "Tệp " + fault.digest + (fault.kind == keeping::FileFault::Kind::missing ? ": bị mất" : ": đã bị thay đổi hoặc hỏng");
        if (database)
            for (const auto& code : database->read([&](db::Connection& c) { return dossiers::codes_with_file(c, fault.digest); })) words += ", hồ sơ " + code;
        say(words);
    }
}

crypto::Vault present_vault(const Settings& settings)
{
    if (access(settings.key_file.c_str(), F_OK) != 0)
        throw Failure("Không thấy khóa chính " + settings.key_file + ". Xin ghi đúng chỗ của khóa vào `key_file`.");
    return crypto::Vault::from_file(settings.key_file);
}

const std::string& required(const std::string& folder, const std::string& flag)
{
    if (folder.empty()) throw Failure("Chưa biết thư mục sao lưu. Xin ghi: motcua " + flag);
    return folder;
}

int verify_backup(const Settings& settings)
{
    auto check = keeping::check_backup(settings.verify.from, settings.verify.backup, watched());
    end_of_watching();
    for (const auto& fault : check.faults) say(fault);
    say("Bản sao lưu " + check.name + ", lúc " + short_time(check.manifest.made_at) + ": " + contents_of(check.manifest) + ", "
        + std::to_string(check.faults.size()) + " lỗi");
    if (!check.manifest.files.missing.empty())
        say("Chú ý: " + std::to_string(check.manifest.files.missing.size()) + " tệp đã mất hoặc hỏng từ trước khi sao lưu.");
    if (!check.faults.empty()) say("Bản này không còn dùng được trọn vẹn. Xin sao lưu lại ngay, và kiểm tra ổ đĩa chứa bản sao lưu.");
    return check.faults.empty() ? 0 : 1;
}

int mend(const Settings& settings)
{
    auto database = open_present_database(settings);
    SystemClock clock;
    auto left = keeping::mend_files(*database, settings.files, {settings.restore.from, settings.restore.backup, settings.key_file}, clock.now(), watched());
    end_of_watching();
    say_about(left, database.get());
    if (left.empty()) say("Mọi tệp của cơ sở dữ liệu đã đủ và đúng.");
    else say(std::to_string(left.size()) + " tệp không có trong bản sao lưu này. Xin thử thư mục sao lưu khác; nếu không có, xin quét lại giấy tờ của các hồ sơ trên.");
    return left.empty() ? 0 : 1;
}

// What was restored is brought up to date and proven before anybody works with it.
int prove(const Settings& settings)
{
    auto database = open_database(settings);
    keeping::open_vault(*database, settings.key_file);
    auto proof = dossiers::verify(*database);
    say(std::to_string(proof.dossiers) + " hồ sơ, " + std::to_string(proof.entries) + " dòng nhật ký, " + std::to_string(proof.faults.size()) + " lỗi");
    if (proof.faults.empty()) return 0;
    say("Nhật ký có lỗi: xin chạy `motcua verify-journal` để xem từng hồ sơ, và thử bản sao lưu khác.");
    return 1;
}

}  // namespace

int back_up(const Settings& settings)
{
    const auto& to = required(settings.backup.to, "backup --to <thư mục>");
    SystemClock clock;
    auto report = keeping::back_up({settings.database, settings.files}, present_vault(settings), clock, {to, settings.backup.keep, MOTCUA_VERSION}, watched());
    end_of_watching();
    say_about(report.faults, nullptr);
    const auto& manifest = report.manifest;
    say("Đã sao lưu: " + to + "/" + report.name);
    say("  " + contents_of(manifest) + "; cơ sở dữ liệu " + size_words(manifest.database.size) + ", chép thêm " + std::to_string(report.copied_files) + " tệp ("
        + size_words(report.copied_bytes) + ")");
    if (!report.removed.empty()) say("  Đã bỏ " + std::to_string(report.removed.size()) + " bản cũ");
    say("  KHÓA CHÍNH KHÔNG CÓ TRONG BẢN SAO LƯU. Xin cất " + settings.key_file + " ở nơi riêng: mất khóa thì không ai đọc lại được dữ liệu cá nhân.");
    if (report.faults.empty()) return 0;
    say(std::to_string(report.faults.size()) + " tệp nêu trên không sao lưu được. Xin chạy `motcua restore --only-files --from <thư mục sao lưu cũ>` để lấy lại, rồi sao lưu lại.");
    return 1;
}

int restore(const Settings& settings)
{
    const auto& from = required(settings.restore.from, "restore --from <thư mục>");
    if (settings.restore.only_files) return mend(settings);
    auto report = keeping::restore({settings.database, settings.files}, {from, settings.restore.backup, settings.key_file}, watched());
    end_of_watching();
    say("Đã khôi phục bản " + report.name + ", lúc " + short_time(report.manifest.made_at) + ": " + contents_of(report.manifest));
    say("  chép " + std::to_string(report.copied_files) + " tệp, " + std::to_string(report.kept_files) + " tệp đã có sẵn");
    int status = prove(settings);
    say_about(report.faults, nullptr);
    if (!report.faults.empty()) {
        say(std::to_string(report.faults.size()) + " tệp nêu trên thiếu trong bản sao lưu. Xin chạy `motcua restore --only-files --from <thư mục sao lưu khác>`.");
        status = 1;
    }
    if (status == 0) say("Xin khởi động máy chủ. Việc làm sau lúc sao lưu phải nhập lại từ giấy tờ.");
    return status;
}

int verify(const Settings& settings)
{
    if (!settings.verify.from.empty()) return verify_backup(settings);
    auto database = open_present_database(settings);
    SystemClock clock;
    auto check = keeping::check_files(*database, settings.files, clock.now(), watched());
    end_of_watching();
    say_about(check.faults, database.get());
    say(std::to_string(check.files) + " tệp, " + size_words(check.bytes) + ", " + std::to_string(check.faults.size()) + " lỗi");
    if (check.unknown > 0) say("  " + std::to_string(check.unknown) + " tệp chưa gắn với hồ sơ nào (tải lên dở dang; không sao)");
    if (!check.leftovers.empty()) say("  " + std::to_string(check.leftovers.size()) + " tệp tạm còn lại sau sự cố; máy chủ tự dọn");
    if (!check.faults.empty()) say("Xin chạy `motcua restore --only-files --from <thư mục sao lưu>` để lấy lại các tệp trên.");
    return check.faults.empty() ? 0 : 1;
}

}  // namespace motcua::app
