#include "journeys.hpp"

#include <cstdio>
#include <map>
#include <stdexcept>

#include <unistd.h>

namespace motcua::load {

namespace {

// The first value of a member, text or number, in JSON as the server writes it.
std::string value_of(const std::string& json, const std::string& member, std::size_t from = 0)
{
    auto at = json.find("\"" + member + "\":", from);
    if (at == std::string::npos) return {};
    at += member.size() + 3;
    if (json[at] == '"') return json.substr(at + 1, json.find('"', at + 1) - at - 1);
    return json.substr(at, json.find_first_of(",}]", at) - at);
}

std::string cookie_line(Connection& c, const std::string& username, const std::string& password)
{
    auto reply = c.send("POST", "/api/session", "Content-Type: application/json\r\n", R"({"username":")" + username + R"(","password":")" + password + "\"}");
    if (reply.status != 200) throw std::runtime_error("sign-in of " + username + ": " + std::to_string(reply.status) + " " + reply.body);
    return "Cookie: " + reply.cookie + "\r\n";
}

const unsigned run_number = static_cast<unsigned>(getpid()) % 10000;

std::string name_of(unsigned n)
{
    static const char* families[] = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"};
    static const char* middles[] = {"Thị", "Văn", "Ngọc", "Minh", "Thu", "Quang"};
    static const char* given[] = {"Mẫu", "Anh", "Bình", "Chi", "Dũng", "Giang", "Hà", "Lan", "Nam", "Oanh", "Phúc", "Sơn"};
    return std::string(families[n % 8]) + " " + middles[n / 8 % 6] + " " + given[n / 48 % 12];
}

// A birth registered at the counter, mostly by somebody who is new to the system.
std::string filing(Client& c)
{
    auto n = (run_number * 3571u + c.id * 20'000u + c.journeys) % 1'000'000u;
    char number[16], phone[16];
    std::snprintf(number, sizeof number, "031199%06u", n);
    std::snprintf(phone, sizeof phone, "0900%06u", n);
    return R"({"procedure":"1.001193","channel":"counter","applicant":{"kind":"citizen","full_name":")" + name_of(n) + R"(","personal_id":")" + number +
           R"(","birth_date":"1999-02-03","sex":"female","phone":")" + phone + R"(","address":"Thôn 1"},"documents":[{"code":"giay-chung-sinh","originals":1,)"
           R"("copies":0,"files":[]}],"return_method":"at_centre","decision":"receive","items":[],"fee":{"chosen":[{"group":"le-phi-ho-tich","code":"dung-han"}]}})";
}

class Journey {
public:
    Journey(Client& client, const Told& told) : m_client(client), m_told(told), m_crew(client.crews[client.random() % client.crews.size()]) {}

    bool file()
    {
        if (!call("create", "POST", "/api/dossiers", m_crew.desk, filing(m_client), 201)) return false;
        m_code = value_of(m_reply.body, "code");
        m_version = value_of(m_reply.body, "version");
        if (m_client.codes.size() < 1000) m_client.codes.push_back(m_code);
        else m_client.codes[m_client.random() % 1000] = m_code;
        return true;
    }

    // DIGIT's four: create, assign, resolve, read. Between assigning and resolving the law has the expert hand the draft to who signs.
    bool lifecycle()
    {
        return file() && act("assign", "forward", m_crew.desk) && act("draft", "forward", m_crew.expert) &&
               act("resolve", "approve", m_crew.chair, R"(,"outcome":"granted","result":{"number":"15/2026","name":"Giấy khai sinh","files":[]})") &&
               read("read", "/api/dossiers/" + m_code, m_crew.desk);
    }

    bool inbox(const char* name, const std::string& more = "")
    {
        auto path = "/api/dossiers?box=inbox&limit=50" + more;
        if (!m_client.after.empty()) path += "&after=" + m_client.after;
        if (!read(name, path, m_crew.expert)) return false;
        remember_codes();
        auto next = m_reply.body.rfind("\"next\":");
        m_client.after = next == std::string::npos ? "" : value_of(m_reply.body, "next", next);
        return true;
    }

    bool list(const char* name, const std::string& question, const std::string& who)
    {
        if (!read(name, "/api/dossiers?limit=50&" + question, who)) return false;
        remember_codes();
        return true;
    }

    bool read(const char* name, const std::string& path, const std::string& who) { return call(name, "GET", path, who, "", 200); }

    bool act(const char* name, const std::string& act, const std::string& who, const std::string& more = "")
    {
        if (!call(name, "POST", "/api/dossiers/" + m_code + "/" + act, who, "{\"version\":" + m_version + more + "}", 200)) return false;
        m_version = value_of(m_reply.body, "version");
        return true;
    }

    bool known(const char* name, const std::string& before, const std::string& ending, const std::string& who)
    {
        if (m_client.codes.empty()) return file();
        return read(name, before + m_client.codes[m_client.random() % m_client.codes.size()] + ending, who);
    }

    bool upload()
    {
        auto bytes = "%PDF-1.4\n% " + std::to_string(m_client.random()) + "\n" + std::string(20'000, 'x') + "\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        return call("document", "POST", "/api/files", m_crew.desk + "Content-Type: application/octet-stream\r\nX-File-Name: giay.pdf\r\n", bytes, 201);
    }

    const Crew& crew() const { return m_crew; }

private:
    bool call(const char* name, std::string_view method, const std::string& path, const std::string& who, const std::string& body, int wanted)
    {
        auto headers = who;
        if (!body.empty() && body.front() == '{') {
            headers += "Content-Type: application/json\r\nIdempotency-Key: " + std::to_string(run_number) + "-" + std::to_string(m_client.id) + "-" +
                       std::to_string(m_client.journeys) + "-" + name + "\r\n";
        }
        m_reply = m_client.connection.send(method, path, headers, body);
        m_told(name, m_reply.status);
        return m_reply.status == wanted;
    }

    void remember_codes()
    {
        std::size_t at = 0;
        for (int i = 0; i < 10 && (at = m_reply.body.find("\"code\":\"H", at)) != std::string::npos; ++i, ++at)
            if (m_client.codes.size() < 1000) m_client.codes.push_back(value_of(m_reply.body, "code", at));
    }

    Client& m_client;
    const Told& m_told;
    const Crew& m_crew;
    Reply m_reply;
    std::string m_code, m_version;
};

// A day at the counter and behind it: twelve things that officers and citizens do, each with its weight. The kinds are those of
// Open Zaak's scenarios (overview, search by person and name, details, history, filing, status, document, decision); the
// weights are ours, since its documents give none.
bool mix(Client& c, Journey& j)
{
    const auto& crew = j.crew();
    auto roll = c.random() % 100;
    if (roll < 18) return j.inbox("inbox");
    if (roll < 30) return j.list("overview", "box=all", crew.desk);
    if (roll < 38) return j.list("by_state", "box=all&state=processing", crew.desk);
    if (roll < 46) return j.list("by_name", "box=all&q=nguyen%20thi%20m", crew.desk);
    if (roll < 50) return j.list("by_phone", "box=all&q=0900000001", crew.desk);
    if (roll < 68) return j.known("details", "/api/public/v1/dossiers/", "", "");
    if (roll < 76) return j.known("search_code", "/api/dossiers?box=all&q=", "", crew.desk);
    if (roll < 80) return j.read("counts", "/api/inbox-counts", crew.expert);
    if (roll < 88) return j.file();
    if (roll < 93) return j.file() && j.act("status", "forward", crew.desk);
    if (roll < 96) return j.upload();
    return j.lifecycle();
}

using Maker = bool (*)(Client&, Journey&);
const std::map<std::string, Maker> journeys = {
    {"file", [](Client&, Journey& j) { return j.file(); }},
    {"lifecycle", [](Client&, Journey& j) { return j.lifecycle(); }},
    {"mix", mix},
    {"inbox", [](Client&, Journey& j) { return j.inbox("inbox"); }},
    {"overview", [](Client&, Journey& j) { return j.list("overview", "box=all", j.crew().desk); }},
    {"names", [](Client&, Journey& j) { return j.list("by_name", "box=all&q=nguyen%20thi%20m", j.crew().desk); }},
    {"get", [](Client& c, Journey& j) { return j.read("get", c.settings.path, j.crew().desk); }},
};

}  // namespace

std::vector<Crew> sign_in(const Settings& settings)
{
    Connection c(settings.host, settings.port);
    if (!settings.officer.empty()) {
        auto cookie = cookie_line(c, settings.officer, settings.password);
        return {Crew{.slug = {}, .code = {}, .desk = cookie, .expert = cookie, .chair = cookie}};
    }
    auto units = c.send("GET", "/api/public/v1/units", "", "").body;
    std::vector<Crew> crews;
    for (std::size_t at = 0; static_cast<int>(crews.size()) < settings.communes && (at = units.find("{\"code\":", at)) != std::string::npos; ++at) {
        Crew crew{.slug = value_of(units, "slug", at), .code = value_of(units, "code", at), .desk = {}, .expert = {}, .chair = {}};
        crew.desk = cookie_line(c, "tiepnhan." + crew.slug, settings.password);
        crew.expert = cookie_line(c, "chuyenvien." + crew.slug, settings.password);
        crew.chair = cookie_line(c, "lanhdao." + crew.slug, settings.password);
        crews.push_back(std::move(crew));
    }
    if (crews.empty()) throw std::runtime_error("no commune is there");
    return crews;
}

bool make_journey(Client& client, const Told& told)
{
    Journey journey(client, told);
    bool good = journeys.at(client.settings.journey)(client, journey);
    ++client.journeys;
    return good;
}

bool is_journey(const std::string& name)
{
    return journeys.contains(name);
}

}  // namespace motcua::load
