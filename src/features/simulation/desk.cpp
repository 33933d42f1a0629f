#include "features/simulation/desk.hpp"

#include <cstring>

#include "platform/json/type.hpp"

namespace motcua::simulation {

namespace {

constexpr std::uint64_t filing_purpose = 3;
constexpr std::uint64_t first_act_purpose = 16;

constexpr std::string_view withdrawal_reasons[] = {"Công dân thay đổi nhu cầu", "Công dân muốn bổ sung rồi nộp lại sau", "Công dân nộp nhầm thủ tục"};
constexpr std::string_view stop_reasons[] = {"Công dân không bổ sung hồ sơ trong thời hạn", "Có tranh chấp đang được cơ quan khác giải quyết"};
constexpr std::string_view apology_reasons[] = {"Cần thêm thời gian xác minh thực địa", "Chờ ý kiến của cơ quan phối hợp", "Khối lượng hồ sơ trong ngày tăng cao"};
constexpr std::string_view return_reasons[] = {"Cần làm rõ căn cứ tại tờ trình", "Tờ trình còn lỗi, đề nghị sửa lại"};

std::string_view name_of(Act act)
{
    constexpr std::string_view names[] = {"receive", "forward", "take", "consult", "answer", "request_supplement", "supplement", "request_payment",
                                          "pay", "return_back", "extend", "approve", "approve_with_result", "record_result", "collect_fee",
                                          "hand_over", "withdraw", "stop"};
    return names[static_cast<std::size_t>(act)];
}

std::string refusal_text(std::string_view act, const Refusal& refusal)
{
    auto text = std::string(act) + ": " + refusal.code;
    for (const auto& problem : refusal.fields) text += " " + problem.field + "=" + problem.code;
    return text;
}

template <class List>
std::string some(const List& list, Random& random)
{
    return std::string(random.pick(list));
}

}  // namespace

Desk::Desk(const Surroundings& around, const Plan& plan, const ManualClock& clock)
    : m_catalogue(around.catalogue.now()), m_plan(plan), m_clock(clock), m_staff(around.db, clock, around.catalogue, around.vault), m_people(around.vault),
      m_dossiers({around.db, clock, around.catalogue, m_staff, m_people, around.vault, "", [](const dossiers::Change&) {}, false,
                  around.recorded}),
      m_directory(m_staff.directory()), m_crew(around.db.read([&](db::Connection& c) { return staff::actors(c, *m_directory, clock.now()); })),
      m_intake(plan, *m_catalogue, *m_directory), m_timetable(*m_catalogue)
{
}

Desk::Step Desk::file(const Arrival& arrival, Case& c)
{
    auto who = m_intake.newcomer(arrival);
    Random random(m_plan.seed, arrival.number, filing_purpose);
    c = Case{};
    c.number = arrival.number;
    c.unit = arrival.unit;
    c.intake_unit = who.intake_unit;
    c.route = who.route;
    c.fate = who.fate;
    c.course = who.course;
    c.return_method = who.filing.return_method;
    c.has_representative = who.filing.representative.has_value();
    c.reception = m_crew.somebody(centre_of(c.intake_unit), Permission::receive_dossiers, random);
    try {
        auto summary = m_dossiers.file(reception(c), who.filing);
        if (summary.code.size() >= c.code_text.size()) throw std::length_error("a dossier code is longer than expected");
        std::memcpy(c.code_text.data(), summary.code.data(), summary.code.size());
        if (who.filing.forward_now.value_or(false)) c.position = 0;
        take_over(c, summary, random, true);
        if (who.filing.fee && who.filing.fee->collected.value_or(false)) c.paid = c.fee;
        return step_from(c, summary, 1, random);
    } catch (const Refusal& refusal) {
        return {std::nullopt, 1, refusal_text("file " + who.filing.procedure, refusal)};
    }
}

Desk::Step Desk::go_on(Case& c)
{
    Random random(m_plan.seed, c.number, first_act_purpose + c.course.done);
    while (!c.course.is_finished()) {
        auto act = c.course.next();
        try {
            auto summary = do_act(c, act, random);
            ++c.course.done;
            if (!summary) continue;
            bool clock_started = act == Act::take && summary->due_at != c.due_at;
            take_over(c, *summary, random, clock_started || act == Act::receive || act == Act::supplement || act == Act::pay);
            return step_from(c, *summary, 1, random);
        } catch (const Refusal& refusal) {
            return {std::nullopt, 1, refusal_text(name_of(act), refusal)};
        }
    }
    return {};
}

void Desk::take_over(Case& c, const dossiers::Summary& summary, Random& random, bool plans_anew) const
{
    c.version = summary.version;
    c.fee = summary.fee_vnd;
    c.due_at = summary.due_at;
    if (plans_anew) c.target = m_timetable.target(c, m_clock.now(), random);
}

Desk::Step Desk::step_from(Case& c, const dossiers::Summary& summary, int acts, Random& random) const
{
    if (c.course.is_finished()) return {std::nullopt, acts, ""};
    return {m_timetable.next(c, m_clock.now(), summary.forward_by, random), acts, ""};
}

AgencyId Desk::centre_of(std::uint16_t unit) const
{
    const auto* centre = m_directory->centre_of(m_catalogue->units()[unit].code);
    if (!centre) throw std::runtime_error("no centre in " + m_catalogue->units()[unit].full_name);
    return centre->id;
}

AgencyId Desk::agency_of(const Case& c, const Stage& stage) const
{
    return stage.agency ? stage.agency : centre_of(c.intake_unit);
}

const Actor& Desk::holder(const Case& c, Random& random) const
{
    if (c.worker != Crew::nobody) return m_crew.at(c.worker);
    if (c.position < 0) return reception(c);
    const auto& stage = c.route->stages[static_cast<std::size_t>(c.position)];
    return somebody(agency_of(c, stage), stage.step->permission, random);
}

Desk::Answer Desk::do_act(Case& c, Act act, Random& random)
{
    switch (act) {
    case Act::receive:
    case Act::supplement:
    case Act::pay:
    case Act::collect_fee:
    case Act::withdraw: return do_at_centre(c, act, random);
    case Act::consult: return consult(c, random);
    case Act::answer: return answer(c, random);
    case Act::extend: return extend(c, random);
    case Act::approve: return approve(c, false, random);
    case Act::approve_with_result: return approve(c, true, random);
    case Act::record_result:
        return m_dossiers.record_result(somebody(c.route->division, Permission::process_dossiers, random), c.code(), c.version, result_of(c));
    case Act::hand_over: return hand_over(c, random);
    case Act::stop:
        return m_dossiers.stop(somebody(c.route->deciding, Permission::approve_dossiers, random), c.code(), c.version, some(stop_reasons, random));
    default: return examine(c, act, random);
    }
}

Desk::Answer Desk::do_at_centre(Case& c, Act act, Random& random)
{
    switch (act) {
    case Act::receive: return m_dossiers.receive(reception(c), c.code(), c.version);
    case Act::supplement: return m_dossiers.receive_supplement(reception(c), c.code(), c.version, {}, nullptr);
    case Act::withdraw: return m_dossiers.withdraw(reception(c), c.code(), c.version, some(withdrawal_reasons, random));
    default: break;
    }
    auto owed = c.fee - c.paid;
    if (owed == Vnd{}) return std::nullopt;
    c.paid = c.fee;
    return m_dossiers.confirm_payment(reception(c), c.code(), c.version, owed, "BL-" + std::to_string(c.number + 1));
}

Desk::Answer Desk::examine(Case& c, Act act, Random& random)
{
    const auto& actor = holder(c, random);
    switch (act) {
    case Act::take: {
        const auto& stage = c.route->stages[static_cast<std::size_t>(c.position)];
        c.worker = m_crew.somebody(agency_of(c, stage), stage.step->permission, random);
        return m_dossiers.take(m_crew.at(c.worker), c.code(), c.version, std::nullopt);
    }
    case Act::request_supplement:
        return m_dossiers.request_supplement(actor, c.code(), c.version, {{"Giấy tờ chứng minh còn thiếu"}, "Qua thẩm định thấy hồ sơ chưa đủ căn cứ", std::nullopt, std::nullopt});
    case Act::request_payment:
        return m_dossiers.request_payment(actor, c.code(), c.version, Vnd{random.between(50, 1500) * 1000}, "Nghĩa vụ tài chính theo thông báo");
    case Act::return_back:
        c.worker = Crew::nobody;
        --c.position;
        return m_dossiers.return_back(actor, c.code(), c.version, some(return_reasons, random));
    default: {
        auto summary = m_dossiers.forward(actor, c.code(), c.version, std::nullopt);
        c.worker = Crew::nobody;
        ++c.position;
        return summary;
    }
    }
}

Desk::Answer Desk::consult(Case& c, Random& random)
{
    while (!is_asked(*c.route, c.fate, c.consultation)) ++c.consultation;
    const auto& asked = c.route->consulted[c.consultation];
    return m_dossiers.consult(holder(c, random), c.code(), c.version, m_directory->at(asked.agency).code, asked.consultation->subject,
                              asked.consultation->working_days);
}

Desk::Answer Desk::answer(Case& c, Random& random)
{
    const auto& asked = c.route->consulted[c.consultation++];
    const auto& actor = somebody(asked.agency, Permission::process_dossiers, random);
    bool agrees = random.chance(0.97);
    return m_dossiers.answer_consultation(actor, c.code(), c.version, std::nullopt, agrees ? "Thống nhất" : "Đề nghị xem xét lại", agrees);
}

Desk::Answer Desk::extend(Case& c, Random& random)
{
    auto now = m_clock.now();
    if (!c.due_at || now > apology_by(*c.due_at, m_timetable.rules(c.unit))) return std::nullopt;
    auto promised = *c.due_at;
    auto later = m_timetable.extended(c, random);
    const auto& leader = somebody(c.route->deciding, Permission::approve_dossiers, random);
    auto summary = m_dossiers.extend(leader, c.code(), c.version, later, some(apology_reasons, random), std::nullopt);
    auto span = working_minutes(promised, later, m_timetable.rules(c.unit));
    c.target = after_working_minutes(promised, span * random.between(20, 90) / 100, m_timetable.rules(c.unit));
    return summary;
}

dossiers::ResultInput Desk::result_of(const Case& c) const
{
    const auto& results = c.route->procedure->results;
    auto name = c.fate.denied ? "Văn bản từ chối giải quyết" : results.empty() ? "Kết quả giải quyết" : results.front();
    return {std::to_string(c.number + 1) + "/KQ", name, std::nullopt, {}, c.return_method == dossiers::ReturnMethod::online};
}

Desk::Answer Desk::approve(Case& c, bool with_result, Random& random)
{
    const auto& actor = holder(c, random);
    auto outcome = c.fate.denied ? dossiers::Outcome::denied : dossiers::Outcome::granted;
    auto note = c.fate.denied ? std::optional<std::string>("Không đủ điều kiện theo quy định") : std::nullopt;
    auto result = with_result ? std::optional(result_of(c)) : std::nullopt;
    auto summary = m_dossiers.approve(actor, c.code(), c.version, outcome, note, result);
    c.worker = Crew::nobody;
    ++c.position;
    return summary;
}

Desk::Answer Desk::hand_over(Case& c, Random& random)
{
    const auto& actor = somebody(centre_of(c.intake_unit), Permission::hand_over_results, random);
    std::string checked = random.chance(0.7) ? "receipt" : "identity_card";
    bool to_representative = c.has_representative && c.return_method == dossiers::ReturnMethod::at_centre;
    if (to_representative) checked = "authorisation";
    if (c.return_method == dossiers::ReturnMethod::post) checked = "post";
    if (c.return_method == dossiers::ReturnMethod::online) checked = "online";
    return m_dossiers.hand_over(actor, c.code(), c.version, to_representative, checked, std::nullopt);
}

}  // namespace motcua::simulation
