#include "features/reports/settings.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "features/reports/counting.hpp"
#include "features/reports/lateness.hpp"
#include "platform/config/toml.hpp"

namespace motcua::reports {

namespace {

struct PeriodsFile {
    std::vector<Preset> periods;
};
BOOST_DESCRIBE_STRUCT(PeriodsFile, (), (periods))

struct FormsFile {
    std::vector<FormTitle> forms;
    std::vector<ReportSigner> signers;
    std::vector<Schedule> schedules;
};
BOOST_DESCRIBE_STRUCT(FormsFile, (), (forms, signers, schedules))

struct CausesFile {
    std::vector<Cause> causes;
};
BOOST_DESCRIBE_STRUCT(CausesFile, (), (causes))

class Reader {
public:
    explicit Reader(const std::vector<std::string>& folders) : m_folders(folders) {}

    template <class File>
    File read(const std::string& name)
    {
        File file;
        auto path = path_of(name);
        if (path.empty()) return fault("reports/" + name + ": this file is missing"), file;
        std::vector<toml::Fault> faults;
        if (auto root = toml::parse_file(path, faults)) toml::read_into(file, *root, faults);
        for (const auto& f : faults)
            fault(path + ":" + std::to_string(f.at.line) + ": " + (f.field.empty() ? "" : f.field + ": ") + f.message);
        return file;
    }

    void fault(std::string words) { m_faults.push_back(std::move(words)); }
    void require(bool holds, std::string words)
    {
        if (!holds) fault(std::move(words));
    }

    void throw_faults() const
    {
        if (m_faults.empty()) return;
        std::string words = "the reports' settings have faults:";
        for (const auto& fault : m_faults) words += "\n  " + fault;
        throw std::runtime_error(words);
    }

private:
    std::string path_of(const std::string& name) const
    {
        std::string found;
        for (const auto& folder : m_folders)
            if (auto path = folder + "/reports/" + name; std::filesystem::exists(path)) found = path;
        return found;
    }

    const std::vector<std::string>& m_folders;
    std::vector<std::string> m_faults;
};

void check_periods(const Settings& settings, Reader& reader)
{
    for (const auto& period : settings.periods)
        reader.require(period.last_day >= 0 && period.last_day <= 28, "reports/periods.toml: " + period.code + ": last_day is 1 to 28");
    for (const auto* code : {"day", "week", "month", "quarter", "half_year", "year"})
        reader.require(settings.period(code), "reports/periods.toml: there is no period " + std::string(code));
}

void check_causes(const Settings& settings, Reader& reader)
{
    for (const auto& cause : settings.causes)
        for (const auto& mark : cause.marks)
            reader.require(is_cause_mark(mark), "reports/causes.toml: " + cause.code + ": there is no mark " + mark);
    reader.require(!settings.causes.empty() && settings.causes.back().marks.empty(), "reports/causes.toml: the last cause has no marks: it takes the rest");
}

void check_index(const Settings& settings, Reader& reader)
{
    const auto& rules = settings.index;
    for (const auto& component : rules.components) {
        auto known = std::any_of(rules.groups.begin(), rules.groups.end(), [&](const auto& group) { return group.code == component.group; });
        reader.require(known, "reports/index.toml: " + component.code + ": there is no group " + component.group);
        for (const auto& part : component.parts) {
            reader.require(part.points >= 0, "reports/index.toml: " + component.code + ": points are 0 or more");
            reader.require(part.full_at >= 1 && part.full_at <= 100, "reports/index.toml: " + component.code + ": full_at is 1 to 100");
        }
    }
    for (const auto& code : rules.kept_periods)
        reader.require(settings.period(code), "reports/index.toml: there is no period " + code);
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

void check_forms(const Settings& settings, Reader& reader)
{
    for (const auto& signer : settings.signers)
        reader.require(is_one_of(signer.of, {"city", "commune", "department", "division"}), "reports/forms.toml: nobody signs for " + signer.of);
    for (const auto& schedule : settings.schedules) {
        reader.require(is_one_of(schedule.form, {"ii06a", "ii06b", "lateness", "index"}), "reports/forms.toml: there is no form " + schedule.form);
        reader.require(settings.period(schedule.period), "reports/forms.toml: there is no period " + schedule.period);
        bool fits = (schedule.of == "city" && is_one_of(schedule.by, {"unit", "subject", "procedure"})) ||
                    (schedule.of == "units" && is_one_of(schedule.by, {"division", "subject", "procedure"}));
        reader.require(fits, "reports/forms.toml: " + schedule.form + " of " + schedule.of + " by " + schedule.by + " cannot be made");
    }
}

}  // namespace

const Preset* Settings::period(std::string_view code) const
{
    for (const auto& period : periods)
        if (period.code == code) return &period;
    return nullptr;
}

const FormTitle& Settings::form(std::string_view code, Day on) const
{
    const FormTitle* found = nullptr;
    for (const auto& form : forms)
        if (form.code == code && (!found || form.from <= on)) found = &form;
    if (!found) throw std::out_of_range("no form " + std::string(code));
    return *found;
}

ReportSigner Settings::signer(std::string_view of, Day on) const
{
    ReportSigner found;
    for (const auto& signer : signers)
        if (signer.of == of && signer.from <= on) found = signer;
    return found;
}

std::shared_ptr<const Settings> load_settings(const std::vector<std::string>& folders)
{
    Reader reader(folders);
    auto settings = std::make_shared<Settings>();
    settings->periods = reader.read<PeriodsFile>("periods.toml").periods;
    settings->rating = reader.read<RatingRules>("rating.toml");
    auto forms = reader.read<FormsFile>("forms.toml");
    settings->forms = std::move(forms.forms);
    settings->signers = std::move(forms.signers);
    settings->schedules = std::move(forms.schedules);
    settings->causes = reader.read<CausesFile>("causes.toml").causes;
    settings->index = reader.read<IndexRules>("index.toml");
    std::stable_sort(settings->forms.begin(), settings->forms.end(),
                     [](const auto& a, const auto& b) { return std::tie(a.code, a.from) < std::tie(b.code, b.from); });
    check_periods(*settings, reader);
    check_causes(*settings, reader);
    check_index(*settings, reader);
    check_forms(*settings, reader);
    reader.throw_faults();
    return settings;
}

}  // namespace motcua::reports
