#include "platform/jobs/queue.hpp"

#include <algorithm>

#include "platform/jobs/bell.hpp"
#include "platform/text/text.hpp"

namespace motcua::jobs {

BOOST_DESCRIBE_STRUCT(Job, (), (id, kind, payload, dedupe_key, attempts))
BOOST_DESCRIBE_STRUCT(Claim, (Job), (claim_number))
BOOST_DESCRIBE_STRUCT(FailedJob, (), (id, kind, last_error, attempts, failed_at))

namespace {

constexpr std::size_t longest_error = 500;

std::optional<std::string_view> key_of(std::string_view dedupe_key)
{
    if (dedupe_key.empty()) return std::nullopt;
    return dedupe_key;
}

bool leave_running(db::Connection& c, const Claim& claim, std::string_view state, Instant run_at, std::string_view error)
{
    return db::execute(c, R"(
        UPDATE job SET state = $3, run_at = $4, last_error = $5
        WHERE id = $1 AND claim_number = $2 AND state = 'running')",
                       claim.id, claim.claim_number, state, run_at, text::clipped(error, longest_error))
        == 1;
}

}  // namespace

void enqueue(db::Connection& c, const NewJob& job, Instant now)
{
    bool due = job.run_at <= now;
    db::submit(c, R"(
        INSERT INTO job (kind, payload, dedupe_key, priority, state, run_at, attempts, claim_number)
        VALUES ($1, $2, $3, $4, $5, $6, 0, 0) ON CONFLICT DO NOTHING)",
               job.kind, job.payload, key_of(job.dedupe_key), job.priority, due ? "ready" : "later", std::max(job.run_at, now));
    if (due) c.after_commit([] { Bell::of_this_process().ring(); });
}

std::vector<FailedJob> failed(db::Connection& c, int limit)
{
    return db::query<FailedJob>(c, R"(
        SELECT id, kind, COALESCE(last_error, '') AS last_error, attempts, run_at AS failed_at
        FROM job WHERE state = 'failed' ORDER BY run_at DESC, id DESC LIMIT $1)",
                                limit);
}

bool retry(db::Connection& c, std::int64_t id, Instant now)
{
    bool found = db::execute(c, "UPDATE job SET state = 'ready', run_at = $2, attempts = 0 WHERE id = $1 AND state = 'failed'", id, now) == 1;
    if (found) c.after_commit([] { Bell::of_this_process().ring(); });
    return found;
}

bool is_anything_due(db::Connection& c, Instant now)
{
    return db::one<bool>(c, R"(
        SELECT EXISTS (SELECT 1 FROM job WHERE state = 'ready')
            OR EXISTS (SELECT 1 FROM job WHERE state IN ('later', 'running') AND run_at <= $1))",
                         now);
}

void wake_due(db::Connection& c, Instant now, int max_attempts)
{
    db::submit(c, R"(
        UPDATE job SET
            state = CASE WHEN state = 'running' AND attempts >= $2 THEN 'failed' ELSE 'ready' END,
            last_error = CASE WHEN state = 'running' THEN 'the server stopped during the job' ELSE last_error END
        WHERE id IN (
            SELECT id FROM job WHERE state IN ('later', 'running') AND run_at <= $1
            ORDER BY run_at LIMIT 1000 FOR UPDATE SKIP LOCKED))",
               now, max_attempts);
}

// Not "kind IN": SQLite would take the index of the kinds and sort all jobs that wait.
std::string select_next_ready(std::size_t kinds, std::size_t first_parameter)
{
    std::string list;
    for (std::size_t i = 0; i < kinds; ++i) list += (i == 0 ? "$" : ", $") + std::to_string(first_parameter + i);
    return "SELECT id FROM job WHERE state = 'ready' AND kind || '' IN (" + list
           + ") ORDER BY priority DESC, run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED";
}

// As long as PostgreSQL has not counted a sudden crowd of waiting jobs, it thinks that they are quickly sorted.
void keep_to_order_of_index(db::Connection& c)
{
    if (c.is_postgres()) db::submit(c, "SET LOCAL enable_sort = off");
}

std::optional<Claim> claim(db::Connection& c, const std::vector<std::string>& kinds, Instant lease_ends)
{
    keep_to_order_of_index(c);
    std::vector<db::Parameter> parameters{std::int64_t{lease_ends.time_since_epoch().count()}};
    for (const auto& kind : kinds) parameters.emplace_back(std::string_view(kind));
    std::optional<Claim> claimed;
    db::RowReader<Claim> reader;
    c.run("UPDATE job SET state = 'running', run_at = $1, attempts = attempts + 1, claim_number = claim_number + 1 WHERE id = ("
              + select_next_ready(kinds.size(), 2)
              + ") RETURNING id, kind, payload, COALESCE(dedupe_key, '') AS dedupe_key, attempts - 1 AS attempts, claim_number",
          parameters, [&](const db::Row& row) { claimed = reader.read(row); });
    return claimed;
}

bool extend(db::Connection& c, const Claim& claim, Instant lease_ends)
{
    return db::execute(c, "UPDATE job SET run_at = $3 WHERE id = $1 AND claim_number = $2 AND state = 'running'", claim.id,
                       claim.claim_number, lease_ends)
        == 1;
}

bool finish(db::Connection& c, const Claim& claim, Instant now)
{
    if (claim.dedupe_key.empty())
        return db::execute(c, "DELETE FROM job WHERE id = $1 AND claim_number = $2 AND state = 'running'", claim.id, claim.claim_number) == 1;
    return db::execute(c, R"(
        UPDATE job SET state = 'done', run_at = $3, payload = '', last_error = NULL
        WHERE id = $1 AND claim_number = $2 AND state = 'running')",
                       claim.id, claim.claim_number, now)
        == 1;
}

bool postpone(db::Connection& c, const Claim& claim, Instant until, std::string_view error)
{
    return leave_running(c, claim, "later", until, error);
}

bool give_up(db::Connection& c, const Claim& claim, Instant now, std::string_view error)
{
    return leave_running(c, claim, "failed", now, error);
}

void forget_done(db::Connection& c, Instant before)
{
    db::execute(c, "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE state = 'done' AND run_at < $1 ORDER BY run_at LIMIT 1000)", before);
}

std::chrono::seconds pause_after(int attempts)
{
    constexpr int doublings_to_an_hour = 10;
    return std::min(std::chrono::seconds(5) * (1 << std::clamp(attempts - 1, 0, doublings_to_an_hour)), std::chrono::seconds(3600));
}

}  // namespace motcua::jobs
