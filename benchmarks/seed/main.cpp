// Makes a filled database large: copies every dossier of it N times, under codes and for people of their own, with journals chained
// anew and what the reports count. `motcua verify-journal` and `verify-reports` prove the result. The database is nobody else's
// meanwhile; it lacks its indexes until the end, and on PostgreSQL the account is a superuser.
//   motcua_seed DATABASE COPIES
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <map>
#include <stdexcept>

#include "features/journal/journal.hpp"
#include "platform/db/db.hpp"
#include "postgres_copy.hpp"

namespace motcua::seed {

namespace {

// What is copied; their indexes beside the keys are made anew at the end.
constexpr const char* tables[] = {"person", "dossier", "dossier_content", "task", "handover", "submitted_document", "submitted_file", "dossier_guest", "letter",
    "journal", "counted_dossier", "counted_lateness", "counted_payment"};

using Expressions = std::map<std::string, std::string>;   // Column → what its copy holds; the others are copied as they are.

struct Numbered {
    DossierId id;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(Numbered, (), (id, code))

struct SeriesRow {
    std::string series;
    std::int64_t last = 0;
};
BOOST_DESCRIBE_STRUCT(SeriesRow, (), (series, last))

struct Index {
    std::string name, definition;
};
BOOST_DESCRIBE_STRUCT(Index, (), (name, definition))

struct Copy {
    std::string code;
    db::Bytes hash;
};

std::string hex(const std::string& bytes)
{
    static const char digits[] = "0123456789abcdef";
    std::string text;
    for (unsigned char byte : bytes) text.append({digits[byte >> 4], digits[byte & 15]});
    return text;
}

class Seeder {
public:
    Seeder(db::Database& database, std::string url) : m_db(database), m_url(std::move(url))
    {
        m_db.write([&](db::Connection& c) { prepare(c); });
        if (m_base.empty()) throw std::runtime_error("there is no dossier to copy");
    }

    void copy(std::int64_t k)
    {
        chain(k);
        m_dossier_step = k * m_dossiers;
        m_person_step = k * m_people;
        std::future<void> journal;
        if (m_db.is_postgres()) journal = std::async(std::launch::async, [this] { send_journal(); });
        m_db.write([&](db::Connection& c) {
            if (c.is_postgres()) c.run_script("SET LOCAL session_replication_role = replica; SET LOCAL synchronous_commit = off");
            fill_heads(c);
            copy_rows(c, "person", "t.id", m_people, {{"id", "t.id + $2"}, {"personal_id_index", "t.personal_id_index || '-" + std::to_string(k) + "'"},
                {"organisation_number", "t.organisation_number || '-" + std::to_string(k) + "'"}}, "", m_person_step);
            copy_rows(c, "dossier", "t.id", m_dossiers, {{"id", "t.id + $2"}, {"code", "h.code"}, {"journal_hash", "h.hash"},
                {"applicant_id", "t.applicant_id + " + std::to_string(m_person_step)}}, "JOIN seed_head h ON h.dossier_id = t.id", m_dossier_step);
            for (const char* table : {"dossier_content", "task", "handover", "submitted_document", "submitted_file", "dossier_guest", "counted_lateness", "counted_payment"})
                copy_rows(c, table, "t.dossier_id", m_dossiers, {{"dossier_id", "t.dossier_id + $2"}}, "", m_dossier_step);
            copy_rows(c, "counted_dossier", "t.dossier_id", m_dossiers, {{"dossier_id", "t.dossier_id + $2"}, {"code", "h.code"}},
                "JOIN seed_head h ON h.dossier_id = t.dossier_id", m_dossier_step);
            copy_rows(c, "letter", "t.dossier_id", m_dossiers, {{"dossier_id", "t.dossier_id + $2"}, {"series_number", "t.series_number + s.last * " + std::to_string(k)}},
                "JOIN seed_series s ON s.form = t.form AND s.agency_id = t.agency_id", m_dossier_step);
            if (!c.is_postgres()) write_journal(c);
        });
        if (journal.valid()) journal.get();
    }

    // Running numbers and identities go on behind the copies; sums hold all of them.
    void finish(std::int64_t copies)
    {
        m_db.write([&](db::Connection& c) {
            auto times = std::to_string(copies + 1);
            db::execute(c, "UPDATE code_sequence SET last = last * " + times);
            std::string sums;
            for (const auto& column : columns(c, "running_total"))
                if (column != "day" && column != "unit_id" && column != "level" && column != "procedure_id") sums += (sums.empty() ? "" : ", ") + column + " = " + column + " * " + times;
            if (!sums.empty()) db::execute(c, "UPDATE running_total SET " + sums);
            if (!columns(c, "index_day").empty()) db::execute(c, "DELETE FROM index_day");
            for (const char* table : {"seed_head", "seed_series"}) c.run_script("DROP TABLE " + std::string(table));
            if (!c.is_postgres()) return;
            for (std::string table : tables) c.run_script("DROP TABLE seed_" + table + "; ALTER TABLE " + table + " RESET (autovacuum_enabled)");
            for (const char* table : {"dossier", "person"})
                db::query<std::int64_t>(c, "SELECT setval(pg_get_serial_sequence('" + std::string(table) + "', 'id'), (SELECT max(id) FROM " + table + "))");
        });
        for (const auto& index : m_indexes)
            m_db.write([&](db::Connection& c) {
                if (c.is_postgres()) c.run_script("SET LOCAL maintenance_work_mem = '1GB'; SET LOCAL statement_timeout = 0");
                c.run_script(index.definition);
            });
    }

    std::int64_t dossiers() const { return m_dossiers; }

private:
    void prepare(db::Connection& c)
    {
        m_dossiers = db::one<std::int64_t>(c, "SELECT COALESCE(max(id), 0) FROM dossier");
        m_people = db::one<std::int64_t>(c, "SELECT COALESCE(max(id), 0) FROM person");
        m_base = db::query<Numbered>(c, "SELECT id, code FROM dossier ORDER BY id");
        for (auto& row : db::query<SeriesRow>(c, "SELECT series, last FROM code_sequence")) m_last.emplace(row.series, row.last);
        m_entries = db::query<journal::Entry>(c, "SELECT dossier_id, seq, at, officer_id, agency_id, actor, act, body, hash FROM journal ORDER BY dossier_id, seq");
        std::string bytes = c.is_postgres() ? "BYTEA" : "BLOB";
        c.run_script("CREATE TABLE seed_head (dossier_id BIGINT PRIMARY KEY, code TEXT NOT NULL, hash " + bytes + " NOT NULL)");
        c.run_script("CREATE TABLE seed_series AS SELECT form, agency_id, max(series_number) AS last FROM letter GROUP BY form, agency_id");
        m_indexes = indexes(c);
        for (const auto& index : m_indexes) c.run_script("DROP INDEX " + index.name);
        if (!c.is_postgres()) return;
        for (std::string table : tables)
            c.run_script("CREATE UNLOGGED TABLE seed_" + table + " AS SELECT * FROM " + table + "; ALTER TABLE " + table + " SET (autovacuum_enabled = false)");
        c.run_script("ANALYZE");
    }

    // Those of the tables that are no keys.
    static std::vector<Index> indexes(db::Connection& c)
    {
        std::string names;
        for (std::string table : tables) names += (names.empty() ? "'" : ", '") + table + "'";
        if (!c.is_postgres()) return db::query<Index>(c, "SELECT name, sql AS definition FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (" + names + ")");
        return db::query<Index>(c, "SELECT CAST(indexname AS TEXT) AS name, indexdef AS definition FROM pg_indexes WHERE tablename IN (" + names +
            ") AND schemaname = current_schema() AND indexname NOT IN (SELECT conname FROM pg_constraint)");
    }

    // What the journal of the k-th copy is: new codes, new hashes.
    void chain(std::int64_t k)
    {
        m_copies.clear();
        auto entry = m_entries.begin();
        for (const auto& dossier : m_base) {
            auto dash = dossier.code.rfind('-');
            auto series = dossier.code.substr(0, dash);
            auto number = std::to_string(std::atoll(dossier.code.c_str() + dash + 1) + k * m_last.at(series));
            Copy copy{series + "-" + std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number, {}};
            for (; entry != m_entries.end() && entry->dossier_id == dossier.id; ++entry) {
                auto changed = *entry;
                changed.dossier_id.number += k * m_dossiers;
                if (auto at = changed.body.find(dossier.code); at != std::string::npos) changed.body.replace(at, dossier.code.size(), copy.code);
                entry->hash = copy.hash = journal::hash_of(changed, copy.hash);
            }
            m_copies.push_back(std::move(copy));
        }
    }

    void fill_heads(db::Connection& c)
    {
        db::execute(c, "DELETE FROM seed_head");
        if (!c.is_postgres()) {
            for (std::size_t i = 0; i < m_base.size(); ++i)
                db::execute(c, "INSERT INTO seed_head (dossier_id, code, hash) VALUES ($1, $2, $3)", m_base[i].id, m_copies[i].code, m_copies[i].hash);
            return;
        }
        std::string ids, codes, hashes;
        for (std::size_t i = 0; i < m_base.size(); ++i) {
            ids += (i ? "," : "") + std::to_string(m_base[i].id.number);
            codes += (i ? "," : "") + m_copies[i].code;
            hashes += (i ? "," : "") + hex(m_copies[i].hash.data);
        }
        db::execute(c, R"(INSERT INTO seed_head (dossier_id, code, hash) SELECT CAST(i AS BIGINT), k, decode(h, 'hex')
            FROM unnest(string_to_array($1, ','), string_to_array($2, ','), string_to_array($3, ',')) AS made(i, k, h))", ids, codes, hashes);
    }

    // As the k-th copy says it.
    template <class Each>
    void each_entry(Each&& each)
    {
        auto entry = m_entries.begin();
        for (std::size_t i = 0; i < m_base.size(); ++i)
            for (; entry != m_entries.end() && entry->dossier_id == m_base[i].id; ++entry) {
                auto body = entry->body;
                if (auto at = body.find(m_base[i].code); at != std::string::npos) body.replace(at, m_base[i].code.size(), m_copies[i].code);
                each(entry->dossier_id.number + m_dossier_step, *entry, body);
            }
    }

    void write_journal(db::Connection& c)
    {
        each_entry([&](std::int64_t dossier, const journal::Entry& entry, const std::string& body) {
            db::execute(c, "INSERT INTO journal (dossier_id, seq, at, officer_id, agency_id, actor, act, body, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                dossier, entry.seq, entry.at, entry.officer_id, entry.agency_id, entry.actor, entry.act, body, entry.hash);
        });
    }

    void send_journal()
    {
        auto number_of = [](const auto& id) { return id ? std::optional(id->number) : std::nullopt; };
        PostgresCopy target(m_url, "journal (dossier_id, seq, at, officer_id, agency_id, actor, act, body, hash)");
        each_entry([&](std::int64_t dossier, const journal::Entry& entry, const std::string& body) {
            target.row(9).add(dossier).add(entry.seq).add(std::int64_t{entry.at.time_since_epoch().count()}).add(number_of(entry.officer_id))
                .add(number_of(entry.agency_id)).add(entry.actor).add(entry.act).add(body).add(entry.hash.data);
        });
        target.finish();
    }

    // Empty when there is no such table, or nothing in it.
    const std::vector<std::string>& columns(db::Connection& c, const std::string& table)
    {
        auto [found, is_new] = m_columns.try_emplace(table);
        if (!is_new) return found->second;
        auto exists = db::one<std::int64_t>(c, c.is_postgres() ? "SELECT count(*) FROM pg_tables WHERE tablename = $1" : "SELECT count(*) FROM sqlite_master WHERE name = $1", table);
        if (exists > 0)
            c.run("SELECT * FROM " + table + " LIMIT 1", {}, [&](const db::Row& row) {
                for (int i = 0; i < row.columns(); ++i) found->second.emplace_back(row.column_name(i));
            });
        return found->second;
    }

    void copy_rows(db::Connection& c, const std::string& table, const std::string& key, std::int64_t last, const Expressions& expressions, const std::string& joined, std::int64_t step)
    {
        std::string names, values;
        for (const auto& column : columns(c, table)) {
            auto found = expressions.find(column);
            names += (names.empty() ? "" : ", ") + column;
            values += (values.empty() ? "" : ", ") + (found == expressions.end() ? "t." + column : found->second);
        }
        if (names.empty()) return;
        auto overriding = c.is_postgres() && (table == "person" || table == "dossier") ? " OVERRIDING SYSTEM VALUE" : "";
        db::execute(c, "INSERT INTO " + table + " (" + names + ")" + overriding + " SELECT " + values + " FROM " + (c.is_postgres() ? "seed_" : "") + table + " t " + joined + " WHERE " + key + " <= $1", last, step);
    }

    db::Database& m_db;
    const std::string m_url;
    std::vector<Index> m_indexes;
    std::int64_t m_dossiers = 0;     // The highest id before; ids of copies are that much higher, each time.
    std::int64_t m_people = 0;
    std::int64_t m_dossier_step = 0;
    std::int64_t m_person_step = 0;
    std::vector<Numbered> m_base;
    std::vector<journal::Entry> m_entries;
    std::map<std::string, std::int64_t> m_last;
    std::vector<Copy> m_copies;
    std::map<std::string, std::vector<std::string>> m_columns;
};

}  // namespace

}  // namespace motcua::seed

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "motcua_seed DATABASE COPIES\n");
        return 2;
    }
    try {
        auto begin = std::chrono::steady_clock::now();
        auto database = motcua::db::open({.url = argv[1], .statement_timeout = std::chrono::minutes(20)});
        motcua::seed::Seeder seeder(*database, argv[1]);
        auto copies = std::atoll(argv[2]);
        auto tell = [&](std::int64_t made, const char* what) {
            auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
            std::fprintf(stderr, "%.0f s: %lld of %lld dossiers%s\n", seconds, static_cast<long long>(made * seeder.dossiers()), static_cast<long long>((copies + 1) * seeder.dossiers()), what);
        };
        for (std::int64_t k = 1; k <= copies; ++k) {
            seeder.copy(k);
            tell(k + 1, "");
        }
        seeder.finish(copies);
        tell(copies + 1, ", with their indexes");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "motcua_seed: %s\n", error.what());
        return 1;
    }
}
