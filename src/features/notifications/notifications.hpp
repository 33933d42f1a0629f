#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "platform/db/db.hpp"
#include "platform/jobs/jobs.hpp"

// Thông báo: short messages to people, by a job that follows the commit of what they tell about.
namespace motcua::notifications {

struct Message {
    std::string to;             // A phone number, digits
    std::string text;           // No name, no personal number: a phone may be in other hands
    std::string dedupe_key;     // The same key is sent once
    bool urgent = false;        // A one-time code goes before the rest
};

// Throws what the database throws; nothing is sent before the transaction is committed.
void enqueue(db::Connection&, const Message&, Instant now);

// Delivers one message. Throws to have it tried again, jobs::PermanentFailure when it never can be.
class Gateway {
public:
    virtual ~Gateway() = default;
    virtual void send(std::string_view to, std::string_view text) = 0;
};

// Appends {"at":…,"to":…,"text":…} to a file: for a centre whose messages another program sends, and for tests.
std::unique_ptr<Gateway> file_gateway(std::string path, const Clock&);
// Prints "to: text" on standard output: for trying the system out.
std::unique_ptr<Gateway> console_gateway();

// Lets the runner deliver what is enqueued. The gateway outlives the runner.
void deliver_with(jobs::Runner&, Gateway&);

}  // namespace motcua::notifications
