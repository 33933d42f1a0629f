#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "connection.hpp"

// What clients do: a journey is a few calls, one after the other, by officers of one commune.
namespace motcua::load {

struct Settings {
    std::string host = "127.0.0.1";
    int port = 8080;
    std::string password;
    std::string journey = "file";
    int communes = 20;
    std::string path;                        // Of the journeys "get" and "post", with {code}: one of
    std::vector<std::string> codes;          // these by chance,
    std::string body;                        // what is posted, with {n}: a number of its own,
    std::string officer;                     // and who goes them; empty: desks of communes.
    std::string header;                      // Header lines to go them with: then nobody signs in.
};

// Officers of one commune, signed in; their cookies are for any number of connections.
struct Crew {
    std::string slug;
    std::string code;
    std::string desk, expert, chair;         // Header lines.
};

std::vector<Crew> sign_in(const Settings&);

// One call as the journey reports it: its name and its status.
using Told = std::function<void(const char* call, int status)>;

enum class Stage { filed, assigned, drafted, decided };

struct OpenDossier {
    std::string code, version;
    std::size_t crew = 0;
    Stage stage = Stage::filed;
};

// A client's memory between journeys, and what it needs to make one.
struct Client {
    Client(const Settings& s, const std::vector<Crew>& c, unsigned number)
        : settings(s), crews(c), connection(s.host, s.port), random(number * 7919u + 1u), id(number), codes_of(c.size())
    {
    }

    const Settings& settings;
    const std::vector<Crew>& crews;
    Connection connection;
    std::mt19937 random;
    unsigned id;
    unsigned calls = 0;
    std::vector<std::string> codes;          // Of dossiers it has met,
    std::vector<std::vector<std::string>> codes_of;   // and by the crew that has to do with them.
    std::vector<std::string> people;         // Personal numbers of applicants.
    std::vector<OpenDossier> open;
    std::string after;                       // Where its inbox goes on.
};

// Makes one journey; false when a call did not answer as it should.
bool make_journey(Client&, const Told&);

bool is_journey(const std::string& name);

}  // namespace motcua::load
