#include "features/simulation/course.hpp"

#include <stdexcept>

namespace motcua::simulation {

namespace {

using dossiers::State;

bool is_result(Act act) { return act == Act::approve_with_result || act == Act::record_result; }
bool ends_in_another_way(Act act) { return act == Act::withdraw || act == Act::stop; }

// The state in which a dossier is after an act, as far as one may stay in it.
std::optional<State> state_after(Act act)
{
    switch (act) {
    case Act::receive: return State::received;
    case Act::take: return State::processing;
    case Act::request_supplement: return State::supplementing;
    case Act::request_payment: return State::awaiting_payment;
    case Act::approve_with_result:
    case Act::record_result: return State::resolved;
    case Act::hand_over: return State::returned;
    case Act::withdraw: return State::withdrawn;
    case Act::stop: return State::stopped;
    default: return std::nullopt;
    }
}

class CourseMaker {
public:
    CourseMaker(const Route& route, const Fate& fate, bool elsewhere, Random& random)
        : m_route(route), m_fate(fate), m_elsewhere(elsewhere), m_random(random)
    {
    }

    Course make()
    {
        if (m_fate.rejected || m_fate.stays_in == State::rejected) return {};
        if (m_fate.supplemented_at_intake) add_intake_supplement();
        for (const auto& stage : m_route.stages)
            if (!stage.step->returns) add_stage(stage);
        m_course.add(Act::collect_fee);
        m_course.add(Act::hand_over);
        if (m_fate.withdrawn || m_fate.stopped) cut_short();
        if (m_fate.stays_in) stay_in(*m_fate.stays_in);
        return m_course;
    }

private:
    void add_intake_supplement()
    {
        m_course.add(Act::supplement);
        m_course.add(Act::receive);
    }

    void add_stage(const Stage& stage)
    {
        bool is_first = &stage == &m_route.stages.front();
        bool came_with_filing = is_first && m_route.is_at_once && !m_fate.supplemented_at_intake;
        if (is_first && !came_with_filing) m_course.add(Act::forward);
        if ((is_first && !m_route.is_at_once) || (is_first && m_elsewhere) || (!m_route.is_at_once && m_random.chance(0.3))) m_course.add(Act::take);
        if (is_first) add_examination();
        if (stage.step->decides) return add_approval();
        m_course.add(Act::forward);
        if (is_first && m_fate.returned_back && !m_route.stages[1].step->decides) {
            m_course.add(Act::return_back);
            m_course.add(Act::forward);
        }
    }

    void add_examination()
    {
        if (m_fate.supplemented) {
            m_course.add(Act::request_supplement);
            m_course.add(Act::supplement);
        }
        for (std::size_t i = 0; i < m_route.consulted.size(); ++i)
            if (is_asked(m_route, m_fate, i)) {
                m_course.add(Act::consult);
                m_course.add(Act::answer);
            }
        if (m_fate.paid_on_the_way) {
            m_course.add(Act::request_payment);
            m_course.add(Act::pay);
        }
        if (m_fate.extended) m_course.add(Act::extend);
    }

    void add_approval()
    {
        if (m_random.chance(0.8)) return m_course.add(Act::approve_with_result);
        m_course.add(Act::approve);
        m_course.add(Act::record_result);
    }

    // Somewhere before the decision, when the dossier is not just out of the office's hands.
    void cut_short()
    {
        std::vector<std::uint8_t> places;
        for (std::uint8_t i = 0; i < m_course.length; ++i) {
            auto act = m_course.acts[i];
            if (act == Act::approve || act == Act::approve_with_result) break;
            bool stands_with_citizen = act == Act::supplement || act == Act::receive || act == Act::pay;
            if (!stands_with_citizen) places.push_back(i);
        }
        m_course.length = places.empty() ? 0 : m_random.pick(places);
        m_course.add(m_fate.withdrawn ? Act::withdraw : Act::stop);
    }

    void stay_in(State state)
    {
        if (state == State::received && !m_fate.supplemented_at_intake) {
            m_course.length = 0;
            return;
        }
        for (std::uint8_t i = 0; i < m_course.length; ++i) {
            bool is_registered_again = state == State::registered && m_course.acts[i] == Act::supplement;
            if (!is_registered_again && state_after(m_course.acts[i]) != state) continue;
            m_course.length = static_cast<std::uint8_t>(i + 1);
            return;
        }
    }

    const Route& m_route;
    const Fate& m_fate;
    bool m_elsewhere;
    Random& m_random;
    Course m_course;
};

}  // namespace

bool is_office_work(Act act)
{
    switch (act) {
    case Act::supplement:
    case Act::pay:
    case Act::collect_fee:
    case Act::hand_over:
    case Act::withdraw: return false;
    default: return true;
    }
}

bool is_asked(const Route& route, const Fate& fate, std::size_t consultation)
{
    return route.consulted[consultation].consultation->required || (consultation == 0 && fate.consulted);
}

int Course::left_to_result() const
{
    int left = 0;
    for (std::size_t i = done; i < length; ++i) {
        if (is_office_work(acts[i])) ++left;
        if (is_result(acts[i]) || ends_in_another_way(acts[i])) break;
    }
    return left;
}

void Course::add(Act act)
{
    if (length == longest) throw std::length_error("the course of a dossier has too many acts");
    acts[length++] = act;
}

Fate draw_fate(const Rates& rates, const Route& route, Random& random)
{
    Fate fate;
    fate.rejected = random.chance(rates.rejected);
    fate.supplemented_at_intake = random.chance(rates.supplemented_at_intake);
    fate.supplemented = !route.is_at_once && !fate.supplemented_at_intake && random.chance(rates.supplemented);
    fate.consulted = random.chance(rates.consulted);
    fate.paid_on_the_way = route.workflow->pauses_for_payment && random.chance(rates.paid_on_the_way);
    fate.returned_back = random.chance(rates.returned_back);
    fate.denied = random.chance(rates.denied);
    fate.withdrawn = random.chance(rates.withdrawn);
    fate.stopped = !fate.withdrawn && random.chance(rates.stopped);
    fate.late = !route.is_at_once && random.chance(rates.late);
    fate.extended = fate.late && random.chance(rates.extended);
    return fate;
}

Course course_of(const Route& route, const Fate& fate, bool elsewhere, Random& random)
{
    return CourseMaker(route, fate, elsewhere, random).make();
}

}  // namespace motcua::simulation
