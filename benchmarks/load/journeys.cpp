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

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    auto at = text.find(what);
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
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

// A client remembers a thousand of each kind.
void keep(Client& c, std::vector<std::string>& known, std::string one)
{
    if (known.size() < 1000) known.push_back(std::move(one));
    else known[c.random() % 1000] = std::move(one);
}

std::string numbered(const char* format, unsigned n)
{
    char text[24];
    std::snprintf(text, sizeof text, format, n);
    return text;
}

// A birth registered at the counter, mostly by somebody who is new to the system.
std::string filing(Client& c)
{
    auto n = (run_number * 3571u + c.id * 20'000u + c.calls) % 1'000'000u;
    auto number = numbered("031199%06u", n), phone = numbered("0900%06u", n);
    keep(c, c.people, number);
    return R"({"procedure":"1.001193","channel":"counter","applicant":{"kind":"citizen","full_name":")" + name_of(n) + R"(","personal_id":")" + number +
           R"(","birth_date":"1999-02-03","sex":"female","phone":")" + phone + R"(","address":"Thôn 1"},"documents":[{"code":"giay-chung-sinh","originals":1,)"
           R"("copies":0,"files":[]}],"return_method":"at_centre","decision":"receive","items":[],"fee":{"chosen":[{"group":"le-phi-ho-tich","code":"dung-han"}]}})";
}

class Journey {
public:
    Journey(Client& client, const Told& told) : m_client(client), m_told(told)
    {
        if (client.crews.empty()) return;
        m_crew = client.random() % client.crews.size();
        m_dossier.crew = m_crew;
    }

    bool file()
    {
        m_dossier.crew = m_crew;
        m_dossier.stage = Stage::filed;
        if (!call("create", "POST", "/api/dossiers", crew().desk, filing(m_client), 201)) return false;
        m_dossier.code = value_of(m_reply.body, "code");
        m_dossier.version = value_of(m_reply.body, "version");
        keep(m_client, m_client.codes, m_dossier.code);
        keep(m_client, m_client.codes_of[m_crew], m_dossier.code);
        return true;
    }

    // DIGIT's four: create, assign, resolve, read. Between assigning and resolving the law has the expert hand the draft to who signs.
    bool lifecycle()
    {
        return file() && act("assign", "forward", crew().desk) && act("draft", "forward", crew().expert) &&
               act("resolve", "approve", crew().chair, R"(,"outcome":"granted","result":{"number":"15/2026","name":"Giấy khai sinh","files":[]})") &&
               read("read", "/api/dossiers/" + m_dossier.code, crew().desk);
    }

    bool inbox(const char* name, const std::string& more = "")
    {
        auto path = "/api/dossiers?box=inbox&limit=50" + more;
        if (!m_client.after.empty()) path += "&after=" + m_client.after;
        if (!read(name, path, crew().expert)) return false;
        remember_codes();
        auto next = m_reply.body.rfind("\"next\":");
        m_client.after = next == std::string::npos ? "" : value_of(m_reply.body, "next", next);
        return true;
    }

    bool list(const char* name, const std::string& question)
    {
        if (!read(name, "/api/dossiers?limit=50&" + question, crew().desk)) return false;
        remember_codes();
        return true;
    }

    bool read(const char* name, const std::string& path, const std::string& who) { return call(name, "GET", path, who, "", 200); }

    bool act(const char* name, const std::string& act, const std::string& who, const std::string& more = "")
    {
        if (!call(name, "POST", "/api/dossiers/" + m_dossier.code + "/" + act, who, "{\"version\":" + m_dossier.version + more + "}", 200)) return false;
        m_dossier.version = value_of(m_reply.body, "version");
        return true;
    }

    // With a code of `known`, which the client has met.
    bool known(const char* name, const std::vector<std::string>& known, const std::string& before, const std::string& ending, const std::string& who)
    {
        if (known.empty()) return file();
        return read(name, before + known[m_client.random() % known.size()] + ending, who);
    }

    bool upload(const char* name)
    {
        auto bytes = "%PDF-1.4\n% " + std::to_string(m_client.random()) + "\n" + std::string(20'000, 'x') + "\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        return call(name, "POST", "/api/files", crew().desk + "Content-Type: application/octet-stream\r\nX-File-Name: giay.pdf\r\n", bytes, 201);
    }

    // One of the client's open dossiers that has come as far as `least` to `most`, in the hands of whoever has it; when there is none,
    // one is brought there. It is no longer among the open ones until it is put back.
    bool go_on(Stage least, Stage most)
    {
        auto& open = m_client.open;
        for (std::size_t i = 0, from = m_client.random(); i < open.size(); ++i) {
            auto& one = open[(from + i) % open.size()];
            if (one.stage < least || one.stage > most) continue;
            m_dossier = one;
            m_crew = one.crew;
            one = open.back();
            open.pop_back();
            return true;
        }
        if (!file()) return false;
        while (m_dossier.stage < least)
            if (!(m_dossier.stage == Stage::drafted ? decide() : forward())) return false;
        return true;
    }

    void put_back()
    {
        if (m_client.open.size() < 1000) m_client.open.push_back(m_dossier);
    }

    // From the desk to the expert, and from there to who signs.
    bool forward()
    {
        if (!act("status", "forward", m_dossier.stage == Stage::filed ? crew().desk : crew().expert)) return false;
        m_dossier.stage = m_dossier.stage == Stage::filed ? Stage::assigned : Stage::drafted;
        return true;
    }

    bool decide()
    {
        m_dossier.stage = Stage::decided;
        return act("decision", "approve", crew().chair, R"(,"outcome":"granted")");
    }

    bool record_result() { return act("result", "record-result", crew().expert, R"(,"result":{"number":"15/2026","name":"Giấy khai sinh","files":[]})"); }

    bool add_document()
    {
        if (!upload("document")) return false;
        auto digest = value_of(m_reply.body, "digest");
        return act("document_of", "add-documents", crew().desk,
                   R"(,"documents":[{"code":"khac","name":"Giấy kèm theo","originals":0,"copies":1,"files":[")" + digest + "\"]}]");
    }

    bool consult()
    {
        const auto& other = m_client.crews[(m_crew + 1) % m_client.crews.size()];
        return act("participant", "consult", crew().expert, R"(,"agency_code":")" + other.code + R"(","subject":"Xác minh nơi cư trú","working_days":2)");
    }

    // A request given word by word, with one of the codes given and a number of its own.
    bool given(const char* name, std::string_view method)
    {
        const auto& settings = m_client.settings;
        auto path = settings.path;
        if (!settings.codes.empty()) path = replaced(path, "{code}", settings.codes[m_client.random() % settings.codes.size()]);
        auto number = std::to_string(run_number) + "-" + std::to_string(m_client.id) + "-" + std::to_string(m_client.calls);
        auto body = replaced(settings.body, "{n}", number);
        return call(name, method, path, settings.header.empty() ? crew().desk : settings.header, body, 200);
    }

    const Crew& crew() const { return m_client.crews[m_crew]; }
    std::vector<std::string>& codes_of_crew() { return m_client.codes_of[m_crew]; }

private:
    bool call(const char* name, std::string_view method, const std::string& path, const std::string& who, const std::string& body, int wanted)
    {
        auto headers = who;
        auto number = m_client.calls++;
        if (!body.empty() && body.front() == '{') {
            headers += "Content-Type: application/json\r\nIdempotency-Key: " + std::to_string(run_number) + "-" + std::to_string(m_client.id) + "-" +
                       std::to_string(number) + "-" + name + "\r\n";
        }
        m_reply = m_client.connection.send(method, path, headers, body);
        m_told(name, m_reply.status);
        return m_reply.status == wanted;
    }

    void remember_codes()
    {
        std::size_t at = 0;
        for (int i = 0; i < 10 && (at = m_reply.body.find("\"code\":\"H", at)) != std::string::npos; ++i, ++at) {
            auto code = value_of(m_reply.body, "code", at);
            if (codes_of_crew().size() < 1000) codes_of_crew().push_back(code);
            if (m_client.codes.size() < 1000) m_client.codes.push_back(std::move(code));
        }
    }

    Client& m_client;
    const Told& m_told;
    std::size_t m_crew = 0;
    Reply m_reply;
    OpenDossier m_dossier;
};

// Open Zaak's twelve scenarios in its proportions: the table of functional scenarios ("Functionele test scenario's", column Abs.) in
// docs/introduction/performance/scenarios.rst of its repository (versions that have that page): 20, 10, 1, 10, 8, 2, 10, 20, 3, 12, 2, 2.
// Its waiting times, 2.5 minutes on the average, are left out, as in its own published measurements. What it does in several calls is
// one of ours where one answers the whole. What must go before a scenario is done first, and counted under its own name.
bool mix(Client& c, Journey& j)
{
    auto roll = c.random() % 100;
    // 1 cases with type and status, 2 of one type, 3 by place: ours has none, and its dearest search stands for it, 4 by person.
    if (roll < 20) return j.list("overview", "box=all");
    if (roll < 30) return j.list("by_type", "box=all&procedure=1.001193");
    if (roll < 31) return j.list("by_name", "box=all&q=nguyen%20thi%20m");
    if (roll < 41) return c.people.empty() ? j.file() : j.list("by_person", "box=all&q=" + c.people[c.random() % c.people.size()]);
    // 5 details, thirteen calls there, 6 the history, ours as the slip that the law prescribes.
    if (roll < 49) return j.known("details", j.codes_of_crew(), "/api/dossiers/", "", j.crew().desk);
    if (roll < 51) return j.known("history", j.codes_of_crew(), "/api/dossiers/", "/routing-slip.pdf", j.crew().desk);
    // 7 a new case with its status and applicant, 8 a status, 9 one more who takes part, 10 a document of the case, 11 a decision, 12 a result.
    bool good = false;
    if (roll < 61) good = j.file();
    else if (roll < 81) good = j.go_on(Stage::filed, Stage::assigned) && j.forward();
    else if (roll < 84) return j.go_on(Stage::assigned, Stage::assigned) && j.consult();
    else if (roll < 96) good = j.go_on(Stage::filed, Stage::drafted) && j.add_document();
    else if (roll < 98) good = j.go_on(Stage::drafted, Stage::drafted) && j.decide();
    else return j.go_on(Stage::decided, Stage::decided) && j.record_result();
    if (good) j.put_back();
    return good;
}

// A day at the counter and behind it, in proportions that we think usual: above all inboxes, and citizens who look.
bool day(Client& c, Journey& j)
{
    auto roll = c.random() % 100;
    if (roll < 18) return j.inbox("inbox");
    if (roll < 30) return j.list("overview", "box=all");
    if (roll < 38) return j.list("by_state", "box=all&state=processing");
    if (roll < 46) return j.list("by_name", "box=all&q=nguyen%20thi%20m");
    if (roll < 50) return j.list("by_phone", "box=all&q=0900000001");
    if (roll < 68) return j.known("look_up", c.codes, "/api/public/v1/dossiers/", "", "");
    if (roll < 76) return j.known("by_code", c.codes, "/api/dossiers?box=all&q=", "", j.crew().desk);
    if (roll < 80) return j.read("counts", "/api/inbox-counts", j.crew().expert);
    if (roll < 88) return j.file();
    if (roll < 93) return j.file() && j.act("status", "forward", j.crew().desk);
    if (roll < 96) return j.upload("document");
    return j.lifecycle();
}

using Maker = bool (*)(Client&, Journey&);
const std::map<std::string, Maker> journeys = {
    {"file", [](Client&, Journey& j) { return j.file(); }},
    {"lifecycle", [](Client&, Journey& j) { return j.lifecycle(); }},
    {"mix", mix},
    {"day", day},
    {"inbox", [](Client&, Journey& j) { return j.inbox("inbox"); }},
    {"overview", [](Client&, Journey& j) { return j.list("overview", "box=all"); }},
    {"names", [](Client&, Journey& j) { return j.list("by_name", "box=all&q=nguyen%20thi%20m"); }},
    {"get", [](Client&, Journey& j) { return j.given("get", "GET"); }},
    {"post", [](Client&, Journey& j) { return j.given("post", "POST"); }},
};

}  // namespace

std::vector<Crew> sign_in(const Settings& settings)
{
    if (!settings.header.empty()) return {};
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
    return good;
}

bool is_journey(const std::string& name)
{
    return journeys.contains(name);
}

}  // namespace motcua::load
