#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "features/reports/index.hpp"
#include "features/reports/period.hpp"

// What the law and the city decide about the reports, as files of catalogue/reports/: by date, never in code.
namespace motcua::reports {

// The head of a form (biểu mẫu).
struct FormTitle {
    std::string code;                            // "ii06a"
    std::string number;                          // "Biểu số II.06a/VPCP/KSTT"
    std::string title;
    std::string issued_with;
    Day from{};
};
BOOST_DESCRIBE_STRUCT(FormTitle, (), (code, number, title, issued_with, from))

enum class Side { office, outside };             // Nguyên nhân chủ quan, khách quan
BOOST_DESCRIBE_ENUM(Side, office, outside)

// Nguyên nhân quá hạn.
struct Cause {
    std::string code;
    std::string name;
    Side side = Side::office;
    std::vector<std::string> marks;              // A dossier that has one of them; none: every dossier
    Day from{};
    std::optional<Day> until;                    // Inclusive
};
BOOST_DESCRIBE_STRUCT(Cause, (), (code, name, side, marks, from, until))

// Who signs a report on paper.
struct ReportSigner {
    std::string of;                              // city, commune, department, division
    std::string authority;                       // "TM. ỦY BAN NHÂN DÂN" or ""
    std::string position;
    Day from{};
};
BOOST_DESCRIBE_STRUCT(ReportSigner, (), (of, authority, position, from))

// A report that is made and kept when its period is over.
struct Schedule {
    std::string form;                            // ii06a, ii06b, lateness, index
    std::string period;                          // Code of a preset
    std::string of;                              // city, units
    std::string by;                              // unit, subject, …
};
BOOST_DESCRIBE_STRUCT(Schedule, (), (form, period, of, by))

// Đánh giá: catalogue/reports/rating.toml.
struct RatingRules {
    bool enabled = false;
    std::string legal_basis;
    std::int64_t online_procedures_for_two = 20; // Percent, likewise the next two
    std::int64_t online_dossiers_for_two = 30;
    std::int64_t online_dossiers_for_one = 15;
    std::vector<Band> officer_grades;            // Tenths, the best first
    std::vector<Band> unit_grades;
};
BOOST_DESCRIBE_STRUCT(RatingRules, (), (enabled, legal_basis, online_procedures_for_two, online_dossiers_for_two, online_dossiers_for_one, officer_grades,
    unit_grades))

struct Settings {
    std::vector<Preset> periods;
    std::vector<FormTitle> forms;                // By code, then day
    std::vector<Cause> causes;                   // In the order in which they are tried
    IndexRules index;
    std::vector<ReportSigner> signers;           // By what they sign for, then day
    std::vector<Schedule> schedules;
    RatingRules rating;

    const Preset* period(std::string_view code) const;
    const FormTitle& form(std::string_view code, Day on) const;          // Throws std::out_of_range
    ReportSigner signer(std::string_view of, Day on) const;              // Empty when there is none
};

// Reads reports/*.toml of the catalogue's folders; a file of a later folder stands in place of the same file of an earlier one.
// Throws std::runtime_error that lists every fault.
std::shared_ptr<const Settings> load_settings(const std::vector<std::string>& catalogue_folders);

// The settings in force: replaced as a whole while others read them.
class SettingsInForce {
public:
    explicit SettingsInForce(std::shared_ptr<const Settings> settings) : m_settings(std::move(settings)) {}

    std::shared_ptr<const Settings> now() const
    {
        std::lock_guard lock(m_mutex);
        return m_settings;
    }
    void replace(std::shared_ptr<const Settings> settings)
    {
        std::lock_guard lock(m_mutex);
        m_settings = std::move(settings);
    }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const Settings> m_settings;
};

}  // namespace motcua::reports
