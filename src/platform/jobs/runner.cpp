#include <thread>

#include "platform/jobs/bell.hpp"
#include "platform/jobs/leases.hpp"
#include "platform/jobs/queue.hpp"
#include "platform/log.hpp"
#include "platform/text/text.hpp"

namespace motcua::jobs {

namespace {

constexpr std::chrono::hours done_is_remembered{90 * 24};
constexpr std::chrono::hours between_cleanings{1};

// How an attempt ended. An error that cannot be stored would keep its job from being put aside.
struct Outcome {
    enum class Kind { done, failed_for_now, failed_for_good } kind = Kind::done;
    std::string error = {};
};

std::string readable(const char* error)
{
    return text::is_valid_utf8(error) ? error : "an error that is not readable";
}

Outcome attempt(const Runner::Handler& handler, const Job& job)
{
    try {
        handler(job);
        return {};
    } catch (const PermanentFailure& e) {
        return {Outcome::Kind::failed_for_good, readable(e.what())};
    } catch (const std::exception& e) {
        return {Outcome::Kind::failed_for_now, readable(e.what())};
    } catch (...) {
        return {Outcome::Kind::failed_for_now, "an error of an unknown kind"};
    }
}

}  // namespace

struct Runner::State {
    db::Database& database;
    const Clock& clock;
    const Options options;
    std::map<std::string, Handler> handlers = {};
    std::vector<std::string> kinds = {};
    std::unique_ptr<Leases> leases = {};
    std::vector<std::thread> threads = {};
    std::atomic<bool> stopping = false;
    std::atomic<Instant::rep> last_cleaning = 0;

    void run_until_stopped();
    int run_all(Leases&);
    std::optional<Claim> claim_first();
    std::optional<Claim> claim_next(db::Connection&);
    std::optional<Claim> record(const Claim&, const Outcome&);
    void clean() noexcept;
};

void Runner::State::run_until_stopped()
{
    auto& bell = Bell::of_this_process();
    while (!stopping) {
        auto rings = bell.rings();
        try {
            clean();
            run_all(*leases);
        } catch (const std::exception& e) {
            log::warning("the jobs could not be looked after", {{"error", e.what()}});
        }
        if (!stopping) bell.wait(rings, options.poll);
    }
}

// Runs one job after the other as long as any is due; returns how many.
int Runner::State::run_all(Leases& keeper)
{
    int count = 0;
    for (auto claimed = claim_first(); claimed; ++count) {
        const auto job = std::move(*claimed);
        Leases::Held held(keeper, job);
        claimed = record(job, attempt(handlers.at(job.kind), job));
        clean();
    }
    return count;
}

std::optional<Claim> Runner::State::claim_first()
{
    if (kinds.empty() || !database.read([&](db::Connection& c) { return is_anything_due(c, clock.now()); })) return std::nullopt;
    return database.write([&](db::Connection& c) { return claim_next(c); });
}

std::optional<Claim> Runner::State::claim_next(db::Connection& c)
{
    if (stopping) return std::nullopt;
    auto now = clock.now();
    wake_due(c, now, options.max_attempts);
    return claim(c, kinds, now + options.lease);
}

// Writes down how a job has ended and takes the next one, if there is any, with it.
std::optional<Claim> Runner::State::record(const Claim& claim, const Outcome& outcome)
{
    int attempts = claim.attempts + 1;
    bool for_good = outcome.kind == Outcome::Kind::failed_for_good || attempts >= options.max_attempts;
    auto leave = [&](db::Connection& c) {
        auto now = clock.now();
        if (outcome.kind == Outcome::Kind::done) return finish(c, claim, now);
        if (for_good) return give_up(c, claim, now, outcome.error);
        return postpone(c, claim, now + pause_after(attempts), outcome.error);
    };
    bool ours = false;
    auto next = database.write([&](db::Connection& c) {
        ours = leave(c);
        return claim_next(c);
    });
    auto id = std::to_string(claim.id);
    if (!ours) log::warning("a job was taken over by another server", {{"kind", claim.kind}, {"id", id}});
    else if (outcome.kind != Outcome::Kind::done)
        log::write(for_good ? log::Level::error : log::Level::warning, for_good ? "a job has failed" : "a job will be tried again",
                   {{"kind", claim.kind}, {"id", id}});
    return next;
}

void Runner::State::clean() noexcept
try {
    auto now = clock.now();
    auto last = last_cleaning.load();
    if (now - Instant(std::chrono::milliseconds(last)) < between_cleanings) return;
    if (!last_cleaning.compare_exchange_strong(last, now.time_since_epoch().count())) return;
    database.write([&](db::Connection& c) { forget_done(c, now - done_is_remembered); });
} catch (const std::exception& e) {
    log::warning("jobs done long ago could not be forgotten", {{"error", e.what()}});
}

Runner::Runner(db::Database& database, const Clock& clock, Options options) : m_state(new State{database, clock, options}) {}

Runner::~Runner()
{
    stop();
}

void Runner::on(std::string kind, Handler handler)
{
    m_state->kinds.push_back(kind);
    m_state->handlers.emplace(std::move(kind), std::move(handler));
}

void Runner::start()
{
    m_state->leases = std::make_unique<Leases>(m_state->database, m_state->clock, m_state->options.lease);
    for (int i = 0; i < m_state->options.threads; ++i) m_state->threads.emplace_back([state = m_state.get()] { state->run_until_stopped(); });
}

void Runner::stop()
{
    m_state->stopping = true;
    Bell::of_this_process().ring();
    for (auto& thread : m_state->threads) thread.join();
    m_state->threads.clear();
    m_state->leases.reset();
}

int Runner::run_due()
{
    Leases leases(m_state->database, m_state->clock, m_state->options.lease);
    m_state->clean();
    return m_state->run_all(leases);
}

}  // namespace motcua::jobs
