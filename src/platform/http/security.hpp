#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/http.hpp"

// What protects a browser's user, and whom we believe about where a request came from.
namespace motcua::http {

inline constexpr std::string_view strict_content_policy =
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

// The fields of every answer, as they go out. An answer with a Content-Security-Policy of its own gets the others alone.
class SecurityFields {
public:
    explicit SecurityFields(std::string_view content_policy = strict_content_policy);
    const std::shared_ptr<const std::string>& fields_for(const Headers& own, bool secure) const;

private:
    std::shared_ptr<const std::string> m_fields[2][2];  // Own policy, secure.
};

// False for a write that carries a cookie and that a page of another site may have caused: by Sec-Fetch-Site, else by
// Origin against Host. A client that sends neither is no browser.
bool is_from_own_site(const Request&);

// Whether a JSON body is what the Content-Type says: application/json, with charset utf-8 if with any.
bool is_json_body(const Request&);

// Sets `remote` and `secure` from X-Forwarded-For and X-Forwarded-Proto when the peer is one of `proxies`: the address
// that the outermost trusted proxy saw.
void apply_forwarding(Request&, const std::vector<std::string>& proxies);

}  // namespace motcua::http
