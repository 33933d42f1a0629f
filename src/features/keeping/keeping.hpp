#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "features/keeping/manifest.hpp"
#include "platform/clock.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

// Bảo quản: copies of the database and of the files, taking them back, and proof that they are whole.
//
// A folder of backups holds one folder for each, named after its time, and the files of all of them once, under their digests:
//   <to>/20260901T021500Z/{manifest.json, files.txt, database.sqlite or database.pgdump}
//   <to>/files/ab/abcdef…
// A backup that is there is whole: it is made under another name. The master key is never in it.
namespace motcua::keeping {

// Why a tool cannot go on: a Vietnamese sentence that says what to do.
struct Failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What is kept.
struct Place {
    std::string database;        // As in db::Options
    std::string files;           // Folder
};

// Told now and then what is being done: a few Vietnamese words, a share of 100 or -1.
using Progress = std::function<void(const std::string& doing, int percent)>;

// A file that is not as it should be.
struct FileFault {
    std::string digest;
    enum class Kind { missing, changed } kind = Kind::missing;

    bool operator==(const FileFault&) const = default;
};

struct BackupOptions {
    std::string to;              // Folder of backups; made when it is not there
    int keep = 0;                // Older backups than so many are removed, and files that only they had; 0 keeps all
    std::string program;         // Version, for the manifest
};

struct BackupReport {
    std::string name;
    Manifest manifest;
    std::int64_t copied_files = 0;
    std::int64_t copied_bytes = 0;
    std::vector<FileFault> faults;       // Of files in the folder that is kept; the backup does without them
    std::vector<std::string> removed;    // Names of older backups
};

// Copies what a running server works with: the database as it was at one moment, then every file it speaks of. Throws Failure.
BackupReport back_up(const Place&, const crypto::Vault&, const Clock&, const BackupOptions&, const Progress& = {});

// Names, oldest first.
std::vector<std::string> backups_in(const std::string& folder);

struct BackupCheck {
    std::string name;
    Manifest manifest;
    std::vector<std::string> faults;     // Vietnamese sentences
    std::int64_t files = 0;
};

// Reads every byte of one backup ("": the newest) and compares it with its digests. Throws Failure when there is none.
BackupCheck check_backup(const std::string& folder, const std::string& name, const Progress& = {});

struct FilesCheck {
    std::int64_t files = 0;              // That the database speaks of
    std::int64_t bytes = 0;
    std::int64_t unknown = 0;            // In the folder alone: uploads that nobody has finished
    std::vector<std::string> leftovers;  // Paths of unfinished files older than a day
    std::vector<FileFault> faults;
};

// Holds every file that the database speaks of against its digest, and the folder against the database.
FilesCheck check_files(db::Database&, const std::string& folder, Instant now, const Progress& = {});

// Removes what check_files() calls leftovers; returns how many.
int remove_leftovers(const std::string& files, Instant now);

struct RestoreOptions {
    std::string from;            // Folder of backups
    std::string backup;          // Name; "" is the newest
    std::string key_file;        // Must be there and be the backup's
};

struct RestoreReport {
    std::string name;
    Manifest manifest;
    std::int64_t copied_files = 0;
    std::int64_t kept_files = 0;         // That were there already and are whole
    std::vector<FileFault> faults;       // Files that the backup does not have whole
};

// Puts a backup where there is nothing: no SQLite file, or a PostgreSQL database without tables. Compares digests before and the
// rows of every table afterwards; brings nothing up to date. Throws Failure; then no database was left behind.
RestoreReport restore(const Place&, const RestoreOptions&, const Progress& = {});

// Puts files that are missing or changed back from a backup; returns those for which it has none either.
std::vector<FileFault> mend_files(db::Database&, const std::string& folder, const RestoreOptions&, Instant now, const Progress& = {});

// Throws Failure when a SQLite file is not there: opening it would make it.
void require_present(const std::string& database_url);

// What tells one master key from another and does not give it away.
std::string fingerprint_of(const crypto::Vault&);

// Of the key that this database's data were sealed with; nothing before the first start.
std::optional<std::string> known_fingerprint(db::Database&);

// The vault of this database. A key file is made only for a database that has never had one. Throws Failure when the file is
// missing or holds another key than the one that sealed the database's data.
crypto::Vault open_vault(db::Database&, const std::string& key_file);

}  // namespace motcua::keeping
