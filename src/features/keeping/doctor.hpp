#pragma once

#include <string>
#include <vector>

#include "platform/db/db.hpp"

// Looking at what a server needs, without changing anything.
namespace motcua::keeping {

enum class Mark { good, note, bad };

// What one look has found: what is, and, unless it is good, what to do about it. Vietnamese.
struct Finding {
    Mark mark = Mark::good;
    std::string subject;         // "Cơ sở dữ liệu"
    std::string words;
    std::string advice = {};
};
using Findings = std::vector<Finding>;

Findings look_at_database(db::Database&, const std::string& url, const db::MigrationState&);
Findings look_at_files(db::Database&, const std::string& folder);
// `folders`: each place that must have room. Those of one disk are told once.
Findings look_at_room(const std::vector<std::string>& folders);
Findings look_at_clock(db::Database&, Instant now);
Findings look_at_backups(const std::string& folder, Instant now);
Findings look_at_limits();

// What the kernel says of its clock: whether a time service keeps it right, and how far off it may be.
struct KernelClock {
    bool is_synchronised = false;
    double possible_error = 0;   // Seconds
};
KernelClock kernel_clock();
Findings judge_clock(const KernelClock&, std::chrono::milliseconds behind_database);

}  // namespace motcua::keeping
