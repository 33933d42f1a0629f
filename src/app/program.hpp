#pragma once

#include <memory>
#include <string>

#include "app/settings.hpp"
#include "features/assistant/assistant.hpp"
#include "features/assistant/desk.hpp"
#include "features/catalogue/catalogue.hpp"
#include "features/citizens/citizens.hpp"
#include "features/citizens/drafts.hpp"
#include "features/citizens/ratings.hpp"
#include "features/documents/documents.hpp"
#include "features/dossiers/dossiers.hpp"
#include "features/notifications/notifications.hpp"
#include "features/people/people.hpp"
#include "features/reports/reports.hpp"
#include "features/staff/kept_work.hpp"
#include "features/staff/staff.hpp"
#include "platform/clock.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/channel.hpp"
#include "platform/db/db.hpp"
#include "platform/http/events.hpp"
#include "platform/http/http.hpp"
#include "platform/jobs/jobs.hpp"

namespace motcua::app {

// The catalogue of the settings; throws std::runtime_error that lists every fault of its files.
std::shared_ptr<const catalogue::Snapshot> load_catalogue(const Settings&);

// The settings of the reports, from the same folders; throws std::runtime_error likewise.
std::shared_ptr<const reports::Settings> load_report_settings(const Settings&);

// Records which versions are loaded; throws std::runtime_error when open dossiers need one that changed or is gone.
void install_catalogue(db::Database&, const catalogue::Snapshot&, const Clock&);

// The database of the settings, brought up to date.
std::unique_ptr<db::Database> open_database(const Settings&);

// The same for tools: throws keeping::Failure when there is no database yet, instead of making one.
std::unique_ptr<db::Database> open_present_database(const Settings&);

// Everything that serves, wired together. `clock` outlives it.
class Program {
public:
    Program(const Settings&, const Clock&, std::unique_ptr<db::Database>, std::shared_ptr<const catalogue::Snapshot>);

    http::Routes routes();

    const Settings& settings;
    const Clock& clock;
    std::unique_ptr<db::Database> database;
    catalogue::Catalogue catalogue;
    crypto::Vault vault;
    staff::Staff staff;
    staff::KeptWorks kept_works;
    people::People people;
    documents::Documents documents;
    http::EventHub events;
    std::unique_ptr<db::Channel> channel;        // To the other servers on this database, for the events
    reports::SettingsInForce report_settings;
    reports::Services reports;
    dossiers::Dossiers dossiers;
    assistant::Assistant assistant;
    assistant::Desk desk;
    citizens::Services citizen_services;
    citizens::Accounts accounts;
    citizens::Drafts drafts;
    citizens::Ratings ratings;
    std::unique_ptr<notifications::Gateway> gateway;
    jobs::Runner jobs;
};

}  // namespace motcua::app
