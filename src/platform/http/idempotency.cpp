#include "platform/http/idempotency.hpp"

#include <algorithm>

#include "platform/crypto/crypto.hpp"
#include "platform/http/uri.hpp"

namespace motcua::http {

namespace {

constexpr std::size_t longest_key = 100;

struct KeptAnswer {
    std::string request_digest;
    int status = 0;
    std::string headers;
    db::Bytes body;
};
BOOST_DESCRIBE_STRUCT(KeptAnswer, (), (request_digest, status, headers, body))

struct Claim {
    std::string actor;
    std::string key;
    std::string digest;
};

bool is_key(std::string_view key)
{
    return !key.empty() && key.size() <= longest_key && std::ranges::all_of(key, [](char c) { return c > ' ' && c <= '~'; });
}

// Two people never share a key, even if they choose the same.
std::string actor_of(const Request& request)
{
    switch (request.actor.kind) {
    case ActorKind::officer: return "officer:" + std::to_string(request.actor.officer.number);
    case ActorKind::citizen: return "citizen:" + crypto::sha256_hex(request.session);
    case ActorKind::system: return "system";
    case ActorKind::anonymous: break;
    }
    return "anonymous";
}

std::string digest_of(const Request& request)
{
    std::string text;
    for (std::string_view part : {std::string_view(request.method), std::string_view(request.path), std::string_view(request.query)})
        (text += part) += '\n';
    return crypto::sha256_hex(text + request.body);
}

std::string as_text(const Headers& headers)
{
    std::string text;
    for (const auto& [name, value] : headers) {
        if (equal_ignoring_case(name, "set-cookie")) continue;
        text += name + ": ";
        for (char c : value) text += c == '\n' ? ' ' : c;
        text += '\n';
    }
    return text;
}

Headers as_headers(std::string_view text)
{
    Headers headers;
    while (!text.empty()) {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(line.size() + 1);
        auto colon = line.find(": ");
        headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    return headers;
}

Response given_again(KeptAnswer&& kept)
{
    Response response;
    response.status = kept.status;
    response.headers = as_headers(kept.headers);
    response.headers.emplace_back("Idempotency-Replayed", "true");
    response.body = std::move(kept.body.data);
    return response;
}

bool may_be_kept(const Response& response)
{
    return response.status / 100 == 2 && !response.stream && response.file.empty();
}

std::optional<Response> answer_kept(db::Database& database, const Claim& claim)
{
    auto kept = database.read([&](db::Connection& c) {
        return db::first<KeptAnswer>(c, "SELECT request_digest, status, headers, body FROM idempotency_key WHERE actor = $1 AND key = $2", claim.actor, claim.key);
    });
    if (!kept) return std::nullopt;
    if (kept->request_digest != claim.digest) throw Refusal(Reason::conflict, "idempotency_key_reused");
    // Written again, so that this answer too waits for the standby to which the first commit may not have come.
    if (database.is_postgres())
        database.write([&](db::Connection& c) { db::submit(c, "UPDATE idempotency_key SET status = status WHERE actor = $1 AND key = $2", claim.actor, claim.key); });
    return given_again(std::move(*kept));
}

// The key is the last thing written: of two that do the same work the later one finds it here, and its work is undone.
Response run_once(db::Connection& c, const Claim& claim, Instant now, const Request& request, const Handler& handler)
{
    auto response = handler(request);
    if (!may_be_kept(response)) return response;
    db::submit(c, "INSERT INTO idempotency_key (actor, key, request_digest, status, headers, body, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
               claim.actor, claim.key, claim.digest, response.status, as_text(response.headers), db::Bytes{std::string(body_of(response))}, now);
    return response;
}

}  // namespace

Response Replays::run(const Request& request, const Handler& handler) const
{
    auto key = request.header("idempotency-key");
    bool has_key = std::ranges::any_of(request.headers, [](const auto& header) { return header.first == "idempotency-key"; });
    if (!has_key) return handler(request);
    if (!is_key(key)) throw Refusal(Reason::invalid_input, "bad_idempotency_key");
    const Claim claim{actor_of(request), std::string(key), digest_of(request)};
    // When the work is refused: perhaps because the same request has done already what this one asks for.
    auto kept_or_rethrow = [&] {
        if (auto kept = answer_kept(m_database, claim)) return std::move(*kept);
        throw;
    };
    // What was done before is found out by doing it: almost nothing is sent twice, and nobody pays for asking first.
    try {
        return m_database.write([&](db::Connection& c) { return run_once(c, claim, m_clock.now(), request, handler); });
    } catch (const Refusal&) {
        return kept_or_rethrow();
    } catch (const db::UniqueViolation&) {
        return kept_or_rethrow();
    }
}

std::int64_t forget_answers(db::Connection& c, Instant before)
{
    return db::execute(c, "DELETE FROM idempotency_key WHERE created_at < $1", before);
}

}  // namespace motcua::http
