#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/jobs/jobs.hpp"

// The SQL of the table `job`.
namespace motcua::jobs {

// A job in the hands of one server. Every claim has its own number, so that one who comes too late changes nothing.
struct Claim : Job {
    std::int64_t claim_number = 0;
};

// Whether claim() might find something: asked before, because it only reads.
bool is_anything_due(db::Connection&, Instant now);
// Makes jobs ready whose time has come or whose server has not been heard of.
void wake_due(db::Connection&, Instant now, int max_attempts);
// The ready job that comes next among so many kinds, whose names are the parameters from that number on.
std::string select_next_ready(std::size_t kinds, std::size_t first_parameter);
// What claim() begins with, inside write().
void keep_to_order_of_index(db::Connection&);
std::optional<Claim> claim(db::Connection&, const std::vector<std::string>& kinds, Instant lease_ends);

// These return false when the claim is no longer good.
bool extend(db::Connection&, const Claim&, Instant lease_ends);
bool finish(db::Connection&, const Claim&, Instant now);
bool postpone(db::Connection&, const Claim&, Instant until, std::string_view error);
bool give_up(db::Connection&, const Claim&, Instant now, std::string_view error);

void forget_done(db::Connection&, Instant before);

// 5 s after the first attempt, doubling, at most an hour.
std::chrono::seconds pause_after(int attempts);

}  // namespace motcua::jobs
