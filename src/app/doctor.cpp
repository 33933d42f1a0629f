#include "features/keeping/doctor.hpp"

#include <cstdio>
#include <filesystem>
#include <functional>

#include <sys/stat.h>

#include "app/commands.hpp"
#include "app/program.hpp"
#include "features/dossiers/verify.hpp"
#include "features/keeping/keeping.hpp"
#include "features/simulation/city.hpp"
#include "platform/db/migrations.hpp"
#include "platform/pdf/pdf.hpp"

namespace motcua::app {

namespace {

using keeping::Finding;
using keeping::Findings;
using keeping::Mark;

// Prints what is found as it is found; a look that throws has found that.
class Doctor {
public:
    void look(const std::string& subject, const std::function<Findings()>& work)
    {
        Findings findings;
        try {
            findings = work();
        } catch (const std::exception& error) {
            findings = {{Mark::bad, subject, words_for(error)}};
        }
        for (const auto& finding : findings) tell(finding);
    }

    int conclude() const
    {
        if (m_bad + m_notes == 0) std::printf("\nKết luận: mọi thứ đều tốt.\n");
        else std::printf("\nKết luận: %d chỗ hỏng phải sửa, %d chỗ nên xem.\n", m_bad, m_notes);
        return m_bad == 0 ? 0 : 1;
    }

private:
    void tell(const Finding& finding)
    {
        m_bad += finding.mark == Mark::bad;
        m_notes += finding.mark == Mark::note;
        auto mark = finding.mark == Mark::good ? "[tốt]    " : finding.mark == Mark::note ? "[chú ý]  " : "[HỎNG]   ";
        std::printf("%s%s: %s\n", mark, finding.subject.c_str(), finding.words.c_str());
        if (!finding.advice.empty()) std::printf("         → %s\n", finding.advice.c_str());
        std::fflush(stdout);
    }

    int m_bad = 0;
    int m_notes = 0;
};

Findings look_at_settings(const Settings& settings)
{
    Findings findings{{Mark::good, "Cài đặt", "đọc được; máy chủ nghe ở " + settings.listen}};
    auto note = [&](bool holds, const char* words, const char* advice) {
        if (holds) findings.push_back({Mark::note, "Cài đặt", words, advice});
    };
    note(settings.public_address.empty(), "chưa có địa chỉ công khai: mã QR trên giấy không dẫn tới đâu", "Xin đặt `public_address`.");
    note(settings.public_address.starts_with("http://") && settings.public_address.find("//127.") == std::string::npos,
         "địa chỉ công khai không dùng https", "Xin đặt proxy TLS phía trước và ghi địa chỉ https.");
    note(settings.messages_to.empty(), "tin nhắn cho người dân chỉ in ra nhật ký", "Xin đặt `messages_to`.");
    note(settings.sample, "đang bật dữ liệu mẫu", "Xin bỏ `sample` trên máy dùng thật.");
    note(settings.web.empty(), "không thấy ứng dụng web", "Xin cài đủ gói motcua, hoặc ghi thư mục vào `web`.");
    return findings;
}

Findings look_at_catalogue(const Settings& settings, db::Database& database)
{
    auto snapshot = load_catalogue(settings);
    catalogue::InstallReport report;
    struct OnlyAsked {};
    try {
        database.write([&](db::Connection&) {
            report = catalogue::install(database, *snapshot, SystemClock().now(), dossiers::uses_of);
            throw OnlyAsked();
        });
    } catch (const OnlyAsked&) {  // Nothing is recorded: that is the server's matter.
    }
    if (report.is_refused())
        return {{Mark::bad, "Danh mục", catalogue::describe(report), "Xin trả các tệp nêu trên về như cũ; máy chủ không chạy với danh mục này."}};
    return {{Mark::good, "Danh mục", std::to_string(snapshot->procedures(day_in_vietnam(SystemClock().now())).size()) + " thủ tục đang áp dụng, không có lỗi"}};
}

Findings look_at_key(const Settings& settings, db::Database& database)
{
    struct stat status {};
    if (::stat(settings.key_file.c_str(), &status) != 0)
        return {{Mark::bad, "Khóa chính", "không thấy " + settings.key_file, "Xin chép bản khóa đã cất vào đúng tên đó rồi chmod 600. Không tạo khóa mới."}};
    auto vault = crypto::Vault::from_file(settings.key_file);
    auto known = keeping::known_fingerprint(database);
    if ((known && *known != keeping::fingerprint_of(vault)) || !dossiers::opens_content(database, vault))
        return {{Mark::bad, "Khóa chính", "không mở được dữ liệu đã niêm phong", "Khóa này là của nơi khác. Xin chép lại đúng khóa đã cất."}};
    return {{Mark::good, "Khóa chính", settings.key_file + ", mở được dữ liệu"}};
}

Findings look_at_journal(db::Database& database)
{
    auto proof = dossiers::verify_some(database);
    auto words = std::to_string(proof.dossiers) + " hồ sơ lấy mẫu, " + std::to_string(proof.entries) + " dòng";
    if (proof.faults.empty()) return {{Mark::good, "Nhật ký", words + ", không có lỗi"}};
    return {{Mark::bad, "Nhật ký", words + ", " + std::to_string(proof.faults.size()) + " lỗi, trước hết ở " + proof.faults[0].code,
             "Xin giữ nguyên máy, chạy `motcua verify-journal` và báo người phụ trách an toàn thông tin."}};
}

Findings look_at_accounts(db::Database& database)
{
    if (simulation::is_empty(database)) return {{Mark::note, "Tài khoản", "chưa có cơ quan và tài khoản nào", "Xin chạy `motcua begin`."}};
    return {};
}

Findings look_at_fonts()
{
    pdf::check_fonts();
    return {{Mark::good, "Phông chữ", "có đủ để in giấy"}};
}

std::string folder_of(const std::string& database)
{
    if (!database.starts_with("sqlite:")) return "";
    auto folder = std::filesystem::path(database.substr(7)).parent_path().string();
    return folder.empty() ? "." : folder;
}

void look_at_data(Doctor& doctor, const Settings& settings, db::Database& database, Instant now)
{
    auto migrations = db::migration_state(database, db::all_migrations());
    doctor.look("Cơ sở dữ liệu", [&] { return keeping::look_at_database(database, settings.database, migrations); });
    if (!migrations.fault.empty() || !migrations.waiting.empty()) return;  // The other looks speak the newest schema.
    doctor.look("Khóa chính", [&] { return look_at_key(settings, database); });
    doctor.look("Tài khoản", [&] { return look_at_accounts(database); });
    doctor.look("Danh mục", [&] { return look_at_catalogue(settings, database); });
    doctor.look("Nhật ký", [&] { return look_at_journal(database); });
    doctor.look("Thư mục tệp", [&] { return keeping::look_at_files(database, settings.files); });
    doctor.look("Đồng hồ", [&] { return keeping::look_at_clock(database, now); });
}

}  // namespace

int doctor(const Settings& settings)
{
    Doctor doctor;
    auto now = SystemClock().now();
    doctor.look("Cài đặt", [&] { return look_at_settings(settings); });
    std::unique_ptr<db::Database> database;
    doctor.look("Cơ sở dữ liệu", [&]() -> Findings {
        keeping::require_present(settings.database);
        database = db::open({.url = settings.database, .readers = 1});
        return {};
    });
    if (database) look_at_data(doctor, settings, *database, now);
    doctor.look("Chỗ trống", [&] { return keeping::look_at_room({folder_of(settings.database), settings.files, settings.backup.to, "/tmp"}); });
    doctor.look("Sao lưu", [&] { return keeping::look_at_backups(settings.backup.to, now); });
    doctor.look("Phông chữ", look_at_fonts);
    doctor.look("Giới hạn", keeping::look_at_limits);
    return doctor.conclude();
}

}  // namespace motcua::app
