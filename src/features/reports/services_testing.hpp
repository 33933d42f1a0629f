#pragma once

#include <map>
#include <set>

#include <doctest/doctest.h>

#include "features/catalogue/testing.hpp"
#include "features/reports/behind.hpp"
#include "features/reports/reports.hpp"
#include "features/reports/store.hpp"
#include "features/reports/testing.hpp"
#include "platform/crypto/crypto.hpp"
#include "source_path.hpp"

// For tests only: a database with the test city, its dossiers counted and in the journal.
namespace motcua::reports {

class TestReports {
public:
    explicit TestReports(db::Database& opened)
        : database(opened), clock(instant_in_vietnam(make_day(2026, 7, 1), MinuteOfDay(0))), catalogue(snapshot()),
          vault(crypto::Vault::from_file(m_folder.path() + "/key")), staff(in_the_city(database, city), clock, catalogue, vault), settings(shipped_settings()),
          services{database, clock, catalogue, staff, settings}
    {
    }

    // The acts of all histories as they happened; the nights between them sum up what is over when `nightly`.
    void live(const std::vector<TestHistory>& histories, bool nightly, const std::function<void(Day)>& before_act = {})
    {
        auto acts = in_order(histories);
        // A day in one transaction.
        for (auto next = acts.begin(); next != acts.end();) {
            auto day = day_number((*next)->at);
            auto end = std::find_if(next, acts.end(), [day](const auto* act) { return day_number(act->at) != day; });
            clock.set((*next)->at);
            if (nightly) close_days(services);
            if (before_act) before_act(day_of(day));
            database.write([&](db::Connection& c) {
                for (auto it = next; it != end; ++it) record(c, **it);
            });
            clock.set((*std::prev(end))->at);
            next = end;
        }
        clock.advance(std::chrono::milliseconds(1));
    }

    static std::shared_ptr<const Settings> shipped_settings()
    {
        static const auto settings = load_settings({motcua::testing::source_path("catalogue")});
        return settings;
    }

    // One who reads reports and dossiers at these agencies.
    Actor reader(std::vector<AgencyId> agencies, std::vector<Permission> permissions = {Permission::read_reports, Permission::read_dossiers}) const
    {
        Actor actor;
        actor.kind = ActorKind::officer;
        actor.officer = {1};
        actor.agency = agencies.front();
        actor.unit = city.directory.unit_of(agencies.front()).id;
        for (auto agency : agencies)
            for (auto permission : permissions) actor.grants.push_back({agency, permission});
        return actor;
    }

    // One who is in the database, with these permissions there: what the lists are asked with.
    Actor officer_at(const std::string& username, AgencyId agency)
    {
        auto actor = reader({agency});
        database.write([&](db::Connection& c) {
            actor.officer = staff::insert_officer(c, {{}, username, "Trần Thị Mẫu", "Giám đốc", agency, false, true, 1}, "x", Instant{});
            for (const auto* permission : {"read_reports", "read_dossiers"})
                db::execute(c, "INSERT INTO officer_grant (officer_id, agency_id, permission, delegation_id, valid_from, valid_until) VALUES ($1, $2, $3, 0, 0, $4)",
                            actor.officer, agency, permission, std::int64_t{253402300799000});
        });
        return actor;
    }

    Scope scope(std::string_view code) const { return scope_of(*staff.directory(), {}, code); }

    TestCity city;
    db::Database& database;
    ManualClock clock;
    catalogue::Catalogue catalogue;

private:
    db::TemporaryFolder m_folder;

public:
    crypto::Vault vault;
    staff::Staff staff;
    SettingsInForce settings;
    Services services;

private:
    static std::shared_ptr<const catalogue::Snapshot> snapshot()
    {
        static const auto loaded = catalogue::SampleFiles().load().snapshot;
        return loaded;
    }

    static db::Database& in_the_city(db::Database& database, const TestCity& city)
    {
        database.write([&](db::Connection& c) {
            for (const auto& agency : city.directory.all()) {
                auto one = agency;
                if (agency.unit_id == agency.id) one.unit_id.reset();
                staff::insert_agency(c, one);
            }
        });
        return database;
    }

    void record(db::Connection& c, const TestAct& act)
    {
        auto& head = m_heads[act.after.id.number];
        for (const auto& event : act.events)
            head = journal::append(c, act.after.id, head, act.actor, act.at, dossiers::act_of(event), dossiers::body_of(event));
        count(services, c, act.recorded());
    }

    std::map<std::int64_t, journal::Head> m_heads;
};

// All pages of a list, each dossier once. Every page but the last is full; one of a past day may be short.
inline std::vector<BehindRow> all_pages(const TestReports& test, const Actor& actor, BehindQuestion q)
{
    std::vector<BehindRow> rows;
    std::set<std::string> codes;
    for (;;) {
        auto page = behind(test.services, actor, q);
        REQUIRE(page.items.size() <= static_cast<std::size_t>(q.limit));
        REQUIRE((!page.next || page.items.size() == static_cast<std::size_t>(q.limit) || q.known_on));
        for (auto& row : page.items) {
            REQUIRE(codes.insert(row.code).second);
            rows.push_back(std::move(row));
        }
        if (!page.next) return rows;
        REQUIRE(*page.next != q.after);
        q.after = *page.next;
    }
}

}  // namespace motcua::reports
