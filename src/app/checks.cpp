#include <cstdio>

#include <unistd.h>

#include "app/commands.hpp"
#include "app/program.hpp"
#include "features/dossiers/verify.hpp"

namespace motcua::app {

namespace {

std::function<void(std::int64_t)> progress_on_terminal()
{
    return [](std::int64_t done) {
        if (isatty(STDERR_FILENO) && done % 50'000 < 500) std::fprintf(stderr, "\r%lld hồ sơ…", static_cast<long long>(done));
    };
}

std::string words_for(const dossiers::VerificationFault& fault)
{
    auto row = fault.seq > 0 ? ", dòng nhật ký số " + std::to_string(fault.seq) : "";
    if (fault.kind == "changed") return fault.code + row + ": nội dung đã bị sửa";
    if (fault.kind == "missing") return fault.code + row + ": bị mất";
    if (fault.kind == "reordered") return fault.code + row + ": bị đổi chỗ";
    if (fault.kind == "end_differs") return fault.code + row + ": không khớp với hồ sơ";
    if (fault.kind == "content_changed") return fault.code + ": nội dung nộp không khớp với nhật ký";
    if (fault.kind == "state_differs") return fault.code + ": trạng thái lưu không khớp với nhật ký";
    if (fault.kind == "code_missing") return fault.code + ": thiếu hồ sơ trong dãy mã";
    return fault.code + row + ": nhật ký không có hồ sơ";
}

}  // namespace

int check_catalogue(const Settings& settings)
{
    std::vector<std::string> folders{settings.catalogue};
    if (!settings.own_catalogue.empty()) folders.push_back(settings.own_catalogue);
    auto loaded = catalogue::load(folders);
    for (const auto& fault : loaded.faults) std::fprintf(stderr, "%s\n", catalogue::describe(fault).c_str());
    if (!loaded.faults.empty()) return std::fprintf(stderr, "%zu lỗi: danh mục chưa được nạp\n", loaded.faults.size()), 1;
    auto database = open_database(settings);
    SystemClock clock;
    auto report = catalogue::install(*database, *loaded.snapshot, clock.now(), dossiers::uses_of);
    std::printf("%s", catalogue::describe(report).c_str());
    return report.is_refused() ? 1 : 0;
}

int verify_journal(const Settings& settings)
{
    auto database = open_present_database(settings);
    auto result = dossiers::verify(*database, progress_on_terminal());
    for (const auto& fault : result.faults) std::printf("%s\n", words_for(fault).c_str());
    std::printf("%lld hồ sơ, %lld dòng nhật ký, %zu lỗi\n", static_cast<long long>(result.dossiers), static_cast<long long>(result.entries),
                result.faults.size());
    return result.faults.empty() ? 0 : 1;
}

int recount_reports(const Settings& settings)
{
    SystemClock clock;
    Program program(settings, clock, open_present_database(settings), load_catalogue(settings));
    auto done = reports::recount(program.reports, progress_on_terminal());
    std::printf("\nđã đếm lại từ nhật ký %lld hồ sơ\n", static_cast<long long>(done));
    return 0;
}

int verify_reports(const Settings& settings)
{
    SystemClock clock;
    Program program(settings, clock, open_present_database(settings), load_catalogue(settings));
    auto check = reports::verify(program.reports, progress_on_terminal());
    if (!check.is_same()) std::printf("\nkhác nhau đầu tiên: %s\n", check.first_difference.c_str());
    std::printf("\n%lld hồ sơ, %lld hồ sơ có số liệu khác nhật ký\n", static_cast<long long>(check.dossiers), static_cast<long long>(check.differing));
    return check.is_same() ? 0 : 1;
}

}  // namespace motcua::app
