#include "features/keeping/doctor.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/timex.h>
#include <unistd.h>

#include "features/documents/documents.hpp"
#include "features/keeping/backups.hpp"
#include "features/keeping/database_copy.hpp"
#include "features/keeping/folders.hpp"
#include "platform/process.hpp"

namespace motcua::keeping {

namespace {

constexpr std::int64_t megabyte = 1 << 20;
constexpr std::int64_t room_that_is_bad = 200 * megabyte;
constexpr std::int64_t room_to_note = 2000 * megabyte;
constexpr std::int64_t checked_whole = 2000 * megabyte;
constexpr std::size_t files_in_sample = 50;
constexpr rlim_t descriptors_wanted = 4096;
constexpr auto age_of_backup_to_note = std::chrono::hours(26);
constexpr auto difference_that_is_bad = std::chrono::seconds(5);
constexpr double error_to_note = 1.0;

const std::string database_name = "Cơ sở dữ liệu";
const std::string files_name = "Thư mục tệp";
const std::string clock_name = "Đồng hồ";

Finding judge(const db::MigrationState& state)
{
    if (!state.fault.empty())
        return {Mark::bad, "Lược đồ", state.fault, "Xin cài đúng phiên bản chương trình đã dùng với cơ sở dữ liệu này, hoặc khôi phục bản sao lưu."};
    if (!state.waiting.empty())
        return {Mark::note, "Lược đồ", std::to_string(state.waiting.size()) + " bước nâng cấp chưa chạy, đến " + state.waiting.back(),
                "Xin sao lưu (motcua backup) rồi khởi động lại máy chủ: nó tự nâng cấp."};
    return {Mark::good, "Lược đồ", "mới nhất (" + state.applied.back() + ")"};
}

Finding look_at_sqlite(const std::string& path)
{
    auto size = static_cast<std::int64_t>(std::filesystem::file_size(path));
    auto words = std::to_string((size + megabyte - 1) / megabyte) + " MB";
    if (size > checked_whole) return {Mark::good, "Tệp SQLite", words + " (lớn: `motcua backup` kiểm tra từng trang)"};
    auto faults = db::faults_of_sqlite(path);
    if (faults.empty()) return {Mark::good, "Tệp SQLite", words + ", từng trang đều đúng"};
    return {Mark::bad, "Tệp SQLite", faults[0], "Xin dừng máy chủ, đổi tên tệp hỏng để giữ lại, rồi chạy `motcua restore --from <thư mục sao lưu>`."};
}

std::string postgres_setting(db::Connection& c, const char* name)
{
    return db::one<std::string>(c, "SELECT current_setting($1)", name);
}

void look_at_durability(db::Connection& c, Findings& findings)
{
    for (const char* name : {"fsync", "full_page_writes", "synchronous_commit"})
        if (postgres_setting(c, name) == "off")
            findings.push_back({Mark::bad, "PostgreSQL", std::string(name) + " đang tắt: mất điện có thể mất hồ sơ đã nhận",
                                std::string("Xin đặt ") + name + " = on trong postgresql.conf rồi nạp lại."});
    if (postgres_setting(c, "archive_mode") == "off")
        findings.push_back({Mark::note, "PostgreSQL", "chưa lưu WAL: không lùi về được một thời điểm giữa hai lần sao lưu",
                            "Xin làm theo docs/operating.md, mục Point in time."});
}

void look_at_connections(db::Connection& c, Findings& findings)
{
    auto used = db::one<std::int64_t>(c, "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'");
    auto most = std::atoll(postgres_setting(c, "max_connections").c_str());
    auto words = std::to_string(used) + " trong " + std::to_string(most) + " kết nối đang dùng";
    if (used * 10 < most * 9) findings.push_back({Mark::good, "PostgreSQL", words});
    else findings.push_back({Mark::note, "PostgreSQL", words, "Xin tăng max_connections hoặc giảm `readers` của các máy chủ."});
}

// pg_dump must not be older than the server.
Finding look_at_pg_dump(db::Connection& c)
{
    auto server = std::atoi(postgres_setting(c, "server_version_num").c_str()) / 10000;
    auto found = run_program({"pg_dump", "--version"}, {});
    auto digit = found.said.find_first_of("0123456789");
    auto version = found.status == 0 && digit != std::string::npos ? std::atoi(found.said.c_str() + digit) : 0;
    if (version >= server) return {Mark::good, "pg_dump", "phiên bản " + std::to_string(version)};
    return {Mark::bad, "pg_dump", version == 0 ? "không có: `motcua backup` không chạy được" : "cũ hơn máy chủ PostgreSQL",
            "Xin cài: apt install postgresql-client-" + std::to_string(server)};
}

Findings look_at_postgres(db::Database& database)
{
    return database.read([](db::Connection& c) {
        Findings findings;
        if (db::one<bool>(c, "SELECT pg_is_in_recovery()"))
            findings.push_back({Mark::bad, "PostgreSQL", "địa chỉ trong `database` dẫn tới bản sao chỉ đọc",
                                "Xin ghi địa chỉ của máy chính, hoặc của HAProxy trước cụm."});
        look_at_durability(c, findings);
        look_at_connections(c, findings);
        findings.push_back(look_at_pg_dump(c));
        return findings;
    });
}

Finding look_at_jobs(db::Database& database)
{
    auto failed = database.read([](db::Connection& c) { return db::one<std::int64_t>(c, "SELECT count(*) FROM job WHERE state = 'failed'"); });
    if (failed == 0) return {Mark::good, "Việc nền", "không có việc nào hỏng"};
    return {Mark::note, "Việc nền", std::to_string(failed) + " việc đã thử nhiều lần mà không xong",
            "Xin xem lỗi trong nhật ký máy chủ (journalctl -u motcua | grep 'job has failed')."};
}

bool can_write_in(const std::string& folder)
{
    auto probe = folder + "/.doctor-" + std::to_string(::getpid());
    try {
        write_whole(probe, "x");
    } catch (const Failure&) {
        return false;
    }
    return ::unlink(probe.c_str()) == 0;
}

// Begins at a digest by chance, so that every file has its turn.
std::vector<ListedFile> sample_of_files(db::Database& database)
{
    std::vector<ListedFile> sample;
    auto from = crypto::to_hex(crypto::random_bytes(1));
    database.read([&](db::Connection& c) {
        sample.clear();
        for (const auto& row : db::query<documents::StoredFile>(c, R"(
                SELECT digest, size, media_type, name FROM stored_file WHERE digest >= $1 ORDER BY digest LIMIT $2)",
                                                                from, static_cast<int>(files_in_sample)))
            sample.push_back({row.digest, row.size});
    });
    return sample;
}

}  // namespace

Findings look_at_database(db::Database& database, const std::string& url, const db::MigrationState& migrations)
{
    Findings findings;
    findings.push_back({Mark::good, database_name, database.read([](db::Connection& c) { return db::engine_version(c); }) + ", trả lời được"});
    findings.push_back(judge(migrations));
    auto path = sqlite_path(url);
    if (path.empty()) std::ranges::copy(look_at_postgres(database), std::back_inserter(findings));
    else findings.push_back(look_at_sqlite(path));
    if (findings[1].mark == Mark::good) findings.push_back(look_at_jobs(database));
    return findings;
}

Findings look_at_files(db::Database& database, const std::string& folder)
{
    if (!std::filesystem::is_directory(folder))
        return {{Mark::bad, files_name, "không có " + folder, "Xin tạo thư mục đó cho người dùng chạy máy chủ, hoặc sửa `files`."}};
    Findings findings;
    if (can_write_in(folder)) findings.push_back({Mark::good, files_name, folder + ", ghi được"});
    else findings.push_back({Mark::bad, files_name, "không ghi được vào " + folder, "Xin đặt chủ thư mục: chown -R motcua " + folder});
    std::size_t faults = 0;
    auto sample = sample_of_files(database);
    for (const auto& file : sample) faults += soundness_of(folder, file, true) != Soundness::sound;
    if (faults == 0) findings.push_back({Mark::good, files_name, std::to_string(sample.size()) + " tệp lấy mẫu đều đúng"});
    else findings.push_back({Mark::bad, files_name, std::to_string(faults) + " trong " + std::to_string(sample.size()) + " tệp lấy mẫu bị mất hoặc hỏng",
                             "Xin chạy `motcua verify` để xem hết, rồi `motcua restore --only-files --from <thư mục sao lưu>`."});
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".key")
            findings.push_back({Mark::note, "Khóa chính", "nằm chung thư mục với tệp: " + entry->path().string(),
                                "Xin chuyển sang nơi riêng (ví dụ /etc/motcua/master.key) và ghi vào `key_file`: ai chép được cả hai thì đọc được hết."});
    return findings;
}

Findings look_at_room(const std::vector<std::string>& folders)
{
    Findings findings;
    std::set<dev_t> told;
    for (const auto& folder : folders) {
        struct stat status {};
        std::error_code error;
        auto space = std::filesystem::space(folder, error);
        if (error || ::stat(folder.c_str(), &status) != 0 || !told.insert(status.st_dev).second) continue;
        auto free = static_cast<std::int64_t>(space.available);
        auto words = folder + ": còn " + std::to_string(free / megabyte) + " MB";
        auto percent = 100.0 * static_cast<double>(free) / static_cast<double>(std::max<std::uintmax_t>(1, space.capacity));
        if (free < room_that_is_bad) findings.push_back({Mark::bad, "Chỗ trống", words, "Xin dọn bớt hoặc thêm ổ đĩa ngay: hết chỗ thì không nhận được hồ sơ."});
        else if (free < room_to_note || percent < 5) findings.push_back({Mark::note, "Chỗ trống", words, "Xin thu xếp thêm chỗ."});
        else findings.push_back({Mark::good, "Chỗ trống", words});
    }
    return findings;
}

KernelClock kernel_clock()
{
    timex state{};
    int answer = ::adjtimex(&state);
    return {answer >= 0 && answer != TIME_ERROR && (state.status & STA_UNSYNC) == 0, static_cast<double>(state.maxerror) / 1e6};
}

Findings judge_clock(const KernelClock& kernel, std::chrono::milliseconds behind_database)
{
    auto apart = std::chrono::abs(behind_database);
    Findings findings;
    if (apart > difference_that_is_bad)
        findings.push_back({Mark::bad, clock_name, "lệch " + std::to_string(apart.count() / 1000) + " giây so với máy PostgreSQL",
                            "Xin bật đồng bộ giờ trên cả hai máy: timedatectl set-ntp true"});
    if (!kernel.is_synchronised)
        findings.push_back({Mark::note, clock_name, "máy này không được máy chủ giờ nào giữ đúng",
                            "Xin bật: timedatectl set-ntp true (hoặc cài chrony). Giờ sai thì ngày hẹn trả sai."});
    else if (kernel.possible_error > error_to_note)
        findings.push_back({Mark::note, clock_name, "có thể lệch tới " + std::to_string(static_cast<int>(kernel.possible_error)) + " giây",
                            "Xin xem máy chủ giờ có trả lời không: timedatectl timesync-status"});
    if (findings.empty()) findings.push_back({Mark::good, clock_name, "được giữ đúng giờ"});
    return findings;
}

Findings look_at_clock(db::Database& database, Instant now)
{
    std::chrono::milliseconds behind{0};
    std::int64_t newest = 0;
    database.read([&](db::Connection& c) {
        if (c.is_postgres())
            behind = std::chrono::milliseconds(db::one<std::int64_t>(c, "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"))
                     - now.time_since_epoch();
        newest = db::one<std::int64_t>(c, "SELECT COALESCE(max(at), 0) FROM (SELECT at FROM journal ORDER BY dossier_id DESC, seq DESC LIMIT 1000) j");
    });
    auto findings = judge_clock(kernel_clock(), behind);
    auto ahead = Instant(std::chrono::milliseconds(newest)) - now;
    if (ahead > std::chrono::minutes(1))
        findings.push_back({Mark::bad, clock_name, "nhật ký có việc ghi lúc " + short_time(Instant(std::chrono::milliseconds(newest))) + ", sau giờ của máy",
                            "Máy đã bị chỉnh lùi giờ. Xin đặt lại đúng giờ trước khi làm việc tiếp."});
    return findings;
}

Findings look_at_backups(const std::string& folder, Instant now)
{
    const std::string subject = "Sao lưu";
    if (folder.empty())
        return {{Mark::note, subject, "chưa đặt thư mục sao lưu", "Xin ghi `to = \"<thư mục trên ổ đĩa khác>\"` dưới [backup] và bật motcua-backup.timer."}};
    auto names = backups_in(folder);
    if (names.empty()) return {{Mark::bad, subject, "chưa có bản nào trong " + folder, "Xin chạy `motcua backup` và bật motcua-backup.timer."}};
    try {
        auto made_at = read_manifest(folder, names.back()).made_at;
        auto words = std::to_string(names.size()) + " bản, mới nhất lúc " + short_time(made_at);
        if (now - made_at <= age_of_backup_to_note) return {{Mark::good, subject, words}};
        return {{Mark::note, subject, words, "Đã hơn một ngày. Xin xem `systemctl status motcua-backup.timer` và `journalctl -u motcua-backup`."}};
    } catch (const Failure& failure) {
        return {{Mark::bad, subject, failure.what(), "Xin chạy `motcua backup` ngay và kiểm tra ổ đĩa chứa bản sao lưu."}};
    }
}

Findings look_at_limits()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max >= descriptors_wanted) return {{Mark::good, "Giới hạn", std::to_string(limit.rlim_max) + " tệp và kết nối cùng lúc"}};
    return {{Mark::note, "Giới hạn", "chỉ mở được " + std::to_string(limit.rlim_max) + " tệp và kết nối cùng lúc",
             "Xin chạy bằng dịch vụ motcua.service (LimitNOFILE), hoặc ulimit -n 16384."}};
}

}  // namespace motcua::keeping
