#include <algorithm>
#include <limits>
#include <set>

#include "features/catalogue/collected.hpp"
#include "features/catalogue/rules.hpp"

namespace motcua::catalogue {

namespace {

class FeeCheck {
public:
    FeeCheck(const Document<ProcedureFile>& document, const forms::Form* form, const Collected& all, FaultList& faults)
        : m_source(document.source), m_fees(document.value.fees), m_form(form), m_faults(faults)
    {
        for (const auto& unit : all.units) m_areas.insert(unit.value.area);
    }

    void check()
    {
        std::set<std::string> codes;
        for (std::size_t i = 0; i < m_fees.size(); ++i) {
            const auto& fee = m_fees[i];
            auto field = "fees[" + std::to_string(i) + "]";
            require(codes.insert(fee.code).second, field + ".code", "the code \"" + fee.code + "\" stands twice");
            amounts(fee, field);
            reach(fee, field);
            pages(fee, field);
            conditions(fee, field);
            neighbours(i, field);
        }
    }

private:
    void require(bool condition, const std::string& field, std::string message)
    {
        if (!condition) m_faults.add(m_source, field, std::move(message));
    }

    void amounts(const Fee& fee, const std::string& field)
    {
        require(!fee.amount || (fee.amount->dong >= 0 && fee.amount->dong <= 1'000'000'000), field + ".amount",
            "an amount from 0 to 1000000000 is expected");
        require(fee.amount || fee.case_name, field + ".amount", "an amount is expected, or a case_name that says where it stands");
        require(!fee.cap || fee.cap->dong > 0, field + ".cap", "an amount from 1 is expected");
        require(!fee.cap || fee.per == "trang", field + ".cap", "a cap is for fees per \"trang\"");
    }

    void reach(const Fee& fee, const std::string& field)
    {
        require(!fee.channel || *fee.channel == "direct" || *fee.channel == "online", field + ".channel",
                "\"direct\" or \"online\" is expected, found \"" + fee.channel.value_or("") + "\"");
        require(!fee.area || m_areas.contains(*fee.area), field + ".area", "no unit is in the area \"" + fee.area.value_or("") + "\"");
        require(!fee.from || !fee.until || *fee.until >= *fee.from, field + ".until", "a day not before from is expected");
    }

    void pages(const Fee& fee, const std::string& field)
    {
        require(fee.units_from >= 1, field + ".units_from", "a whole number from 1 is expected");
        require(!fee.units_to || *fee.units_to >= fee.units_from, field + ".units_to", "a number not less than units_from is expected");
        require(!is_step(fee) || fee.per == "trang", field + (fee.units_to ? ".units_to" : ".units_from"), "steps are for fees per \"trang\"");
    }

    void conditions(const Fee& fee, const std::string& field)
    {
        if (!m_form) {
            require(fee.when.empty(), field + ".when", "conditions look at the answers of a form, but the procedure has none");
            require(!fee.counted_by, field + ".counted_by", "the answers of a form count, but the procedure has none");
            return;
        }
        for (const auto& fault : forms::faults_of(fee.when, *m_form, forms::DayConditions::allowed))
            require(false, field + "." + fault.path, fault.message);
        if (!fee.counted_by) return;
        const auto* counter = forms::find_field(*m_form, *fee.counted_by);
        bool is_number = counter && counter->type == forms::FieldType::number;
        bool is_group = counter && counter->type == forms::FieldType::group && has_number(*counter, "pages") && has_number(*counter, "copies");
        require(is_number || is_group, field + ".counted_by", "a number of the form, or a group with the numbers pages and copies, is expected");
        require(fee.per == "trang" || fee.per == "bản", field + ".counted_by", "only fees per \"trang\" or \"bản\" are counted");
    }

    static bool has_number(const forms::Field& group, std::string_view name)
    {
        auto is_it = [&](const forms::Field& f) { return f.name == name && f.type == forms::FieldType::number; };
        return std::any_of(group.fields.begin(), group.fields.end(), is_it);
    }

    // Against the lines of the same group before it.
    void neighbours(std::size_t index, const std::string& field)
    {
        const auto& fee = m_fees[index];
        for (std::size_t i = 0; i < index; ++i) {
            const auto& before = m_fees[i];
            if (before.group != fee.group) continue;
            require(before.charge == fee.charge, field + ".charge", "the group \"" + fee.group
                + "\" has charges and fees; all lines of a group are alternatives");
            if (is_step(before) && is_step(fee) && may_meet(before, fee)) steps(before, fee, field);
        }
    }

    void steps(const Fee& before, const Fee& fee, const std::string& field)
    {
        auto end = [](const Fee& f) { return f.units_to.value_or(std::numeric_limits<int>::max()); };
        bool overlap = fee.units_from <= end(before) && before.units_from <= end(fee);
        require(!overlap, field + ".units_from", "the pages overlap those of \"" + before.code + "\"");
        require(before.counted_by == fee.counted_by, field + ".counted_by", "the steps of one price are counted alike");
    }

    // Whether both lines can apply to one dossier. Different conditions are taken to exclude each other.
    static bool may_meet(const Fee& a, const Fee& b)
    {
        auto differ = [](const auto& x, const auto& y) { return x && y && *x != *y; };
        if (differ(a.channel, b.channel) || differ(a.area, b.area)) return false;
        if (a.until && b.from && *a.until < *b.from) return false;
        if (b.until && a.from && *b.until < *a.from) return false;
        return std::equal(a.when.begin(), a.when.end(), b.when.begin(), b.when.end(), [](const auto& x, const auto& y) {
            return std::tie(x.field, x.equals, x.one_of, x.answered, x.at_least, x.within_days, x.beyond_days) ==
                   std::tie(y.field, y.equals, y.one_of, y.answered, y.at_least, y.within_days, y.beyond_days);
        });
    }

    const Source& m_source;
    const std::vector<Fee>& m_fees;
    const forms::Form* m_form;
    FaultList& m_faults;
    std::set<std::string> m_areas;
};

}  // namespace

void check_fees(const Document<ProcedureFile>& document, const forms::Form* form, const Collected& all, FaultList& faults)
{
    FeeCheck(document, form, all, faults).check();
}

}  // namespace motcua::catalogue
