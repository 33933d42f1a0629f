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

// What officers have typed and not sent yet: kept for them alone, so that no refresh, sign-out or other computer loses it.
namespace motcua::staff {

struct KeptWork {
    std::string place;      // Where it was typed: "tiep-nhan.3f0c…", "viec.H24.258-260702-0001.request-supplement"
    std::string title;      // "Nguyễn Thị Mẫu, Đăng ký khai sinh"
    Instant kept_at{};
};
BOOST_DESCRIBE_STRUCT(KeptWork, (), (place, title, kept_at))

inline constexpr std::size_t kept_works_each = 60;            // Of one officer; the oldest go
inline constexpr std::size_t kept_work_size = 200 * 1024;     // Bytes of content
inline constexpr std::chrono::days kept_work_life{30};

class KeptWorks {
public:
    KeptWorks(db::Database& db, const Clock& clock, const crypto::Vault& vault) : m_db(db), m_clock(clock), m_vault(vault) {}

    // In the place of what was kept there. Title and content are sealed. Refusals: place/not_a_place, title/too_long, content/too_long.
    void keep(const Actor&, std::string_view place, std::string_view title, std::string_view content);
    std::vector<KeptWork> all(const Actor&);                             // Newest first
    std::optional<std::string> content(const Actor&, std::string_view place);
    void forget(const Actor&, std::string_view place);

private:
    db::Database& m_db;
    const Clock& m_clock;
    const crypto::Vault& m_vault;
};

void forget_old_work(db::Connection&, Instant now);

}  // namespace motcua::staff
