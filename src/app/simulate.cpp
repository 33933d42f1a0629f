#include <chrono>
#include <cstdio>
#include <stdexcept>

#include <unistd.h>

#include "app/commands.hpp"
#include "app/program.hpp"
#include "features/keeping/keeping.hpp"
#include "features/simulation/city.hpp"
#include "features/simulation/simulation.hpp"

namespace motcua::app {

namespace {

using std::chrono::steady_clock;

// "443.221"
std::string grouped(std::int64_t number)
{
    auto text = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ".");
    return text;
}

// A bar where a person watches, a line now and then elsewhere.
class ProgressDisplay {
public:
    void show(const simulation::Progress& p)
    {
        auto now = steady_clock::now();
        bool is_last = p.filed == p.planned;
        if (now - m_shown < (m_is_terminal ? std::chrono::milliseconds(200) : std::chrono::seconds(5)) && !is_last) return;
        m_shown = now;
        auto seconds = std::chrono::duration<double>(now - m_start).count();
        auto rate = static_cast<std::int64_t>(static_cast<double>(p.filed) / std::max(seconds, 0.001));
        auto filled = static_cast<std::size_t>(p.planned == 0 ? bar_length : bar_length * p.filed / p.planned);
        auto bar = m_is_terminal ? "\r[" + std::string(filled, '#') + std::string(bar_length - filled, ' ') + "] " : std::string();
        std::fprintf(stderr, "%s%s/%s hồ sơ, đến %s, %s hồ sơ/giây%s", bar.c_str(), grouped(p.filed).c_str(), grouped(p.planned).c_str(),
                     short_date(day_in_vietnam(p.at)).c_str(), grouped(rate).c_str(), m_is_terminal ? "   " : "\n");
    }

    double finish()
    {
        if (m_is_terminal) std::fprintf(stderr, "\n");
        return std::chrono::duration<double>(steady_clock::now() - m_start).count();
    }

private:
    static constexpr std::int64_t bar_length = 30;

    bool m_is_terminal = isatty(STDERR_FILENO) == 1;
    steady_clock::time_point m_start = steady_clock::now();
    steady_clock::time_point m_shown = m_start - std::chrono::hours(1);
};

simulation::Plan plan_of(const SimulateSettings& wanted)
{
    simulation::Plan plan;
    plan.from = parse_day(wanted.from).value();
    plan.to = parse_day(wanted.to).value();
    plan.until = instant_in_vietnam(plan.to + std::chrono::days(1), MinuteOfDay(0)) - std::chrono::milliseconds(1);
    plan.city = wanted.city;
    plan.communes = wanted.communes;
    plan.seed = static_cast<std::uint64_t>(wanted.seed);
    return plan;
}

// Sums of the totals by a name of theirs, in the order in which the names come.
template <class NameOf>
void print_sums(const char* heading, const simulation::Report& report, NameOf name_of)
{
    std::vector<std::pair<std::string, std::int64_t>> sums;
    for (const auto& total : report.totals) {
        std::string name(name_of(total));
        auto found = std::find_if(sums.begin(), sums.end(), [&](const auto& sum) { return sum.first == name; });
        if (found == sums.end()) sums.emplace_back(name, total.dossiers);
        else found->second += total.dossiers;
    }
    std::sort(sums.begin(), sums.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::int64_t all = 0;
    std::printf("%s\n", heading);
    for (const auto& [name, sum] : sums) {
        std::printf("  %12s  %s\n", grouped(sum).c_str(), name.c_str());
        all += sum;
    }
    std::printf("  %12s  cộng\n", grouped(all).c_str());
}

std::string_view channel_name(catalogue::Channel channel)
{
    switch (channel) {
    case catalogue::Channel::counter: return "tại quầy";
    case catalogue::Channel::online: return "trực tuyến";
    case catalogue::Channel::post: return "bưu chính";
    case catalogue::Channel::kiosk: return "ki-ốt";
    case catalogue::Channel::mobile: return "tổ lưu động";
    }
    return "";
}

std::string_view timeliness_name(const dossiers::Total& total)
{
    if (!total.timeliness) return total.overdue ? "chưa xong, quá hạn" : dossiers::is_terminal(total.state) ? "không tính hạn" : "chưa xong hoặc không có hạn";
    switch (*total.timeliness) {
    case Timeliness::early: return "xong trước hạn";
    case Timeliness::on_time: return "xong đúng hạn";
    case Timeliness::late: return "xong quá hạn";
    }
    return "";
}

void print(const simulation::Report& report, double seconds)
{
    std::int64_t supplements = 0;
    for (const auto& total : report.totals) supplements += total.supplements;
    std::printf("Cấp giải quyết\n  %12s  cấp xã (kế hoạch %s)\n  %12s  cấp thành phố (kế hoạch %s)\n", grouped(report.found_in_communes).c_str(),
                grouped(report.planned_in_communes).c_str(), grouped(report.found_in_city).c_str(), grouped(report.planned_in_city).c_str());
    print_sums("Kênh nộp", report, [](const dossiers::Total& total) { return channel_name(total.channel); });
    print_sums("Trạng thái", report, [](const dossiers::Total& total) { return dossiers::vietnamese_name(total.state); });
    print_sums("Thời hạn", report, timeliness_name);
    std::printf("Yêu cầu bổ sung: %s lần\n", grouped(supplements).c_str());
    for (const auto& id : report.without_procedure) std::printf("Không dùng được thủ tục %s: chưa có hiệu lực hoặc không nộp tại trung tâm\n", id.c_str());
    for (const auto& [refusal, count] : report.refusals) std::printf("BỊ TỪ CHỐI %s lần: %s\n", grouped(count).c_str(), refusal.c_str());
    auto rate = [&](std::int64_t count) { return grouped(static_cast<std::int64_t>(static_cast<double>(count) / std::max(seconds, 0.001))); };
    std::printf("%s hồ sơ, %s thao tác trong %.1f giây: %s hồ sơ/giây, %s thao tác/giây\n", grouped(report.filed).c_str(), grouped(report.acts).c_str(), seconds,
                rate(report.filed).c_str(), rate(report.acts).c_str());
    std::printf("%s\n", report.adds_up() ? "Số liệu khớp với kế hoạch" : "SỐ LIỆU KHÔNG KHỚP VỚI KẾ HOẠCH");
}

}  // namespace

int simulate(const Settings& settings)
{
    auto plan = plan_of(settings.simulate);
    auto database = open_database(settings);
    catalogue::Catalogue catalogue(load_catalogue(settings));
    auto vault = keeping::open_vault(*database, settings.key_file);
    ManualClock start(instant_in_vietnam(plan.from, MinuteOfDay(0)));
    install_catalogue(*database, *catalogue.now(), SystemClock());
    if (simulation::is_empty(*database)) {
        auto password = settings.sample_password.empty() ? crypto::random_token() : settings.sample_password;
        simulation::build_city(*database, start, *catalogue.now(), password);
    }
    staff::Staff staff(*database, start, catalogue, vault);
    reports::SettingsInForce report_settings(load_report_settings(settings));
    SystemClock clock;
    reports::Services reports{*database, clock, catalogue, staff, report_settings};
    auto count = [&](db::Connection& c, const dossiers::Recorded& act) { reports::count(reports, c, act); };
    ProgressDisplay display;
    auto report = simulation::run({*database, catalogue, vault, count}, plan, [&](const simulation::Progress& progress) { display.show(progress); });
    print(report, display.finish());
    reports::close_days(reports);
    return report.adds_up() ? 0 : 1;
}

}  // namespace motcua::app
