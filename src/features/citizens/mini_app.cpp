#include "features/citizens/mini_app.hpp"

#include "platform/json/json.hpp"
#include "platform/log.hpp"
#include "platform/text/text.hpp"

namespace motcua::citizens {

namespace {

constexpr std::size_t longest_token = 2048;

bool may_stand_in_a_header(std::string_view token)
{
    return token.size() <= longest_token && std::ranges::all_of(token, [](unsigned char c) { return c > ' ' && c < 0x7f; });
}

json::Value ask(const net::Send& send, const net::Call& call)
{
    std::string fault;
    try {
        auto reply = send(call);
        auto answer = json::parse(reply.body);
        const auto* error = answer.find("error");
        if (reply.status == 200 && error && error->integer()) {
            if (*error->integer() == 0) return answer;
            log::warning("Zalo refused a sign-in", {{"error", std::to_string(*error->integer())}});
            throw Refusal(Reason::not_signed_in, "zalo_refused");
        }
        fault = "status " + std::to_string(reply.status);
    } catch (const net::Unreachable& why) {
        fault = why.what();
    } catch (const Refusal& refusal) {
        if (refusal.code == "zalo_refused") throw;
        fault = "no JSON";
    }
    log::warning("Zalo does not answer", {{"fault", fault}});
    throw Refusal(Reason::unavailable, "zalo_down", {{"retry_after", "30"}});
}

// Numbers beyond 2^53 come as texts, but not in every answer.
std::string id_in(const json::Value& answer)
{
    const auto* id = answer.find("id");
    if (!id) return "";
    if (id->integer()) return std::to_string(*id->integer());
    return id->text() ? *id->text() : "";
}

}  // namespace

ZaloUser zalo_user(const net::Send& send, const MiniAppSettings& settings, std::string_view access_token, std::string_view phone_token)
{
    if (access_token.empty() || !may_stand_in_a_header(access_token) || !may_stand_in_a_header(phone_token))
        throw Refusal(Reason::not_signed_in, "zalo_refused");
    std::vector<std::pair<std::string, std::string>> headers{
        {"access_token", std::string(access_token)},
        {"appsecret_proof", crypto::to_hex(oidc::hmac_sha256(settings.app_secret, access_token))}};
    auto me = ask(send, {.url = settings.graph_url + "/v2.0/me?fields=id,name,picture", .headers = headers});
    ZaloUser user{id_in(me), std::string(text::clipped(text::trimmed(me.text_of("name")), 200)), std::nullopt};
    if (user.id.empty() || user.id.size() > 64) throw Refusal(Reason::unavailable, "zalo_down", {{"retry_after", "30"}});
    if (phone_token.empty()) return user;
    headers.emplace_back("code", std::string(phone_token));
    headers.emplace_back("secret_key", settings.app_secret);
    auto answer = ask(send, {.url = settings.graph_url + "/v2.0/me/info", .headers = headers});
    if (const auto* data = answer.find("data")) user.phone = normalised_phone("+" + std::string(data->text_of("number")));
    return user;
}

}  // namespace motcua::citizens
