#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "features/assistant/assistant.hpp"
#include "platform/http/http.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/net/net.hpp"

// The centre's Official Account in Zalo: questions come by the webhook, answers go by the consultation message.
namespace motcua::assistant::zalo {

// As a keeper sets it; see docs/operating.md.
struct Settings {
    std::string app_id;                              // "" = there is no account
    std::string oa_secret_key;                       // Khóa bí mật của OA: signs the webhook; not the secret of the app
    std::string access_token_file;                   // Read before every message: whatever renews the token writes it there
    std::string api_url = "https://openapi.zalo.me";
    std::string authorities;                         // PEM of trusted roots, "" = the machine's own
};
BOOST_DESCRIBE_STRUCT(Settings, (), (app_id, oa_secret_key, access_token_file, api_url, authorities))

// "mac=" + hex(SHA-256(app id + body + timestamp of the body + OA secret key)).
std::string signature_of(const Settings&, std::string_view body, std::string_view timestamp);

// POST /api/public/v1/zalo/events: 200 to everything, at once; what is not signed or was seen before is dropped.
void add_routes(http::Routes&, Assistant&, const Settings&);
// Answers what was asked, sends what was answered. The settings outlive the runner.
void add_jobs(jobs::Runner&, Assistant&, const Settings&, net::Send);
// Inside write(): sends a text once.
void enqueue(db::Connection&, const OutgoingReply&, Instant now);

}  // namespace motcua::assistant::zalo
