#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "platform/clock.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

// Việc cần nhớ: what an officer wants to be told of, and when.
namespace motcua::assistant {

struct Reminder {
    std::int64_t id = 0;
    std::string text;
    Instant due_at{};
    bool due = false;                            // Its time has come
};
BOOST_DESCRIBE_STRUCT(Reminder, (), (id, text, due_at, due))

// "nhắc tôi thứ năm 9 giờ họp tổ dân phố": the time that is named, from `now` on; eight o'clock when no hour is named. Nothing when
// no time is named. Days, weekdays, "mai", "sau 3 ngày", "tuần sau", "ngày 5/9", hours in figures and words.
std::optional<Instant> time_named(std::string_view text, Instant now);
// "họp tổ dân phố": without the wish and the time at its beginning.
std::string without_wish(std::string_view text);

class Reminders {
public:
    Reminders(db::Database& db, const Clock& clock, const crypto::Vault& vault) : m_db(db), m_clock(clock), m_vault(vault) {}

    // Refusals: text/required, text/too_long, due_at/too_early, too_many_reminders (200 open ones).
    Reminder add(const Actor&, std::string_view text, Instant due_at);
    std::vector<Reminder> open(const Actor&);    // What is due first
    void done(const Actor&, std::int64_t id);    // Refusal unknown_reminder

private:
    db::Database& m_db;
    const Clock& m_clock;
    const crypto::Vault& m_vault;
};

}  // namespace motcua::assistant
