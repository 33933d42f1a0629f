#pragma once

#include <filesystem>
#include <fstream>
#include <map>

#include <doctest/doctest.h>

#include "features/catalogue/catalogue.hpp"
#include "features/dossiers/dossiers.hpp"
#include "features/simulation/city.hpp"
#include "features/simulation/simulation.hpp"
#include "features/staff/staff.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/testing.hpp"
#include "source_path.hpp"

// For tests only: the shipped catalogue with five units instead of 114, which makes a city in a moment.
namespace motcua::simulation {

class SmallCatalogue {
public:
    SmallCatalogue()
    {
        std::filesystem::copy(motcua::testing::source_path("catalogue"), m_folder.path(), std::filesystem::copy_options::recursive);
        auto units = read("places/units.toml");
        std::string kept;
        for (std::size_t at = units.find(heading); at != std::string::npos;) {
            auto next = units.find(heading, at + 1);
            auto entry = units.substr(at, next - at);
            for (const auto* code : {"11779", "11359", "10543", "11560", "11557"})
                if (entry.find("code = \"" + std::string(code) + "\"") != std::string::npos) kept += entry;
            at = next;
        }
        write("places/units.toml", kept);
        auto predecessors = read("places/predecessors.csv");
        write("places/predecessors.csv", predecessors.substr(0, predecessors.find('\n') + 1));
        auto loaded = catalogue::load(m_folder.path());
        for (const auto& fault : loaded.faults) FAIL(catalogue::describe(fault));
        snapshot = loaded.snapshot;
    }

    std::shared_ptr<const catalogue::Snapshot> snapshot;

private:
    static constexpr std::string_view heading = "[[units]]";

    std::string read(const std::string& path) const
    {
        std::ifstream file(std::filesystem::path(m_folder.path()) / path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void write(const std::string& path, const std::string& text) const
    {
        std::ofstream(std::filesystem::path(m_folder.path()) / path, std::ios::binary) << text;
    }

    db::TemporaryFolder m_folder;
};

// Read once for all tests.
inline const std::shared_ptr<const catalogue::Snapshot>& small_catalogue()
{
    static const SmallCatalogue catalogue;
    return catalogue.snapshot;
}

// A small city on a database, its officers and its use cases, at the moment that the clock shows.
struct SmallCity {
    explicit SmallCity(db::Database& database) : db(database) { build_city(db, clock, *small_catalogue(), "mot-cua-mau"); }

    Report run(const Plan& plan) { return simulation::run({db, catalogue, vault}, plan, {}); }

    db::Database& db;
    ManualClock clock{instant_in_vietnam(make_day(2025, 7, 1), MinuteOfDay(0))};
    catalogue::Catalogue catalogue{small_catalogue()};
    crypto::Vault vault{std::string(32, 'k')};
    people::People people{vault};
};

// Every officer of a city by user name.
class Officers {
public:
    explicit Officers(SmallCity& city) : m_staff(city.db, city.clock, city.catalogue, city.vault)
    {
        for (auto& actor : city.db.read([&](db::Connection& c) { return staff::actors(c, *m_staff.directory(), city.clock.now()); }))
            m_actors.emplace(actor.username, std::move(actor));
    }

    const Actor& operator[](const std::string& username) const { return m_actors.at(username); }
    staff::Staff& staff() { return m_staff; }

private:
    staff::Staff m_staff;
    std::map<std::string, Actor> m_actors;
};

// The use cases as those officers call them.
inline dossiers::Services services_of(SmallCity& city, Officers& officers)
{
    return {city.db, city.clock, city.catalogue, officers.staff(), city.people, city.vault, "", [](const dossiers::Change&) {}, false};
}

}  // namespace motcua::simulation
