#include <algorithm>
#include <limits>

#include "domain/refusal.hpp"
#include "features/catalogue/rules.hpp"

namespace motcua::catalogue {

namespace {

constexpr std::int64_t max_fee_count = 100'000;

// A kiosk files electronically (NĐ 309/2026 Đ17.2a); a mobile team takes paper.
std::string_view fee_channel(Channel channel)
{
    return channel == Channel::online || channel == Channel::kiosk ? "online" : "direct";
}

// A paper dossier comes without answers: then conditions decide nothing and a person chooses.
bool has_answers(const FeeQuestion& question) { return question.answers.object() && !question.answers.object()->empty(); }

bool applies(const Fee& fee, const FeeQuestion& question)
{
    if (fee.channel && *fee.channel != fee_channel(question.channel)) return false;
    if (fee.area && *fee.area != question.area) return false;
    if (fee.from && question.on < *fee.from) return false;
    if (fee.until && question.on > *fee.until) return false;
    return !has_answers(question) || forms::all_hold(fee.when, question.answers, question.on);
}

using FeeList = std::vector<const Fee*>;

// One price for a number of pages, or the steps that make one together: 2.000 đ for pages 1–2, 1.000 đ from page 3.
struct Tariff {
    FeeList steps;

    bool has(std::string_view code) const
    {
        return std::any_of(steps.begin(), steps.end(), [&](const Fee* step) { return step->code == code; });
    }
    bool is_free() const
    {
        return std::all_of(steps.begin(), steps.end(), [](const Fee* step) { return step->amount && step->amount->dong == 0; });
    }
};

std::vector<Tariff> tariffs_of(const FeeList& fees)
{
    std::vector<Tariff> tariffs;
    std::size_t stepped = 0;
    for (const auto* fee : fees) {
        if (!is_step(*fee)) {
            tariffs.push_back({{fee}});
        } else if (stepped > 0) {
            tariffs[stepped - 1].steps.push_back(fee);
        } else {
            tariffs.push_back({{fee}});
            stepped = tariffs.size();
        }
    }
    for (auto& tariff : tariffs)
        std::sort(tariff.steps.begin(), tariff.steps.end(), [](const Fee* a, const Fee* b) { return a->units_from < b->units_from; });
    return tariffs;
}

// The alternatives of one group that apply; those with conditions that hold come before those without.
std::vector<Tariff> alternatives(const Procedure& procedure, const std::string& group, const FeeQuestion& question)
{
    FeeList fees;
    for (const auto& fee : procedure.fees)
        if (fee.group == group && applies(fee, question)) fees.push_back(&fee);
    auto is_conditional = [](const Fee* fee) { return !fee->when.empty(); };
    if (!has_answers(question)) {
        // What only an answer can call for (more copies) is not charged unless it is chosen.
        bool is_extra = std::all_of(fees.begin(), fees.end(), is_conditional) && !question.chosen.contains(group);
        return tariffs_of(is_extra ? FeeList{} : fees);
    }
    if (std::any_of(fees.begin(), fees.end(), is_conditional)) std::erase_if(fees, std::not_fn(is_conditional));
    return tariffs_of(fees);
}

// An original of some pages, of which some copies are wanted.
struct Original {
    std::int64_t pages = 0;
    std::int64_t copies = 1;
};

class Quoting {
public:
    Quoting(const Procedure& procedure, const FeeQuestion& question, std::string_view prefix)
        : m_procedure(procedure), m_question(question), m_prefix(prefix)
    {
    }

    FeeQuote quote()
    {
        require_count(m_question.pages, 0, "pages");
        require_count(m_question.copies, 1, "copies");
        require_known_choices();
        if (!m_question.exemption.empty()) return exempt();
        std::vector<std::string> groups;
        for (const auto& fee : m_procedure.fees)
            if (std::find(groups.begin(), groups.end(), fee.group) == groups.end()) groups.push_back(fee.group);
        for (const auto& group : groups) charge_group(group);
        return std::move(m_quote);
    }

private:
    void require_count(std::int64_t count, std::int64_t least, std::string_view field) const
    {
        if (count < least) throw bad_field(m_prefix + std::string(field), "too_small", {{"min", std::to_string(least)}});
        if (count > max_fee_count) throw bad_field(m_prefix + std::string(field), "too_large", {{"max", std::to_string(max_fee_count)}});
    }

    void require_known_choices() const
    {
        for (const auto& [group, code] : m_question.chosen) {
            auto tariffs = alternatives(m_procedure, group, m_question);
            bool known = std::any_of(tariffs.begin(), tariffs.end(), [&](const Tariff& tariff) { return tariff.has(code); });
            if (!known) throw bad_field(m_prefix + "chosen." + group, "unknown_choice");
        }
    }

    FeeQuote exempt()
    {
        const auto& known = m_procedure.exemptions;
        if (std::find(known.begin(), known.end(), m_question.exemption) == known.end()) throw bad_field(m_prefix + "exemption", "unknown_choice");
        m_quote.exempt_because = m_question.exemption;
        return std::move(m_quote);
    }

    void charge_group(const std::string& group)
    {
        auto tariffs = alternatives(m_procedure, group, m_question);
        if (auto chosen = m_question.chosen.find(group); chosen != m_question.chosen.end())
            std::erase_if(tariffs, [&](const Tariff& tariff) { return !tariff.has(chosen->second); });
        if (tariffs.empty()) return;
        // Nobody is asked to choose between nothing and nothing.
        bool all_free = std::all_of(tariffs.begin(), tariffs.end(), [](const Tariff& tariff) { return tariff.is_free(); });
        bool is_charged = (tariffs.size() == 1 || all_free) && charge(tariffs.front());
        if (!is_charged) m_quote.open_groups.push_back(group);
    }

    // False when nobody has counted the pages.
    bool charge(const Tariff& tariff)
    {
        auto originals = originals_of(*tariff.steps.front());
        bool by_page = tariff.steps.front()->per == "trang";
        if (by_page && std::any_of(originals.begin(), originals.end(), [](const Original& o) { return o.pages < 1; })) return tariff.is_free();
        std::vector<FeeLine> lines;
        for (const auto* step : tariff.steps) lines.push_back({step->code, step->name, 0, Vnd{}, step->legal_basis});
        for (const auto& original : originals) charge_original(tariff, original, lines);
        for (auto& line : lines) {
            if (line.quantity == 0) continue;
            m_quote.total = m_quote.total + line.amount;
            m_quote.lines.push_back(std::move(line));
        }
        return true;
    }

    void charge_original(const Tariff& tariff, const Original& original, std::vector<FeeLine>& lines)
    {
        std::int64_t left_for_one_copy = std::numeric_limits<std::int64_t>::max();
        for (const auto* step : tariff.steps)
            if (step->cap) left_for_one_copy = std::min(left_for_one_copy, step->cap->dong);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto& step = *tariff.steps[i];
            auto units = units_of(step, original);
            if (units == 0) continue;
            if (!step.amount) {
                m_quote.unknown_amount = true;
                continue;
            }
            auto one_copy = std::min((*step.amount * units).dong, left_for_one_copy);
            left_for_one_copy -= one_copy;
            lines[i].quantity += units * original.copies;
            lines[i].amount = lines[i].amount + Vnd{one_copy} * original.copies;
        }
    }

    static std::int64_t units_of(const Fee& fee, const Original& original)
    {
        if (fee.per != "trang") return 1;
        auto last = std::min<std::int64_t>(original.pages, fee.units_to.value_or(static_cast<int>(max_fee_count)));
        return std::max<std::int64_t>(0, last - fee.units_from + 1);
    }

    std::vector<Original> originals_of(const Fee& fee) const
    {
        if (fee.per != "trang" && fee.per != "bản") return {Original{}};
        bool counted_by_officer = m_question.pages > 0 || m_question.copies != 1;
        const auto* answer = fee.counted_by && !counted_by_officer ? m_question.answers.find(*fee.counted_by) : nullptr;
        if (!answer) return {{m_question.pages, m_question.copies}};
        if (const auto* count = answer->integer()) return {{m_question.pages, counted(*count)}};
        std::vector<Original> originals;
        for (const auto& row : answer->array() ? *answer->array() : json::Array{}) {
            const auto* pages = row.find("pages");
            const auto* copies = row.find("copies");
            originals.push_back({pages && pages->integer() ? counted(*pages->integer()) : 0,
                copies && copies->integer() ? counted(*copies->integer()) : 1});
        }
        return originals;
    }

    static std::int64_t counted(std::int64_t answer) { return std::clamp<std::int64_t>(answer, 0, max_fee_count); }

    const Procedure& m_procedure;
    const FeeQuestion& m_question;
    std::string m_prefix;
    FeeQuote m_quote;
};

}  // namespace

bool is_step(const Fee& fee) { return fee.units_from > 1 || fee.units_to.has_value(); }

FeeQuote quote(const Procedure& procedure, const FeeQuestion& question, std::string_view prefix)
{
    return Quoting(procedure, question, prefix).quote();
}

const LimitCase* limit_for(const Procedure& procedure, const json::Value& answers)
{
    const LimitCase* general = nullptr;
    for (const auto& limit : procedure.limits) {
        if (limit.when.empty()) {
            if (!general) general = &limit;
        } else if (forms::all_hold(limit.when, answers, Day{})) {
            return &limit;
        }
    }
    return general;
}

}  // namespace motcua::catalogue
